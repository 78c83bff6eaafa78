import path from 'node:path';

import * as vscode from 'vscode';

import type { RunRecord } from '../../core/model/run.ts';

/** Opens what a run wrote: at once if that is one file, else the one that the user picks. */
export async function showFiles({ files, rejectedRowsFile }: RunRecord): Promise<void> {
  const written = files.filter((file) => file !== rejectedRowsFile);
  const [only, ...others] = written;
  if (only === undefined) return;
  if (others.length === 0) return openFile(only);
  const items = written.map((file) => ({ label: path.basename(file), description: path.dirname(file), file }));
  const placeHolder = vscode.l10n.t('Which file?');
  const picked = await vscode.window.showQuickPick(items, { placeHolder });
  if (picked) await openFile(picked.file);
}

/** In the editor where it is text, else where the computer shows its files. */
export async function openFile(file: string): Promise<void> {
  const uri = vscode.Uri.file(file);
  const isText = !/\.(gz|zip|sqlite3?|db)$/i.test(file);
  const reveal = vscode.env.uiKind === vscode.UIKind.Desktop ? 'revealFileInOS' : 'revealInExplorer';
  await vscode.commands.executeCommand(isText ? 'vscode.open' : reveal, uri);
}
