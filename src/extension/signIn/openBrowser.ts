import * as vscode from 'vscode';

import { settings } from '../settings.ts';

/** Brings the address of a sign-in before the user's eyes, or onto the clipboard where that cannot be, or is not wanted. */
export async function openBrowser(url: string): Promise<void> {
  if (settings.opensBrowser() && (await vscode.env.openExternal(vscode.Uri.parse(url)))) return;
  await vscode.env.clipboard.writeText(url);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The sign-in address is in the clipboard. Open it in a browser on this computer.'),
  );
}
