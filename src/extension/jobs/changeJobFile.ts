import * as vscode from 'vscode';

import { InputError } from '../../core/errors.ts';

/** Shows a job file, changes its text as an edit that can be undone, and saves it. InputError where it cannot be saved. */
export async function changeJobFile(file: string, change: (text: string) => string): Promise<void> {
  const { document } = await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false });
  const text = document.getText();
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(document.positionAt(0), document.positionAt(text.length));
  edit.replace(document.uri, all, change(text));
  if ((await vscode.workspace.applyEdit(edit)) && (await document.save())) return;
  throw new InputError(vscode.l10n.t('{0} could not be saved.', document.uri.fsPath));
}
