import * as path from 'node:path';

import * as vscode from 'vscode';

import { ConnectionStore } from '../core/connections/connectionStore.ts';
import { RedirectInbox } from '../core/connections/redirectInbox.ts';
import { MetadataCache } from '../core/metadata/metadataCache.ts';
import type { Connection } from '../core/model/connection.ts';
import { redirectUriFor } from '../core/model/oauth.ts';
import { FolderFiles } from '../core/util/folderFiles.ts';
import { registerCommands } from './commands.ts';
import { ConnectionHealth } from './connectionTree/connectionHealth.ts';
import { ConnectionTree } from './connectionTree/connectionTree.ts';
import { createConnectionsView } from './connectionTree/connectionsView.ts';
import type { Node } from './connectionTree/node.ts';
import type { Engine } from './engine.ts';
import { logOf, secretStoreOf, stateStoreOf, systemClock } from './hostPorts.ts';
import { ChangeDocuments } from './metadata/changeDocuments.ts';
import { OtherWindows } from './otherWindows.ts';
import { SampleOrganizationHost } from './sampleOrganization/sampleOrganizationHost.ts';
import type { ConnectionUi } from './signIn/connectionUi.ts';
import { registerRedirectUris } from './signIn/redirectUris.ts';
import { settings, watchNetworkSettings } from './settings.ts';
import { mismatchOf } from './timeZones/mismatches.ts';
import { signedInConnections } from './timeZones/signedInConnections.ts';
import { TimeZoneStatus } from './timeZoneStatus.ts';

/** The composition root: builds the parts and connects them. Whatever talks to a network is loaded on first use. */
export function activate(context: vscode.ExtensionContext): void {
  const channel = vscode.window.createOutputChannel(vscode.l10n.t('Connections for Zoho CRM'), { log: true });
  const log = logOf(channel);
  const otherWindows = new OtherWindows(context.globalStorageUri);
  const store = new ConnectionStore({
    state: stateStoreOf(context.globalState),
    secrets: secretStoreOf(context.secrets),
    announce: (ids) => {
      otherWindows.announce(ids);
    },
    // In a browser, each window writes back a copy of its own (see ConnectionStore).
    sharesSecrets: vscode.env.uiKind === vscode.UIKind.Desktop,
  });
  otherWindows.listen(store, context.secrets);
  const sampleOrganization = new SampleOrganizationHost({
    program: context.asAbsolutePath('dist/sampleOrg.cjs'),
    folder: path.join(context.globalStorageUri.fsPath, 'sample-organization'),
    configuredUrl: settings.sampleOrganizationUrl,
    redirectUri: () => redirectUriFor(settings.redirectPort()),
    log,
  });

  const network = watchNetworkSettings();
  let loading: Promise<Engine> | undefined;
  const engine = (): Promise<Engine> => (loading ??= loadEngine());
  async function loadEngine(): Promise<Engine> {
    const { createEngine } = await import('./engine.ts');
    const sampleOrigin = async (): Promise<string> => (await sampleOrganization.locate()).origin;
    const locksFolder = path.join(context.globalStorageUri.fsPath, 'locks');
    return createEngine({ store, log, clock: systemClock, network: network.current, locksFolder, sampleOrigin });
  }

  const clientFor = async (connection: Connection) => (await engine()).crm.clientFor(connection);
  const metadataFiles = new FolderFiles(path.join(context.globalStorageUri.fsPath, 'metadata'));
  const metadata = new MetadataCache({ files: metadataFiles, clock: systemClock, log, clientFor });
  const documents = new ChangeDocuments();

  const health = new ConnectionHealth({
    isSignedIn: async (id) => (await store.secretsOf(id)) !== undefined,
    zoneDiffers: (connection) => mismatchOf(connection, systemClock.now()) !== undefined,
  });
  const tree = new ConnectionTree({ store, health, metadata, clock: systemClock, log });
  const connectionsView = createConnectionsView({ store, health, tree });

  const inbox = new RedirectInbox();
  let loadingUi: Promise<ConnectionUi> | undefined;
  const connectionUi = (): Promise<ConnectionUi> => (loadingUi ??= loadConnectionUi());
  async function loadConnectionUi(): Promise<ConnectionUi> {
    const module = await import('./signIn/connectionUi.ts');
    return new module.ConnectionUi({
      ...{ context, store, engine, inbox, log, clock: systemClock },
      sampleClient: async () => (await sampleOrganization.locate()).client,
      reveal: async (connection) => {
        await connectionsView.view.reveal(
          { kind: 'connection', connection },
          { select: true, focus: true, expand: true },
        );
      },
    });
  }
  const forms = vscode.window.registerWebviewPanelSerializer('zohoCrm.connectionForm', {
    deserializeWebviewPanel: async (panel, state) => {
      (await connectionUi()).restoreForm(panel, state);
    },
  });

  async function connectToSample(): Promise<Node> {
    const module = await import('./sampleOrganization/connectToSample.ts');
    const connection = await module.connectToSample(await engine(), store, sampleOrganization, inbox);
    return { kind: 'connection', connection };
  }

  const timeZoneStatus = new TimeZoneStatus({ signedIn: () => signedInConnections(store), clock: systemClock });
  timeZoneStatus.update();
  const timeZones = {
    store,
    clock: systemClock,
    clientFor,
    sampleOrigin: async () => (await sampleOrganization.locate()).origin,
  };
  const metadataParts = {
    ...{ store, metadata, clientFor, documents, clock: systemClock },
    redraw: (connection: Connection) => {
      tree.refresh({ kind: 'connection', connection });
    },
  };
  async function signOut(connection: Connection): Promise<void> {
    const module = await import('../core/jobs/signOut.ts');
    const loaded = await engine();
    const accountsOriginOf = ({ dataCenter }: Connection, signal: AbortSignal): Promise<string> =>
      loaded.accountsOriginOf(dataCenter, signal);
    const parts = { signIn: loaded.crm.signIn, store, tokens: loaded.tokens, accountsOriginOf };
    await module.signOut(parts, connection, AbortSignal.timeout(signOutTimeoutMs));
  }

  context.subscriptions.push(
    channel,
    connectionsView.subscription,
    sampleOrganization,
    network,
    timeZoneStatus,
    documents,
    otherWindows,
    forms,
    registerRedirectUris(inbox),
    new vscode.Disposable(
      store.onDidChange(() => {
        timeZoneStatus.update();
      }),
    ),
    new vscode.Disposable(() => loading?.then(({ crm }) => crm.close())),
    registerCommands({
      ...{
        store,
        tree,
        view: connectionsView.view,
        metadata,
        connectToSample,
        connectionUi,
        signOut,
        timeZones,
        log,
        metadataCommands: metadataParts,
      },
      sampleOrigin: timeZones.sampleOrigin,
      forgetMetadata: (id) => metadata.forget(id),
    }),
  );
}

/** Whoever deletes a connection does not wait long for Zoho. */
const signOutTimeoutMs = 10_000;
