import * as vscode from 'vscode';

import type { Services } from '../services.ts';

/** Brings back the diagrams that were open when the window was reloaded. */
export function registerDiagram({ diagrams }: Pick<Services, 'diagrams'>): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer('zohoCrm.diagram', {
    deserializeWebviewPanel: async (panel, state) => {
      (await diagrams()).restore(panel, state);
    },
  });
}
