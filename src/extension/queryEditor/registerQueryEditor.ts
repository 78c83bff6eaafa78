import * as vscode from 'vscode';

import type { Services } from '../services.ts';
import { showError } from '../showError.ts';

/** Wakes the query editor when the first COQL document is open. */
export function registerQueryEditor({ queryEditor, log }: Pick<Services, 'queryEditor' | 'log'>): vscode.Disposable {
  const wake = ({ languageId }: vscode.TextDocument): void => {
    if (languageId === 'coql') queryEditor().catch((error: unknown) => showError(error, log));
  };
  vscode.workspace.textDocuments.forEach(wake);
  return vscode.workspace.onDidOpenTextDocument(wake);
}
