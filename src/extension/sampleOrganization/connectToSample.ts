import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import { connect } from '../../core/jobs/connect.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Engine } from '../engine.ts';
import { withCancellableProgress } from '../progress.ts';
import { settings } from '../settings.ts';
import type { SampleOrganizationHost } from './sampleOrganizationHost.ts';

/** Signs in to the sample organization through the browser, as one does to the real service, and stores the connection. */
export function connectToSample(
  engine: Engine,
  store: ConnectionStore,
  host: SampleOrganizationHost,
): Thenable<Connection> {
  const title = vscode.l10n.t('Signing in to the sample organization. Accept in the browser …');
  return withCancellableProgress(title, async (signal) => {
    const { origin, client } = await host.locate();
    const request = {
      name: vscode.l10n.t('Sample organization'),
      dataCenter: 'sample',
      environment: 'production',
      accountsOrigin: origin,
      client,
      redirectPort: settings.redirectPort(),
    } as const;
    const { tokens, crm } = engine;
    return connect({ signIn: crm.signIn, store, tokens, openBrowser }, request, signal);
  });
}

async function openBrowser(url: string): Promise<void> {
  if (settings.opensBrowser() && (await vscode.env.openExternal(vscode.Uri.parse(url)))) return;
  await vscode.env.clipboard.writeText(url);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The sign-in address is in the clipboard. Open it in a browser on this computer.'),
  );
}
