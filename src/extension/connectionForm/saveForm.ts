import type { ConnectionDraft } from '../../core/connections/connectionDraft.ts';
import type { ConnectionStore, SecretsKept } from '../../core/connections/connectionStore.ts';
import { keepSignIn, newConnection, renewed } from '../../core/jobs/connect.ts';
import type { Identity } from '../../core/jobs/signIn.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Engine } from '../engine.ts';
import { unsignedConnection, zoneWarning } from './formDraft.ts';

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

/** Stores what a form holds: with its sign-in, or without one, to be signed in to later. */
export async function saveForm(
  parts: SaveFormParts,
  form: FilledForm,
): Promise<{ readonly connection: Connection; readonly kept: SecretsKept }> {
  const { identity } = form;
  if (identity) return saveSignedIn(parts, form, identity);
  const connection = describe(form);
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
  const base = stored ? { ...stored, ...zoneWarning(stored, timeZone) } : unsignedConnection();
  return { ...base, ...chosenIn(draft), ...place };
}

function chosenIn({ name, timeZone, cachePolicy }: ConnectionDraft) {
  return { name, timeZone, cachePolicy };
}
