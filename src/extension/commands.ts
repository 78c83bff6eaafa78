import * as vscode from 'vscode';

import type { Node } from './connectionTree/node.ts';
import type { Services } from './services.ts';
import { showError } from './showError.ts';

/**
 * Command id → what it does with the row that it was called for, if any. `manifest.test.ts` holds this list against
 * `package.json`. Handlers that need much are loaded on first use.
 */
export function commandHandlers(services: Services): Readonly<Record<string, (node?: Node) => unknown>> {
  const { tree, store, log, sampleOrigin, connectionUi: ui, queryEditor, jobs } = services;
  const connections = () => import('./connectionTree/connectionCommands.ts');
  const databases = () => import('./databases/databaseCommands.ts');
  const groups = () => import('./connectionTree/groupCommands.ts');
  const metadata = () => import('./metadata/metadataCommands.ts');
  const records = () => import('./records/recordCommands.ts');
  const timeZones = () => import('./timeZones/timeZoneCommands.ts');

  async function reveal(node: Node | undefined): Promise<void> {
    if (node) await services.reveal(node);
  }

  return {
    'zohoCrm.connectToSampleOrganization': async () =>
      reveal(await (await import('./sampleOrganization/connectToSample.ts')).connectToSample(services)),
    'zohoCrm.newConnection': async () => {
      (await ui()).newConnection();
    },
    'zohoCrm.newConnectionQuick': async () => (await ui()).newConnectionQuick(),
    'zohoCrm.editConnection': async (node) => (await ui()).editConnection(node),
    'zohoCrm.signIn': async (node) => (await ui()).signIn(node),
    'zohoCrm.signOut': async (node) => (await ui()).signOut(node),
    'zohoCrm.testConnection': async (node) => (await ui()).testConnection(node),
    'zohoCrm.openSampleOrganization': async () => vscode.env.openExternal(vscode.Uri.parse(await sampleOrigin())),
    'zohoCrm.renameConnection': async (node) =>
      node?.kind === 'database'
        ? (await databases()).editDatabase(node, services)
        : (await connections()).renameConnection(node, store),
    'zohoCrm.duplicateConnection': async (node) => reveal(await (await connections()).duplicateConnection(node, store)),
    'zohoCrm.deleteConnection': async (node) =>
      node?.kind === 'database'
        ? (await databases()).deleteDatabase(node, services)
        : (await connections()).deleteConnection(node, services),
    'zohoCrm.database.new': async () => (await databases()).newDatabase(services),
    'zohoCrm.database.edit': async (node) => (await databases()).editDatabase(node, services),
    'zohoCrm.database.test': async (node) => (await databases()).testDatabase(node, services),
    'zohoCrm.database.delete': async (node) => (await databases()).deleteDatabase(node, services),
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
      reveal(await (await import('./search/searchMetadata.ts')).searchMetadata(node, services)),
    'zohoCrm.timeZone.fix': async (node) => (await timeZones()).fixTimeZone(services, node),
    'zohoCrm.timeZone.diagnose': async (node) => (await timeZones()).diagnoseConnectionTimeZone(services, node),
    'zohoCrm.diagram.open': async (node) => (await services.diagrams()).open(node),
    'zohoCrm.diagram.neighborhood': async (node) => (await services.diagrams()).openNeighborhood(node),
    'zohoCrm.openRecords': async (node) => (await records()).openRecords(node, services),
    'zohoCrm.openRecord': async (target) => (await records()).openRecord(target, services),
    'zohoCrm.compareRecords': async (target) =>
      (await import('./records/compareRecords.ts')).compareRecords(target, services),
    'zohoCrm.countRecords': async (node) => (await import('./records/countRecords.ts')).countRecords(node, services),
    'zohoCrm.record.refresh': async (target) => (await records()).refreshRecord(target, services),
    'zohoCrm.record.showRelated': async (target) => (await records()).showRelated(target, services),
    'zohoCrm.record.openInZoho': async (target) => (await records()).openRecordInZoho(target, services),
    'zohoCrm.tryAgain': (node) => (node?.kind === 'note' ? tree.tryAgain(node) : undefined),
    'zohoCrm.refresh': async (node) => (await metadata()).refreshMetadata(node, services),
    'zohoCrm.metadataCache.clear': async (node) => (await metadata()).clearMetadata(node, services),
    'zohoCrm.metadataCache.clearAll': async () => (await metadata()).clearAllMetadata(services),
    'zohoCrm.metadataCache.configure': async (node) => (await metadata()).configureMetadata(node, services),
    'zohoCrm.metadataCache.showChanges': async (node) => (await metadata()).showChanges(node, services),
    'zohoCrm.query.new': async (node) => (await queryEditor()).newQuery(node),
    'zohoCrm.query.run': async (node) => (await queryEditor()).run(node),
    'zohoCrm.query.count': async (node) => (await queryEditor()).count(node),
    'zohoCrm.query.export': async (node) => (await queryEditor()).export(node),
    'zohoCrm.query.explain': async (node) => (await queryEditor()).explain(node),
    'zohoCrm.query.chooseConnection': async (node) => (await queryEditor()).chooseConnection(node),
    'zohoCrm.job.newExport': async (node) => (await jobs()).newExport(node),
    'zohoCrm.job.newReplication': async (node) => (await jobs()).newReplication(node),
    'zohoCrm.job.run': async (target) => (await jobs()).run(target),
    'zohoCrm.job.resume': async (target) => (await jobs()).run(target),
    'zohoCrm.job.plan': async (target) => (await jobs()).plan(target),
    'zohoCrm.job.verify': async (target) => (await jobs()).verify(target),
    'zohoCrm.job.schedule': async (target) => (await jobs()).schedule(target),
    'zohoCrm.job.cancel': async (target) => {
      (await jobs()).cancel(target);
    },
    'zohoCrm.job.openFile': async (target) => (await jobs()).openJobFile(target),
    'zohoCrm.job.openResult': async (target) => (await jobs()).openResult(target),
    'zohoCrm.job.showRejected': async (target) => (await jobs()).showRejected(target),
    'zohoCrm.job.removeRun': async (target) => (await jobs()).removeRun(target),
    'zohoCrm.job.refresh': async () => {
      (await jobs()).refresh();
    },
    'zohoCrm.showLog': () => {
      log.show();
    },
  };
}

/** Registers the table. Whatever a handler throws is shown once, with the way to try again. */
export function registerCommands(services: Services): vscode.Disposable {
  const registrations = Object.entries(commandHandlers(services)).map(([id, handler]) =>
    vscode.commands.registerCommand(id, async function run(target?: Node | 'selected'): Promise<void> {
      // Key bindings cannot name a row: they say that the selected one is meant.
      const node = target === 'selected' ? services.view.selection[0] : target;
      try {
        await handler(node);
      } catch (error) {
        await showError(error, services.log, () => run(node));
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}
