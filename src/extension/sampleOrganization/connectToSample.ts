import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { RedirectInbox } from '../../core/connections/redirectInbox.ts';
import { connect } from '../../core/jobs/connect.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Engine } from '../engine.ts';
import { withCancellableProgress } from '../progress.ts';
import { openBrowser } from '../signIn/openBrowser.ts';
import { settings } from '../settings.ts';
import type { SampleOrganizationHost } from './sampleOrganizationHost.ts';

/** Signs in to the sample organization through the browser, as one does to the real service, and stores the connection. */
export function connectToSample(
  engine: Engine,
  store: ConnectionStore,
  host: SampleOrganizationHost,
  inbox: RedirectInbox,
): Thenable<Connection> {
  const title = vscode.l10n.t('Signing in to the sample organization. Accept in the browser …');
  return withCancellableProgress(title, async (signal) => {
    const { origin, client } = await host.locate();
    const request = {
      name: vscode.l10n.t('Sample organization'),
      dataCenter: 'sample',
      accountsOrigin: origin,
      client,
      redirectPort: settings.redirectPort(),
    } as const;
    const { tokens, crm } = engine;
    return connect({ signIn: crm.signIn, store, tokens, inbox, openBrowser }, request, signal);
  });
}
