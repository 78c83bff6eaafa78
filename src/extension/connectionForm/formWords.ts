import type { DraftProblem, DraftProblems } from '../../core/connections/connectionDraft.ts';
import { longestName } from '../../core/connections/connectionDraft.ts';
import type { Pasted } from '../../core/connections/pastedToken.ts';
import type { Feature } from '../../core/crm/crmSignIn.ts';
import type { CachePolicy } from '../../core/model/connection.ts';
import type { FieldProblems, Recognized } from '../../protocol/connectionForm.ts';
import type { L10n } from '../l10n.ts';

/** The words for what the form, and the quick inputs, find in a draft. */

export function problemsInWords(problems: DraftProblems, l10n: L10n): FieldProblems {
  const entries = Object.entries(problems) as [keyof DraftProblems, DraftProblem][];
  return Object.fromEntries(entries.map(([field, problem]) => [field, problemInWords(field, problem, l10n)]));
}

export function problemInWords(field: keyof DraftProblems, problem: DraftProblem, l10n: L10n): string {
  switch (field) {
    case 'name':
      if (problem === 'taken') return l10n.t('Another connection has this name.');
      if (problem === 'tooLong') return l10n.t('At most {0} characters.', longestName);
      return l10n.t('Give the connection a name.');
    case 'dataCenter':
      return l10n.t('Choose a domain.');
    case 'environment':
      return l10n.t('Choose an environment.');
    case 'clientId':
      if (problem === 'missing') return l10n.t('Enter the client ID of your OAuth client.');
      return l10n.t('A client ID is one word that begins with “1000.”');
    case 'clientSecret':
      return l10n.t('Enter the client secret of your OAuth client.');
    case 'timeZone':
      if (problem === 'missing') return l10n.t('Choose a time zone.');
      return l10n.t('There is no such time zone.');
    case 'cachePolicy':
      return l10n.t('Choose how long metadata are kept.');
  }
}

/** What a pasted text is; never the text itself. */
export function recognizedInWords(pasted: Pasted, l10n: L10n): Recognized {
  switch (pasted.kind) {
    case 'empty':
      return { tone: 'refused', message: l10n.t('Nothing was pasted.') };
    case 'token':
      return {
        tone: 'ok',
        message: l10n.t(
          'A grant code, refresh token or access token. They look alike: signing in tries which it is. An access token alone ends within an hour.',
        ),
      };
    case 'grantCode':
      return { tone: 'ok', message: l10n.t('A grant code. It is good once, for a few minutes.') };
    case 'refreshToken':
      return { tone: 'ok', message: l10n.t('A refresh token. It takes the client ID and secret it was made with.') };
    case 'accessToken':
      return { tone: 'warning', message: accessTokenWarning(l10n) };
    case 'redirect':
      return { tone: 'ok', message: l10n.t('The address of a finished sign-in, with its code.') };
    case 'refusal':
      return { tone: 'refused', message: refusalInWords(pasted.code, l10n) };
    case 'authtoken':
      return { tone: 'refused', message: authtokenInWords(l10n) };
    case 'clientId':
      return {
        tone: 'refused',
        message: l10n.t('This looks like a client ID, which is no token. It belongs in the field Client ID.'),
      };
    case 'unknown':
      return {
        tone: 'refused',
        message: l10n.t(
          'Not recognized. Paste a grant code, a refresh token, an access token, the JSON of a token answer, or the whole address to which the browser returned.',
        ),
      };
  }
}

export function accessTokenWarning(l10n: L10n): string {
  return l10n.t(
    'An access token alone: the connection works until the token ends, within an hour, and then asks you to sign in.',
  );
}

export function authtokenInWords(l10n: L10n): string {
  return l10n.t(
    'This is an AUTHTOKEN of Zoho’s old API. Zoho stopped accepting them in 2021, and nothing makes this one work again. Use Log In with Zoho instead, or paste a code of a self client from Zoho’s API console.',
  );
}

function refusalInWords(code: string, l10n: L10n): string {
  if (code === 'access_denied') return l10n.t('The sign-in was declined in the browser. Log in again to go on.');
  // Only words such as invalid_code: whatever else was pasted is not repeated.
  const word = /^[a-z_ ]{1,40}$/i.test(code) ? code : '…';
  return l10n.t('Zoho’s answer holds no token but the error “{0}”. Log in again, or make a new code.', word);
}

export function featureInWords(feature: Feature, l10n: L10n): string {
  switch (feature) {
    case 'organization':
      return l10n.t('Organization and users');
    case 'metadata':
      return l10n.t('Modules and fields');
    case 'readRecords':
      return l10n.t('Reading records');
    case 'writeRecords':
      return l10n.t('Writing records');
    case 'coql':
      return l10n.t('COQL queries');
    case 'bulkRead':
      return l10n.t('Bulk read');
    case 'search':
      return l10n.t('Search and counting');
  }
}

/** `enterprise` → `Enterprise`: Zoho's own word, which is a name. */
export function editionInWords(edition: string): string {
  return edition === '' ? '' : edition.slice(0, 1).toLocaleUpperCase() + edition.slice(1);
}

/** One line on what a cache policy does. */
export function cachePolicyEffect(policy: CachePolicy, l10n: L10n): string {
  switch (policy) {
    case 'disabled':
      return l10n.t('Read anew each time that you open the connection.');
    case 'oneHour':
      return l10n.t('Read anew when you open it and an hour has passed.');
    case 'oneDay':
      return l10n.t('Read anew when you open it and a day has passed.');
    case 'oneWeek':
      return l10n.t('Read anew when you open it and a week has passed.');
    case 'oneMonth':
      return l10n.t('Read anew when you open it and a month has passed.');
    case 'infinite':
      return l10n.t('Kept until you refresh or clear it.');
  }
}
