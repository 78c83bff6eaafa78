import * as vscode from 'vscode';

import type { Services } from '../services.ts';

/** Brings back the forms that were open when the window was reloaded. */
export function registerConnectionUi({ connectionUi }: Pick<Services, 'connectionUi'>): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer('zohoCrm.connectionForm', {
    deserializeWebviewPanel: async (panel, state) => {
      (await connectionUi()).restoreForm(panel, state);
    },
  });
}
