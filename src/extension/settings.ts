import * as vscode from 'vscode';

import type { NetworkSettings } from '../core/model/network.ts';
import { networkSettings, readSystemCertificates } from './networkSettings.ts';

/** What the user set, read anew at each use. The only place that reads settings and the environment. */
export const settings = {
  /** Origin of a sample organization that runs already; empty = the extension starts its own. */
  sampleOrganizationUrl: (): string => read('sampleOrganization.url', ''),
  /** Port on 127.0.0.1 to which the browser returns after sign-in. */
  redirectPort: (): number => read('signIn.redirectPort', 41_173),
  /** Whether sign-in opens the browser; otherwise the address goes to the clipboard. */
  opensBrowser: (): boolean => read('signIn.openBrowser', true),
  /** Where results are shown. */
  resultsOpenIn: (): 'panel' | 'tab' => read<'panel' | 'tab'>('results.openIn', 'panel'),
  /** After how many rows a result waits for a word before it goes on; 0 for no limit. */
  resultsRowLimit: (): number => read('results.rowLimit', 50_000),
};

/**
 * The editor's settings for proxies and certificates, as an answer that stays the same object until they change: whoever
 * compares the objects knows when to open the network anew. Reads the certificates when first asked.
 */
export function watchNetworkSettings(): { readonly current: () => NetworkSettings; dispose(): void } {
  let known: NetworkSettings | undefined;
  const subscription = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('http')) known = undefined;
  });
  const setting = (key: string): unknown => vscode.workspace.getConfiguration().get(key);
  return {
    current: () => (known ??= networkSettings(setting, process.env, readSystemCertificates)),
    dispose: () => {
      subscription.dispose();
    },
  };
}

function read<T>(key: string, fallback: T): T {
  return vscode.workspace.getConfiguration('zohoCrm').get(key, fallback);
}
