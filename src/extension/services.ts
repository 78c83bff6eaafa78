import path from 'node:path';

import * as vscode from 'vscode';

import { ConnectionStore } from '../core/connections/connectionStore.ts';
import { DatabaseStore } from '../core/connections/databaseStore.ts';
import { RedirectInbox } from '../core/connections/redirectInbox.ts';
import type { CrmClient } from '../core/crm/crmClient.ts';
import { MetadataCache } from '../core/metadata/metadataCache.ts';
import { reasonOfRefusal, stalenessOf } from '../core/metadata/staleness.ts';
import type { Connection } from '../core/model/connection.ts';
import { redirectUriFor } from '../core/model/oauth.ts';
import type { Clock } from '../core/ports.ts';
import { FolderFiles } from '../core/util/folderFiles.ts';
import { ConnectionHealth } from './connectionTree/connectionHealth.ts';
import { ConnectionTree } from './connectionTree/connectionTree.ts';
import { createConnectionsView } from './connectionTree/connectionsView.ts';
import type { Node } from './connectionTree/node.ts';
import type { DiagramPanels } from './diagram/diagramPanels.ts';
import type { Engine } from './engine.ts';
import type { ShownLog } from './hostPorts.ts';
import { logOf, secretStoreOf, stateStoreOf, systemClock } from './hostPorts.ts';
import type { Jobs } from './jobs/jobs.ts';
import { ChangeDocuments } from './metadata/changeDocuments.ts';
import { once } from './once.ts';
import { OtherWindows } from './otherWindows.ts';
import { SampleOrganizationHost } from './sampleOrganization/sampleOrganizationHost.ts';
import type { QueryEditor } from './queryEditor/queryEditor.ts';
import { RecordCounts } from './records/recordCounts.ts';
import type { RecordDocuments } from './records/recordDocuments.ts';
import type { ResultsViews } from './results/resultsViews.ts';
import { settings, watchNetworkSettings } from './settings.ts';
import type { ConnectionUi } from './signIn/connectionUi.ts';
import { ComputerZone } from './timeZones/computerZone.ts';
import { mismatchOf } from './timeZones/mismatches.ts';

/** What the extension consists of. A feature takes what it needs of it: name that in an interface of the feature's own. */
export interface Services extends Foundation, Reading, Showing {
  /** What makes, edits, signs in and signs out connections: loaded when first asked for. */
  readonly connectionUi: () => Promise<ConnectionUi>;
  /** Where the results of queries are shown: loaded when first asked for. */
  readonly results: () => Promise<ResultsViews>;
  /** What COQL documents can do: loaded when the first one is open. */
  readonly queryEditor: () => Promise<QueryEditor>;
  /** Job files, their runs and schedules: loaded when one of them is seen. */
  readonly jobs: () => Promise<Jobs>;
  /** The records that are shown as documents: loaded when first asked for. */
  readonly records: () => Promise<RecordDocuments>;
  /** The pictures of organizations: loaded when first asked for. */
  readonly diagrams: () => Promise<DiagramPanels>;
}

/** What is there before anything is asked of a CRM. */
interface Foundation {
  readonly context: vscode.ExtensionContext;
  readonly log: ShownLog;
  readonly clock: Clock;
  readonly computerZone: ComputerZone;
  readonly store: ConnectionStore;
  readonly databases: DatabaseStore;
  /** Takes what browsers bring back from a sign-in. */
  readonly inbox: RedirectInbox;
  readonly sampleOrganization: SampleOrganizationHost;
  /** Where the sample organization runs, which is started if need be. */
  readonly sampleOrigin: () => Promise<string>;
}

interface Reading {
  /** Whatever talks to a CRM: loaded when first asked for. */
  readonly engine: () => Promise<Engine>;
  readonly clientFor: (connection: Connection) => Promise<CrmClient>;
  readonly metadata: MetadataCache;
}

interface Showing {
  readonly tree: ConnectionTree;
  readonly counts: RecordCounts;
  /** Fires when runs or schedules of jobs changed. */
  readonly jobsChanged: vscode.EventEmitter<void>;
  /** Fires for each document of a record that is to be drawn again. */
  readonly recordChanges: vscode.EventEmitter<vscode.Uri>;
  readonly documents: ChangeDocuments;
  readonly view: vscode.TreeView<Node>;
  /** Selects a row of the Connections view, and opens the way to it. */
  readonly reveal: (node: Node) => Promise<void>;
  /** Draws what is below a connection again, from the cache. */
  readonly redraw: (connection: Connection) => void;
  /**
   * To be called with what went wrong when records of a module were asked for: if the CRM refused them, the module is
   * shown as not readable from then on.
   */
  readonly noteRefusal: (connection: Connection, moduleApiName: string, error: unknown) => Promise<void>;
  /** To be called with what kept us from a token: a connection that lets nobody in is shown so from then on. */
  readonly noteFailure: (connection: Connection, error: unknown) => void;
}

/** Builds the parts and connects them. They end with the extension. */
export function createServices(context: vscode.ExtensionContext): Services {
  const foundation = createFoundation(context);
  const reading = createReading(foundation);
  const services = { ...foundation, ...reading, ...createShowing(foundation, reading) };
  const connectionUi = once(async () => new (await import('./signIn/connectionUi.ts')).ConnectionUi(services));
  const results = once(async () => {
    const views = new (await import('./results/resultsViews.ts')).ResultsViews(services);
    context.subscriptions.push(views);
    return views;
  });
  const queryEditor = once(async () => {
    const editor = new (await import('./queryEditor/queryEditor.ts')).QueryEditor({ ...services, results });
    context.subscriptions.push(editor);
    return editor;
  });
  const records = once(async () => {
    const { RecordDocuments } = await import('./records/recordDocuments.ts');
    return new RecordDocuments(services);
  });
  const jobs = once(async () => {
    const all = new (await import('./jobs/jobs.ts')).Jobs(services);
    context.subscriptions.push(all);
    return all;
  });
  const diagrams = once(async () => {
    const panels = new (await import('./diagram/diagramPanels.ts')).DiagramPanels(services);
    context.subscriptions.push(panels);
    return panels;
  });
  return { ...services, connectionUi, records, diagrams, jobs, results, queryEditor };
}

function createFoundation(context: vscode.ExtensionContext): Foundation {
  const channel = vscode.window.createOutputChannel(vscode.l10n.t('Connections for Zoho CRM'), { log: true });
  const log = logOf(channel);
  const otherWindows = new OtherWindows(context.globalStorageUri);
  const state = stateStoreOf(context.globalState);
  const isDesktop = vscode.env.uiKind === vscode.UIKind.Desktop;
  const store = new ConnectionStore({
    state,
    secrets: secretStoreOf(context.secrets),
    announce: (ids) => {
      otherWindows.announce(ids);
    },
    // In a browser, each window writes back a copy of its own (see ConnectionStore).
    sharesSecrets: isDesktop,
  });
  const sampleOrganization = new SampleOrganizationHost({
    program: context.asAbsolutePath('dist/sampleOrg.cjs'),
    folder: path.join(context.globalStorageUri.fsPath, 'sample-organization'),
    configuredUrl: settings.sampleOrganizationUrl,
    redirectUri: () => redirectUriFor(settings.redirectPort()),
    log,
  });
  const sampleOrigin = async (): Promise<string> => (await sampleOrganization.locate()).origin;
  const computerZone = new ComputerZone({ state, runsBesideUser: isDesktop && vscode.env.remoteName === undefined });
  const databases = new DatabaseStore({
    ...{ state, secrets: secretStoreOf(context.secrets) },
    announce: () => {
      otherWindows.announce([]);
    },
  });
  otherWindows.listen({ store, databases }, context.secrets);
  context.subscriptions.push(channel, otherWindows, sampleOrganization);
  return {
    ...{ context, log, clock: systemClock, computerZone, store, databases },
    ...{ inbox: new RedirectInbox(), sampleOrganization, sampleOrigin },
  };
}

function createReading({ context, store, log, clock, sampleOrigin }: Foundation): Reading {
  const storage = context.globalStorageUri.fsPath;
  const network = watchNetworkSettings();
  let loaded: Engine | undefined;
  const engine = once(async (): Promise<Engine> => {
    const { createEngine } = await import('./engine.ts');
    const locksFolder = path.join(storage, 'locks');
    loaded = createEngine({ store, log, clock, network: network.current, locksFolder, sampleOrigin });
    return loaded;
  });
  const clientFor = async (connection: Connection): Promise<CrmClient> => (await engine()).crm.clientFor(connection);
  const files = new FolderFiles(path.join(storage, 'metadata'));
  context.subscriptions.push(network, new vscode.Disposable(() => loaded?.crm.close()));
  return { engine, clientFor, metadata: new MetadataCache({ files, clock, log, clientFor }) };
}

function createShowing({ context, store, databases, log, clock }: Foundation, { metadata }: Reading): Showing {
  const health = new ConnectionHealth({
    isSignedIn: async (id) => (await store.secretsOf(id)) !== undefined,
    zoneDiffers: (connection) => mismatchOf(connection, clock.now()) !== undefined,
  });
  const counts = new RecordCounts();
  const recordChanges = new vscode.EventEmitter<vscode.Uri>();
  const jobsChanged = new vscode.EventEmitter<void>();
  const tree = new ConnectionTree({ store, databases, health, metadata, counts, clock, log });
  const { view, subscription } = createConnectionsView({ store, health, tree });
  const documents = new ChangeDocuments();
  const stopListening = databases.onDidChange(() => {
    tree.refresh();
  });
  context.subscriptions.push(subscription, documents, recordChanges, jobsChanged, new vscode.Disposable(stopListening));
  const redraw = (connection: Connection): void => {
    tree.refresh({ kind: 'connection', connection });
  };
  return {
    ...{ tree, counts, recordChanges, jobsChanged, view, documents },
    reveal: async (node) => {
      await view.reveal(node, { select: true, focus: true, expand: true });
    },
    redraw,
    noteFailure: (connection, error) => {
      const problem = stalenessOf(error, clock.now());
      if (problem?.kind === 'signedOut') health.noteProblem(connection.id, problem);
    },
    noteRefusal: async (connection, moduleApiName, error) => {
      const reason = reasonOfRefusal(error);
      if (reason && (await metadata.learnUnreadable(connection, moduleApiName, reason))) redraw(connection);
    },
  };
}
