import * as vscode from 'vscode';

import { InputError } from '../../core/errors.ts';

/** Files that the user chose: through the editor, so that they may be on another computer. */

export async function readUserFile(file: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    throw failure(vscode.l10n.t('{0} cannot be read', file.fsPath), error);
  }
}

export async function writeUserFile(file: vscode.Uri, text: string): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  } catch (error) {
    throw failure(vscode.l10n.t('{0} cannot be written', file.fsPath), error);
  }
}

function failure(what: string, error: unknown): InputError {
  return new InputError(`${what}: ${error instanceof Error ? error.message : String(error)}`, undefined, {
    cause: error,
  });
}
