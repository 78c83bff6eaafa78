import * as vscode from 'vscode';

import { isProductError } from '../../core/errors.ts';
import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Module } from '../../core/model/metadata.ts';
import type { Log } from '../../core/ports.ts';
import { groupModules } from './node.ts';
import type { Node } from './node.ts';
import { treeItemOf } from './treeItem.ts';

export interface ConnectionTreeParts {
  readonly store: ConnectionStore;
  readonly modulesOf: (connection: Connection, signal: AbortSignal) => Promise<readonly Module[]>;
  readonly log: Log;
}

const readTimeoutMs = 60_000;

/** The Connections view: connections, below them their modules in groups, read when a connection is expanded. */
export class ConnectionTree implements vscode.TreeDataProvider<Node> {
  readonly #parts: ConnectionTreeParts;
  readonly #changes = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;

  constructor(parts: ConnectionTreeParts) {
    this.#parts = parts;
  }

  /** Reads everything below a node again, or everything. */
  refresh(node?: Node): void {
    this.#changes.fire(node);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return treeItemOf(node);
  }

  getParent(node: Node): Node | undefined {
    // Only connections are ever revealed.
    return node.kind === 'connection' ? undefined : { kind: 'connection', connection: node.connection };
  }

  getChildren(node?: Node): Node[] | Promise<Node[]> {
    switch (node?.kind) {
      case undefined:
        return this.#parts.store.list().map((connection) => ({ kind: 'connection', connection }));
      case 'connection':
        return this.#modulesBelow(node.connection);
      case 'moduleGroup':
        return node.modules.map((module) => ({ kind: 'module', connection: node.connection, module }));
      case 'module':
      case 'problem':
        return [];
    }
  }

  /** What goes wrong becomes a row that says so and offers the way out: a popup for each expansion would be noise. */
  async #modulesBelow(connection: Connection): Promise<Node[]> {
    try {
      const modules = await this.#parts.modulesOf(connection, AbortSignal.timeout(readTimeoutMs));
      return [...groupModules(modules)].map(([group, members]) => ({
        kind: 'moduleGroup',
        connection,
        group,
        modules: members,
      }));
    } catch (error) {
      if (!isProductError(error)) throw error;
      this.#parts.log.error(`${connection.name}: ${error.message}`);
      return [{ kind: 'problem', connection, message: error.message, isSignedOut: error.kind === 'signIn' }];
    }
  }
}
