import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { Node } from '../connectionTree/node.ts';
import { writeDefinitions } from '../../core/jobs/definitions/definitionFile.ts';
import { writeUserFile } from './userFiles.ts';

/** Writes the connections of a row, or those that the user picks, into a file for others. Secrets stay here. */
export async function exportConnections(node: Node | undefined, store: ConnectionStore): Promise<void> {
  const { l10n } = vscode;
  const connections = store.list();
  if (connections.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('There are no connections to export.'));
    return;
  }
  const items = connections.map((connection) => ({
    label: connection.name,
    description: connection.group ?? '',
    picked: node === undefined || node.connection?.id === connection.id || isIn(node, connection.group),
    connection,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: l10n.t('Export Connections'),
    placeHolder: l10n.t('Which ones? The file says where they lead and how they are set, and holds no secret.'),
  });
  if (!picked || picked.length === 0) return;
  const target = await vscode.window.showSaveDialog({
    title: l10n.t('Export Connections'),
    filters: { JSON: ['json'] },
    ...defaultTarget(),
  });
  if (!target) return;
  await writeUserFile(target, writeDefinitions(picked.map((each) => each.connection)));
  const open = l10n.t('Open');
  const count = picked.length;
  const done = count === 1 ? l10n.t('Exported 1 connection.') : l10n.t('Exported {0} connections.', count);
  const chosen = await vscode.window.showInformationMessage(done, open);
  if (chosen === open) await vscode.window.showTextDocument(target);
}

function isIn(node: Node, group: string | undefined): boolean {
  return node.kind === 'group' && node.name === group;
}

function defaultTarget(): vscode.SaveDialogOptions {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder ? { defaultUri: vscode.Uri.joinPath(folder, 'team.zoho-connections.json') } : {};
}
