import * as vscode from 'vscode';

/** What the user set, read anew at each use. The only place that reads settings. */
export const settings = {
  /** Origin of a sample organization that runs already; empty = the extension starts its own. */
  sampleOrganizationUrl: (): string => read('sampleOrganization.url', ''),
  /** Port on 127.0.0.1 to which the browser returns after sign-in. */
  redirectPort: (): number => read('signIn.redirectPort', 41_173),
  /** Whether sign-in opens the browser; otherwise the address goes to the clipboard. */
  opensBrowser: (): boolean => read('signIn.openBrowser', true),
};

function read<T>(key: string, fallback: T): T {
  return vscode.workspace.getConfiguration('zohoCrm').get(key, fallback);
}
