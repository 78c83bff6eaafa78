import path from 'node:path';

import * as vscode from 'vscode';

const filters = { SQLite: ['sqlite', 'db', 'sqlite3'] };

/**
 * Asks for a SQLite file; answers its absolute path, undefined when the user turned back. New and existing files have
 * dialogs of their own: the one for new files would ask whether an existing one is to be overwritten.
 */
export async function askForSqliteFile(current: string | undefined): Promise<string | undefined> {
  const { l10n, window } = vscode;
  const kept = current === undefined ? [] : [{ label: path.basename(current), description: path.dirname(current) }];
  const items = [
    ...kept.map((item) => ({ ...item, ask: () => Promise.resolve(current) })),
    { label: `$(new-file) ${l10n.t('A new file…')}`, ask: () => askForNew(current) },
    { label: `$(folder-opened) ${l10n.t('An existing file…')}`, ask: () => askForExisting(current) },
  ];
  return (await window.showQuickPick(items, { placeHolder: l10n.t('Which SQLite file?') }))?.ask();
}

async function askForNew(current: string | undefined): Promise<string | undefined> {
  const folder = folderBeside(current);
  const file = await vscode.window.showSaveDialog({
    ...{ title: vscode.l10n.t('New SQLite File'), saveLabel: vscode.l10n.t('Use'), filters },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, 'zoho-crm.sqlite') } : {}),
  });
  return file?.fsPath;
}

async function askForExisting(current: string | undefined): Promise<string | undefined> {
  const folder = folderBeside(current);
  const files = await vscode.window.showOpenDialog({
    ...{ title: vscode.l10n.t('Existing SQLite File'), openLabel: vscode.l10n.t('Use'), filters },
    ...(folder ? { defaultUri: folder } : {}),
  });
  return files?.[0]?.fsPath;
}

function folderBeside(current: string | undefined): vscode.Uri | undefined {
  return current === undefined ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.file(path.dirname(current));
}
