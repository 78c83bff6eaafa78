import * as vscode from 'vscode';

import type { ConnectionStore } from '../core/connections/connectionStore.ts';
import type { Connection } from '../core/model/connection.ts';
import type { Node } from './connectionTree/node.ts';
import { domainOf, environmentLabel } from './connectionTree/connectionText.ts';

/**
 * The connection that a command is for: that of the tree's row, or the one that the user picks when the command came
 * from the palette; a single one needs no picking. Undefined when the user picked none, or there is none.
 */
export async function connectionFor(node: Node | undefined, store: ConnectionStore): Promise<Connection | undefined> {
  if (node?.connection) return store.find(node.connection.id);
  const connections = store.list();
  if (connections.length < 2) return connections[0] ?? offerNewConnection();
  return pickConnection(store, vscode.l10n.t('Which connection?'));
}

/** Asks even if there is one only. The list says which one is used now. */
export async function pickConnection(
  store: ConnectionStore,
  placeHolder: string,
  current?: Connection,
): Promise<Connection | undefined> {
  const items = store.list().map((connection) => ({
    label: connection.name,
    description: `${environmentLabel(connection, vscode.l10n)} · ${domainOf(connection, vscode.l10n)}`,
    ...(connection.id === current?.id ? { detail: vscode.l10n.t('in use now') } : {}),
    connection,
  }));
  if (items.length === 0) return offerNewConnection();
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  return picked?.connection;
}

async function offerNewConnection(): Promise<undefined> {
  const create = vscode.l10n.t('New Connection');
  const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('There are no connections yet.'), create);
  if (chosen === create) await vscode.commands.executeCommand('zohoCrm.newConnection');
}
