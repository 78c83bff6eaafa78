import * as vscode from 'vscode';

import type { Services } from '../services.ts';

/** The view in the panel; what fills it is loaded when it is first seen. */
export function registerResults({ results }: Pick<Services, 'results'>): vscode.Disposable {
  return vscode.window.registerWebviewViewProvider('zohoCrm.results', {
    resolveWebviewView: async (view) => {
      (await results()).fill(view);
    },
  });
}
