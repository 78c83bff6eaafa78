import * as vscode from 'vscode';

import type { ConnectionStore } from '../core/connections/connectionStore.ts';
import type { DeletionParts } from './connectionTree/connectionCommands.ts';
import type { ConnectionTree } from './connectionTree/connectionTree.ts';
import type { Node } from './connectionTree/node.ts';
import type { ShownLog } from './hostPorts.ts';
import type { MetadataCommandParts } from './metadata/metadataCommands.ts';
import type { SearchParts } from './search/searchMetadata.ts';
import { showError } from './showError.ts';
import type { ConnectionUi } from './signIn/connectionUi.ts';
import type { TimeZoneCommandParts } from './timeZones/timeZoneCommands.ts';

export interface CommandParts extends DeletionParts, SearchParts {
  readonly store: ConnectionStore;
  readonly tree: ConnectionTree;
  readonly view: vscode.TreeView<Node>;
  /** Where the sample organization runs, which is started if need be. */
  readonly sampleOrigin: () => Promise<string>;
  /** Signs in to the sample organization and stores the connection. */
  readonly connectToSample: () => Promise<Node | undefined>;
  /** What makes, edits, signs in and signs out connections. */
  readonly connectionUi: () => Promise<ConnectionUi>;
  readonly timeZones: TimeZoneCommandParts;
  readonly metadataCommands: MetadataCommandParts;
  readonly log: ShownLog;
}

/**
 * Command id → what it does with the row that it was called for, if any. `manifest.test.ts` holds this list against
 * `package.json`. Handlers that need much are loaded on first use.
 */
export function commandHandlers(parts: CommandParts): Readonly<Record<string, (node?: Node) => unknown>> {
  const { tree, view, store, log, sampleOrigin, connectionUi: ui } = parts;
  const connections = () => import('./connectionTree/connectionCommands.ts');
  const groups = () => import('./connectionTree/groupCommands.ts');
  const metadata = () => import('./metadata/metadataCommands.ts');
  const timeZones = () => import('./timeZones/timeZoneCommands.ts');

  async function reveal(node: Node | undefined): Promise<void> {
    if (node) await view.reveal(node, { select: true, focus: true, expand: true });
  }

  return {
    'zohoCrm.connectToSampleOrganization': async () => reveal(await parts.connectToSample()),
    'zohoCrm.newConnection': async () => {
      (await ui()).newConnection();
    },
    'zohoCrm.newConnectionQuick': async () => (await ui()).newConnectionQuick(),
    'zohoCrm.editConnection': async (node) => (await ui()).editConnection(node),
    'zohoCrm.signIn': async (node) => (await ui()).signIn(node),
    'zohoCrm.signOut': async (node) => (await ui()).signOut(node),
    'zohoCrm.testConnection': async (node) => (await ui()).testConnection(node),
    'zohoCrm.openSampleOrganization': async () => vscode.env.openExternal(vscode.Uri.parse(await sampleOrigin())),
    'zohoCrm.renameConnection': async (node) => (await connections()).renameConnection(node, store),
    'zohoCrm.duplicateConnection': async (node) => reveal(await (await connections()).duplicateConnection(node, store)),
    'zohoCrm.deleteConnection': async (node) => (await connections()).deleteConnection(node, parts),
    'zohoCrm.copyName': async (node) => (await connections()).copyName(node, store),
    'zohoCrm.copyId': async (node) => (await connections()).copyId(node, store),
    'zohoCrm.openInZoho': async (node) => (await connections()).openInZoho(node, store, sampleOrigin),
    'zohoCrm.moveToGroup': async (node) => (await groups()).moveToGroup(node, store),
    'zohoCrm.removeFromGroup': async (node) => (await groups()).removeFromGroup(node, store),
    'zohoCrm.renameGroup': async (node) => (await groups()).renameGroup(node, store),
    'zohoCrm.ungroup': async (node) => (await groups()).ungroup(node, store),
    'zohoCrm.exportConnections': async (node) =>
      (await import('./definitions/exportConnections.ts')).exportConnections(node, store),
    'zohoCrm.importConnections': async () =>
      (await import('./definitions/importConnections.ts')).importConnections(store, log),
    'zohoCrm.searchMetadata': async (node) =>
      reveal(await (await import('./search/searchMetadata.ts')).searchMetadata(node, parts)),
    'zohoCrm.timeZone.fix': async (node) => (await timeZones()).fixTimeZone(parts.timeZones, node),
    'zohoCrm.timeZone.diagnose': async (node) => (await timeZones()).diagnoseConnectionTimeZone(parts.timeZones, node),
    'zohoCrm.tryAgain': (node) => (node?.kind === 'note' ? tree.tryAgain(node) : undefined),
    'zohoCrm.refresh': async (node) => (await metadata()).refreshMetadata(node, parts.metadataCommands),
    'zohoCrm.metadataCache.clear': async (node) => (await metadata()).clearMetadata(node, parts.metadataCommands),
    'zohoCrm.metadataCache.clearAll': async () => (await metadata()).clearAllMetadata(parts.metadataCommands),
    'zohoCrm.metadataCache.configure': async (node) =>
      (await metadata()).configureMetadata(node, parts.metadataCommands),
    'zohoCrm.metadataCache.showChanges': async (node) => (await metadata()).showChanges(node, parts.metadataCommands),
    'zohoCrm.showLog': () => {
      log.show();
    },
  };
}

/** Registers the table. Whatever a handler throws is shown once, with the way to try again. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const registrations = Object.entries(commandHandlers(parts)).map(([id, handler]) =>
    vscode.commands.registerCommand(id, async function run(target?: Node | 'selected'): Promise<void> {
      // Key bindings cannot name a row: they say that the selected one is meant.
      const node = target === 'selected' ? parts.view.selection[0] : target;
      try {
        await handler(node);
      } catch (error) {
        await showError(error, parts.log, () => run(node));
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}
