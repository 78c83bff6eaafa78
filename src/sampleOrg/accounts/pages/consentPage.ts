import type { Reply } from '../../http/exchange.ts';
import type { User } from '../../schema/organization.ts';
import type { ConsentRequest } from '../consentRequest.ts';
import { scopeInWords } from '../scopeWords.ts';
import { environmentField, userField } from './fields.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';
import { page } from './page.ts';

/** Asks who signs in, where, and whether the client may have what it wants. Posts to `/oauth/v2/approve`. */
export function consentPage(consent: ConsentRequest, formToken: string, users: readonly User[]): Reply {
  const returnsTo = consent.outcome.kind === 'device' ? undefined : consent.outcome.redirectUri;
  const body = markup`<h1>Sign in and allow access?</h1>
<p>The application <code>${consent.clientId}</code> asks for access to this sample organization’s data.</p>
<form method="post" action="../v2/approve">
<input type="hidden" name="form_token" value="${formToken}">
${userField(users)}
${environmentField()}
<h2 id="scopes">It wants to</h2>
<ul aria-labelledby="scopes" tabindex="0">${consent.scopes.map(scopeItem)}</ul>
${consent.offline ? markup`<p>It stays signed in until you revoke its access.</p>` : undefined}
<p>${returnsTo === undefined ? 'Your answer goes to the device that shows the code.' : markup`Your answer goes to <code>${returnsTo}</code>.`}</p>
<div class="buttons">
<button class="primary" name="decision" value="accept">Accept</button>
<button name="decision" value="decline">Decline</button>
</div>
</form>`;
  const foot = markup`<p><a href="../../self-client">Make a grant code for a script instead</a></p>`;
  return page({ title: 'Sign in', body, foot, ...(returnsTo === undefined ? {} : { formTarget: returnsTo }) });
}

function scopeItem(scope: string): Markup {
  return markup`<li>${scopeInWords(scope)} <code>${scope}</code></li>`;
}
