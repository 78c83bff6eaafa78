import * as path from 'node:path';

import * as vscode from 'vscode';

import { ConnectionStore } from '../core/connections/connectionStore.ts';
import { redirectUriFor } from '../core/model/oauth.ts';
import { registerCommands } from './commands.ts';
import { ConnectionTree } from './connectionTree/connectionTree.ts';
import type { Node } from './connectionTree/node.ts';
import type { Engine } from './engine.ts';
import { logOf, secretStoreOf, stateStoreOf, systemClock } from './hostPorts.ts';
import { SampleOrganizationHost } from './sampleOrganization/sampleOrganizationHost.ts';
import { settings } from './settings.ts';

/** The composition root: builds the parts and connects them. Whatever talks to a network is loaded on first use. */
export function activate(context: vscode.ExtensionContext): void {
  const channel = vscode.window.createOutputChannel(vscode.l10n.t('Connections for Zoho CRM'), { log: true });
  const log = logOf(channel);
  const store = new ConnectionStore({
    state: stateStoreOf(context.globalState),
    secrets: secretStoreOf(context.secrets),
  });
  const sampleOrganization = new SampleOrganizationHost({
    program: context.asAbsolutePath('dist/sampleOrg.cjs'),
    folder: path.join(context.globalStorageUri.fsPath, 'sample-organization'),
    configuredUrl: settings.sampleOrganizationUrl,
    redirectUri: () => redirectUriFor(settings.redirectPort()),
    log,
  });

  let loading: Promise<Engine> | undefined;
  const engine = (): Promise<Engine> => (loading ??= loadEngine());
  async function loadEngine(): Promise<Engine> {
    const { createEngine } = await import('./engine.ts');
    const sampleOrigin = async (): Promise<string> => (await sampleOrganization.locate()).origin;
    return createEngine({ store, log, clock: systemClock, sampleOrigin });
  }

  const tree = new ConnectionTree({
    store,
    log,
    modulesOf: async (connection, signal) => (await engine()).crm.clientFor(connection).modules(signal),
  });
  const view = vscode.window.createTreeView('zohoCrm.connections', { treeDataProvider: tree, showCollapseAll: true });

  async function connectToSample(): Promise<Node> {
    const module = await import('./sampleOrganization/connectToSample.ts');
    const connection = await module.connectToSample(await engine(), store, sampleOrganization);
    return { kind: 'connection', connection };
  }

  const logWithShow = Object.assign(log, {
    show: () => {
      channel.show();
    },
  });
  context.subscriptions.push(
    channel,
    view,
    sampleOrganization,
    new vscode.Disposable(
      store.onDidChange(() => {
        tree.refresh();
      }),
    ),
    new vscode.Disposable(() => loading?.then(({ crm }) => crm.close())),
    registerCommands({ store, tree, view, sampleOrganization, connectToSample, log: logWithShow }),
  );
}
