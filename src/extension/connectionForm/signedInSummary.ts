import { uniqueName } from '../../core/connections/connectionDraft.ts';
import type { Identity } from '../../core/jobs/signIn.ts';
import type { Connection } from '../../core/model/connection.ts';
import { backwardLinks } from '../../core/timeZones/backwardLinks.ts';
import type { SignedInSummary } from '../../protocol/connectionForm.ts';
import type { L10n } from '../l10n.ts';
import { environmentInWords } from '../connectionTree/connectionText.ts';
import { accessTokenWarning, editionInWords } from './formWords.ts';

/** What the form shows of a sign-in: nothing secret. */
export function summaryOf(identity: Identity, takenNames: readonly string[], l10n: L10n): SignedInSummary {
  const { signedIn, organization, user } = identity;
  const { environment } = signedIn;
  const name = organization.name;
  const wanted = environment === 'production' ? name : `${name} (${environmentInWords(environment, l10n)})`;
  return {
    ...people(organization, user),
    ...{ dataCenter: signedIn.place.dataCenter, environment },
    suggestedName: uniqueName(wanted, takenNames),
    warning: signedIn.refreshToken === undefined ? accessTokenWarning(l10n) : undefined,
  };
}

/** Of a connection that is signed in already. */
export function summaryOfConnection(connection: Connection): SignedInSummary {
  const { organization, user, dataCenter, environment, name } = connection;
  return { ...people(organization, user), dataCenter, environment, suggestedName: name, warning: undefined };
}

function people(organization: Connection['organization'], user: Connection['user']) {
  return {
    userName: user.name,
    email: user.email,
    organization: organization.name,
    edition: editionInWords(organization.edition),
    userTimeZone: currentName(user.timeZone),
    organizationTimeZone: currentName(organization.timeZone),
  };
}

/** Zones are listed by their present names; Zoho knows some by old ones. */
function currentName(zone: string): string {
  return backwardLinks.get(zone) ?? zone;
}
