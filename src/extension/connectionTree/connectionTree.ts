import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { DatabaseStore } from '../../core/connections/databaseStore.ts';
import type { MetadataCache } from '../../core/metadata/metadataCache.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { RecordCounts } from '../records/recordCounts.ts';
import { Children } from './children.ts';
import type { ConnectionHealth } from './connectionHealth.ts';
import { isSameOrder } from './connectionOrder.ts';
import type { Node, NoteNode, PartNode } from './node.ts';
import { nodeId, parentOf } from './node.ts';
import { tooltipOf } from './tooltip.ts';
import { RedrawQueue } from './redrawQueue.ts';
import type { Surroundings } from './treeItem.ts';
import { treeItemOf } from './treeItem.ts';

export interface ConnectionTreeParts {
  readonly store: ConnectionStore;
  readonly databases: Pick<DatabaseStore, 'list'>;
  readonly health: ConnectionHealth;
  readonly metadata: Pick<MetadataCache, 'open' | 'modules' | 'details' | 'status'>;
  readonly counts: Pick<RecordCounts, 'of'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** How long the editor takes, on a slow computer, to ask for what is below the rows that it was told of. */
const editorAsksWithinMs = 1_000;

/**
 * The Connections view's rows, and when they are drawn again. What stands below what is in `children.ts`, looks are in
 * `treeItem.ts`.
 */
export class ConnectionTree implements vscode.TreeDataProvider<Node> {
  readonly #parts: ConnectionTreeParts;
  readonly #changes = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  /** The objects that the editor knows, by their id: it redraws a row only if it is given the same object. */
  readonly #shown = new Map<string, Node>();
  readonly #redraws = new RedrawQueue({
    draw: (id) => {
      this.#draw(id);
    },
    later: (work) => {
      setTimeout(work, editorAsksWithinMs);
    },
  });
  #order: readonly Connection[] = [];
  /** What the rows of metadata caches were last drawn from, by connection. */
  readonly #drawnCaches = new Map<string, string>();
  readonly #children: Children;

  constructor(parts: ConnectionTreeParts) {
    this.#parts = parts;
    this.#children = new Children({
      ...parts,
      wasRead: (connection) => {
        // Without knowing whether it did, what the row shows is good enough.
        this.#redrawCache(connection).catch(() => undefined);
      },
    });
  }

  /** Draws a node and what is below it again, or everything. Nothing is forgotten: that is the metadata cache's matter. */
  refresh(node?: Node): void {
    this.#redraws.redraw(node);
  }

  /** Asks again for what could not be read. */
  async tryAgain({ connection, module }: NoteNode): Promise<void> {
    await this.#parts.metadata.open(connection);
    this.refresh(module ? { kind: 'module', connection, module } : { kind: 'modules', connection });
  }

  /** Draws what has changed in the store: everything when rows came, went or moved; else those that look different. */
  storeChanged(connectionIds: readonly string[]): void {
    // Whoever signed in again, or as somebody else, sees other metadata than before: the connection is opened anew.
    for (const id of connectionIds) this.#children.closed(id);
    if (!isSameOrder(this.#order, this.#parts.store.list())) this.refresh();
    else for (const id of connectionIds) this.connectionChanged(id);
  }

  /** Draws the row of a connection, and of its group, again. */
  connectionChanged(connectionId: string): void {
    const connection = this.#parts.store.find(connectionId);
    if (!connection) return;
    const { group } = connection;
    this.refresh({ kind: 'connection', connection });
    if (group !== undefined) this.refresh({ kind: 'group', name: group });
  }

  /** Draws the ages of the metadata again, which change by themselves. */
  timePassed(): void {
    for (const [id, node] of this.#shown) if (id.startsWith('metadataCache:')) this.refresh(node);
  }

  /** The node was closed: when it is opened again, what has expired by then is read again. */
  closed(node: Node): void {
    if (node.kind === 'connection') this.#children.closed(node.connection.id);
  }

  getTreeItem(node: Node): vscode.TreeItem | Promise<vscode.TreeItem> {
    switch (node.kind) {
      case 'metadataCache':
        return this.#cacheItem(node);
      case 'connection':
      case 'timeZone':
        return treeItemOf(this.#current(node), this.#seenNow(node));
      default:
        // Shows nothing of the connection itself; there may be hundreds of them.
        return treeItemOf(node, this.#seenNow(node));
    }
  }

  /** Tooltips are made when somebody rests on a row. */
  async resolveTreeItem(item: vscode.TreeItem, node: Node): Promise<vscode.TreeItem> {
    const tooltip = tooltipOf(this.#current(node), await this.#surroundings(node));
    if (tooltip) item.tooltip = tooltip;
    return item;
  }

  getParent(node: Node): Node | undefined {
    const parent = parentOf(node);
    return parent && (this.#shown.get(nodeId(parent)) ?? parent);
  }

  getChildren(node?: Node): Promise<Node[]> {
    return this.#redraws.answering(node, async () => {
      if (!node) this.#begin();
      const children = await this.#children.of(node && this.#current(node));
      for (const child of children) this.#shown.set(nodeId(child), child);
      return [...children];
    });
  }

  #draw(id: string | undefined): void {
    const shown = id === undefined ? undefined : this.#shown.get(id);
    if (id === undefined || shown) this.#changes.fire(shown);
  }

  /** The editor asks for all rows. */
  #begin(): void {
    this.#order = this.#parts.store.list();
    this.#shown.clear();
  }

  async #cacheItem(node: PartNode): Promise<vscode.TreeItem> {
    const around = await this.#surroundings(node);
    this.#drawnCaches.set(node.connection.id, JSON.stringify(around.cache));
    return treeItemOf(this.#current(node), around);
  }

  /** Draws the row of a metadata cache again if it would say something else than it does. */
  async #redrawCache(connection: Connection): Promise<void> {
    const drawn = this.#drawnCaches.get(connection.id);
    const now = JSON.stringify(await this.#parts.metadata.status(this.#parts.store.find(connection.id) ?? connection));
    if (drawn !== undefined && drawn !== now) this.refresh({ kind: 'metadataCache', connection });
  }

  async #surroundings(node: Node): Promise<Surroundings> {
    const cache = node.connection ? await this.#parts.metadata.status(this.#current(node).connection) : {};
    return { ...this.#seenNow(node), cache };
  }

  /** What needs no file to be read. */
  #seenNow(node: Node): Surroundings {
    const { health, store, counts, clock } = this.#parts;
    const members = node.kind === 'group' ? store.list().filter((each) => each.group === node.name) : [];
    return {
      facts: health.factsOf(node.connection?.id ?? ''),
      states: members.map((each) => health.stateOf(each)),
      cache: {},
      count: node.kind === 'module' ? counts.of(this.#current(node).connection, node.module.apiName) : undefined,
      now: clock.now(),
    };
  }

  /** The node with the connection as the store has it now: a row outlives changes of its connection's description. */
  #current<N extends Node>(node: N): N {
    const connection = node.connection && this.#parts.store.find(node.connection.id);
    return connection ? { ...node, connection } : node;
  }
}
