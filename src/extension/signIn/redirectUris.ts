import * as vscode from 'vscode';

import type { Services } from '../services.ts';

/** Takes sign-ins that come back to the editor's own address. There may be one such handler in an extension. */
export function registerRedirectUris({ inbox }: Pick<Services, 'inbox'>): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri: (uri) => {
      if (uri.path !== '/callback') return;
      // Some servers add a second question mark to an address that has one already.
      const delivery = inbox.deliver(new URLSearchParams(uri.query.replaceAll('?', '&')));
      if (delivery !== 'stranger') return;
      void vscode.window.showWarningMessage(
        vscode.l10n.t('This sign-in is not, or no longer, awaited in this window. Start it again here.'),
      );
    },
  });
}
