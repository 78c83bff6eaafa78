import type { ConnectionDraft } from '../../core/connections/connectionDraft.ts';
import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { SecretsKept } from '../../core/connections/keptSecrets.ts';
import { keepSignIn, newConnection, renewed } from '../../core/jobs/connect.ts';
import type { Identity } from '../../core/jobs/signIn.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Engine } from '../engine.ts';
import { nobodySignedIn } from '../connectionTree/nobodySignedIn.ts';
import { endSignIn } from '../signIn/endSignIn.ts';
import { unsignedConnection, zoneWarning } from './formDraft.ts';

/** Whoever saves does not wait long for Zoho. */
const signOutTimeoutMs = 10_000;

export interface SaveFormParts {
  readonly store: ConnectionStore;
  readonly engine: () => Promise<Engine>;
}

export interface FilledForm {
  readonly draft: ConnectionDraft;
  /** The connection that is edited; undefined for a new one. */
  readonly stored: Connection | undefined;
  /** Who signed in since the form was opened. */
  readonly identity: Identity | undefined;
}

/**
 * Stores what a form holds: with its sign-in, or without one, to be signed in to later. A connection that was led to
 * another place, or to another client, without signing in there is signed out.
 */
export async function saveForm(
  parts: SaveFormParts,
  form: FilledForm,
): Promise<{ readonly connection: Connection; readonly kept: SecretsKept }> {
  const { identity } = form;
  if (identity) return saveSignedIn(parts, form, identity);
  const connection = describe(form);
  const { stored } = form;
  // What was signed in to is not what the connection now leads to.
  if (stored && !isSameWay(stored, connection)) await endSignIn(stored, parts, AbortSignal.timeout(signOutTimeoutMs));
  const { clientSecret: secret } = form.draft;
  const { dataCenter, clientId: id } = connection;
  if (secret !== '') await parts.store.rememberClient(dataCenter, { id, secret });
  await parts.store.saveDescription(connection);
  return { connection, kept: 'stored' };
}

async function saveSignedIn({ store, engine }: SaveFormParts, form: FilledForm, identity: Identity) {
  const { draft, stored } = form;
  const chosen = chosenIn(draft);
  const base = stored ? renewed(stored, identity) : newConnection(identity, chosen);
  const connection = { ...base, ...chosen, ...zoneWarning(stored, chosen.timeZone) };
  const { tokens } = await engine();
  return { connection, kept: await keepSignIn({ store, tokens }, connection, identity) };
}

function describe({ draft, stored }: FilledForm): Connection {
  const { dataCenter, environment, clientId, timeZone } = draft;
  const place = { dataCenter, environment, clientId };
  if (!stored) return { ...unsignedConnection(), ...chosenIn(draft), ...place };
  const signIn = isSameWay(stored, place) ? {} : nobodySignedIn;
  return { ...stored, ...signIn, ...zoneWarning(stored, timeZone), ...chosenIn(draft), ...place };
}

type Way = Pick<Connection, 'dataCenter' | 'environment' | 'clientId'>;

function isSameWay(one: Way, other: Way): boolean {
  const isSameClient = one.dataCenter === 'sample' || one.clientId === other.clientId;
  return one.dataCenter === other.dataCenter && one.environment === other.environment && isSameClient;
}

function chosenIn({ name, timeZone, cachePolicy }: ConnectionDraft) {
  return { name, timeZone, cachePolicy };
}
