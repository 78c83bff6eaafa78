import * as vscode from 'vscode';

import type { Services } from '../services.ts';
import { recordScheme } from './recordReference.ts';

const scheme = recordScheme;

/** Documents that show records, also those that were open when the window was reloaded. What writes them is loaded then. */
export function registerRecords({
  records,
  recordChanges,
}: Pick<Services, 'records' | 'recordChanges'>): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    recordChanges.event(() => {
      changed.fire();
    }),
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: recordChanges.event,
      provideTextDocumentContent: async (uri) => (await records()).textOf(uri),
    }),
    vscode.languages.registerCodeLensProvider(
      { scheme },
      {
        onDidChangeCodeLenses: changed.event,
        provideCodeLenses: async (document) => {
          const shown = (await records()).shown(document.uri);
          return shown ? (await import('./recordLenses.ts')).recordLenses(document, shown) : [];
        },
      },
    ),
    vscode.languages.registerDocumentLinkProvider(
      { scheme },
      {
        provideDocumentLinks: async (document) => {
          const shown = (await records()).shown(document.uri);
          return shown ? (await import('./recordLenses.ts')).recordLinks(document, shown) : [];
        },
      },
    ),
  );
}
