import * as vscode from 'vscode';

import { connect } from '../../core/jobs/connect.ts';
import type { Node } from '../connectionTree/node.ts';
import { withCancellableProgress } from '../progress.ts';
import { openBrowser } from '../signIn/openBrowser.ts';
import type { Services } from '../services.ts';
import { settings } from '../settings.ts';

/** Signs in to the sample organization through the browser, as one does to the real service, and stores the connection. */
export async function connectToSample(
  parts: Pick<Services, 'engine' | 'store' | 'inbox' | 'sampleOrganization'>,
): Promise<Node> {
  const { engine, store, inbox, sampleOrganization } = parts;
  const { tokens, crm } = await engine();
  const title = vscode.l10n.t('Signing in to the sample organization. Accept in the browser …');
  const connection = await withCancellableProgress(title, async (signal) => {
    const { origin, client } = await sampleOrganization.locate();
    const request = {
      name: vscode.l10n.t('Sample organization'),
      dataCenter: 'sample',
      accountsOrigin: origin,
      client,
      redirectPort: settings.redirectPort(),
    } as const;
    return connect({ signIn: crm.signIn, store, tokens, inbox, openBrowser }, request, signal);
  });
  return { kind: 'connection', connection };
}
