import { randomUUID } from 'node:crypto';

import type { Connection } from '../../core/model/connection.ts';
import { asObject, asText } from '../../core/model/parse.ts';
import { parseDataCenter, parseEnvironment } from '../../core/model/parseConnection.ts';
import type { ConnectionDraftInput } from '../../protocol/connectionForm.ts';
import { nobodySignedIn } from '../connectionTree/nobodySignedIn.ts';
import type { SignInChoice } from '../signIn/signIns.ts';

/** Whoever chooses another zone is to hear of it again when it differs. */
export function zoneWarning(known: Connection | undefined, timeZone: string): Pick<Connection, 'warnsAboutTimeZone'> {
  return { warnsAboutTimeZone: known?.timeZone === timeZone ? known.warnsAboutTimeZone : true };
}

/** What the form shows of a connection that there is. */
export function draftOf(connection: Connection): ConnectionDraftInput {
  const { name, dataCenter, environment, clientId, timeZone, cachePolicy } = connection;
  return { name, dataCenter, environment, clientId, clientSecret: '', timeZone, cachePolicy };
}

/** What the page sent, read as what it should be: it is outside the trust boundary. */
export function readChoice(draft: ConnectionDraftInput): SignInChoice {
  const input = asObject(draft);
  return {
    dataCenter: parseDataCenter(input?.['dataCenter']) ?? 'us',
    environment: parseEnvironment(input?.['environment']) ?? 'production',
    clientId: (asText(input?.['clientId']) ?? '').trim(),
    clientSecret: (asText(input?.['clientSecret']) ?? '').trim(),
  };
}

/** Likewise. */
export function readText(value: unknown): string {
  return asText(value) ?? '';
}

/** All that a connection has before somebody signs in. */
export function unsignedConnection() {
  return {
    id: randomUUID(),
    crm: 'zoho',
    ...nobodySignedIn,
    group: undefined,
    warnsAboutTimeZone: true,
  } as const;
}
