import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { ConnectionHealth } from './connectionHealth.ts';
import { viewState } from './connectionState.ts';
import { viewMessage } from './connectionText.ts';
import type { ConnectionTree } from './connectionTree.ts';
import { ConnectionDragAndDrop } from './dragAndDrop.ts';
import { provideEnvironmentBadges } from './environmentBadge.ts';
import type { Node } from './node.ts';

export interface ConnectionsViewParts {
  readonly store: ConnectionStore;
  readonly health: ConnectionHealth;
  readonly tree: ConnectionTree;
}

const ageShownForMs = 60_000;

/** The view around the tree: it follows what happens to connections, and says what holds for all of them. */
export function createConnectionsView(parts: ConnectionsViewParts): {
  readonly view: vscode.TreeView<Node>;
  readonly subscription: vscode.Disposable;
} {
  const { store, health, tree } = parts;
  const view = vscode.window.createTreeView('zohoCrm.connections', {
    treeDataProvider: tree,
    showCollapseAll: true,
    dragAndDropController: new ConnectionDragAndDrop(store),
  });

  const describe = (): void => {
    const standings = store.list().map((connection) => ({ connection, state: health.stateOf(connection) }));
    const state = viewState(standings);
    view.message = viewMessage(state, vscode.l10n) ?? '';
    void vscode.commands.executeCommand('setContext', 'zohoCrm.viewState', state);
  };
  const examine = (changed?: readonly string[]): void => {
    void health.examine(store.list(), changed);
  };

  describe();
  examine();
  const ticking = setInterval(() => {
    if (view.visible) tree.timePassed();
  }, ageShownForMs);
  const subscription = vscode.Disposable.from(
    view,
    provideEnvironmentBadges(),
    view.onDidCollapseElement(({ element }) => {
      tree.closed(element);
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) examine();
    }),
    new vscode.Disposable(
      store.onDidChange((connectionIds) => {
        tree.storeChanged(connectionIds);
        describe();
        examine(connectionIds);
      }),
    ),
    new vscode.Disposable(
      health.onDidChange((connectionId) => {
        tree.connectionChanged(connectionId);
        describe();
      }),
    ),
    new vscode.Disposable(() => {
      clearInterval(ticking);
    }),
  );
  return { view, subscription };
}
