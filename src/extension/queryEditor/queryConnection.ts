import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { Connection } from '../../core/model/connection.ts';
import { pickConnection } from '../pickConnection.ts';
import type { DocumentConnections } from './documentConnections.ts';

export interface QueryConnectionParts {
  readonly store: ConnectionStore;
  readonly connections: DocumentConnections;
}

/** The connection of a document; the user is asked where none was chosen and there are several. */
export async function connectionOf(
  document: vscode.TextDocument,
  parts: QueryConnectionParts,
): Promise<Connection | undefined> {
  return parts.connections.of(document.uri.toString()) ?? (await chooseConnection(document, parts));
}

/** Asks for the connection of a document and remembers it. */
export async function chooseConnection(
  document: vscode.TextDocument,
  { store, connections }: QueryConnectionParts,
): Promise<Connection | undefined> {
  const uri = document.uri.toString();
  const placeHolder = vscode.l10n.t('With which connection are the queries of this file run?');
  const picked = await pickConnection(store, placeHolder, connections.of(uri));
  if (picked) await connections.choose(uri, picked);
  return picked;
}
