import * as vscode from 'vscode';

import type { ConnectionStore } from '../core/connections/connectionStore.ts';
import type { Log } from '../core/ports.ts';
import type { Node } from './connectionTree/node.ts';
import type { ConnectionTree } from './connectionTree/connectionTree.ts';
import type { SampleOrganizationHost } from './sampleOrganization/sampleOrganizationHost.ts';
import { showError } from './showError.ts';

export interface CommandParts {
  readonly store: ConnectionStore;
  readonly tree: ConnectionTree;
  readonly view: vscode.TreeView<Node>;
  readonly sampleOrganization: SampleOrganizationHost;
  /** Signs in to the sample organization and stores the connection. */
  readonly connectToSample: () => Promise<Node | undefined>;
  readonly log: Log & { show(): void };
}

/** Command id → what it does. `manifest.test.ts` holds this list against `package.json`. */
export function commandHandlers(parts: CommandParts): Readonly<Record<string, (node?: Node) => unknown>> {
  const { tree, view, store, log, sampleOrganization } = parts;

  async function connectToSample(): Promise<void> {
    const node = await parts.connectToSample();
    if (node) await view.reveal(node, { select: true, focus: true, expand: true });
  }

  return {
    'zohoCrm.connectToSampleOrganization': connectToSample,
    'zohoCrm.signIn': connectToSample,
    'zohoCrm.openSampleOrganization': async () => {
      const { origin } = await sampleOrganization.locate();
      await vscode.env.openExternal(vscode.Uri.parse(origin));
    },
    'zohoCrm.refresh': (node) => {
      tree.refresh(node);
    },
    'zohoCrm.deleteConnection': async (node) => {
      const connection = node?.connection ?? (await pickConnection(store));
      if (!connection) return;
      const remove = vscode.l10n.t('Delete');
      const chosen = await vscode.window.showWarningMessage(
        vscode.l10n.t('Delete the connection "{0}"?', connection.name),
        { modal: true, detail: vscode.l10n.t('Its sign-in is forgotten, too. Nothing changes in Zoho CRM.') },
        remove,
      );
      if (chosen === remove) await store.remove(connection.id);
    },
    'zohoCrm.showLog': () => {
      log.show();
    },
  };
}

/** Registers the table. Whatever a handler throws is shown once, with the way to try again. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const registrations = Object.entries(commandHandlers(parts)).map(([id, handler]) =>
    vscode.commands.registerCommand(id, async function run(node?: Node): Promise<void> {
      try {
        await handler(node);
      } catch (error) {
        await showError(error, parts.log, () => run(node));
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}

async function pickConnection(store: ConnectionStore) {
  const items = store.list().map((connection) => ({ label: connection.name, connection }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which connection?') });
  return picked?.connection;
}
