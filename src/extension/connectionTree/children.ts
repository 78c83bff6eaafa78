import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { DatabaseStore } from '../../core/connections/databaseStore.ts';
import type { MetadataCache } from '../../core/metadata/metadataCache.ts';
import { stalenessOf } from '../../core/metadata/staleness.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Module, Snapshot } from '../../core/model/metadata.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { ConnectionHealth } from './connectionHealth.ts';
import { nodesIn, topNodes } from './connectionOrder.ts';
import { groupModules } from './groupModules.ts';
import type { ConnectionNode, MemberNode, ModuleNode, Node, PartNode } from './node.ts';
import { problemNote, staleNote, unreadableNote } from './notes.ts';

export interface ChildrenParts {
  readonly store: Pick<ConnectionStore, 'list'>;
  readonly databases: Pick<DatabaseStore, 'list'>;
  readonly health: Pick<ConnectionHealth, 'noteProblem' | 'noteSuccess'>;
  readonly metadata: Pick<MetadataCache, 'open' | 'modules' | 'details'>;
  /** Called when metadata of the connection were asked for, whatever came of it. */
  readonly wasRead: (connection: Connection) => void;
  readonly clock: Clock;
  readonly log: Log;
}

interface Reading {
  readonly snapshot: Snapshot<unknown>;
  readonly nodes: readonly Node[];
}

const readTimeoutMs = 60_000;

/** What stands below each row of the Connections view: metadata are read when somebody looks below them. */
export class Children {
  readonly #parts: ChildrenParts;
  /** Connections whose node is open, so that expiry acts once for each time that somebody opens it. */
  readonly #open = new Set<string>();

  constructor(parts: ChildrenParts) {
    this.#parts = parts;
  }

  /** Of a row, or of the view. What cannot be read is a row that says why. */
  of(node: Node | undefined): readonly Node[] | Promise<readonly Node[]> {
    switch (node?.kind) {
      case undefined:
        return this.#top();
      case 'group':
        return nodesIn(node.name, this.#parts.store.list());
      case 'connection':
        return this.#opened(node);
      case 'modules':
        return this.#modulesBelow(node);
      case 'module':
        return this.#detailsBelow(node);
      case 'databases':
        return this.#parts.databases.list().map((database) => ({ kind: 'database', database }));
      case 'moduleGroup':
        return node.modules.map((module) => ({ kind: 'module', connection: node.connection, module }));
      case 'fields':
      case 'relatedLists':
        return membersBelow(node);
      case 'timeZone':
      case 'metadataCache':
      case 'field':
      case 'relatedList':
      case 'note':
      case 'database':
        return [];
    }
  }

  /** The connection's node was closed, or somebody else signed in: when it is opened again, what has expired is read again. */
  closed(connectionId: string): void {
    this.#open.delete(connectionId);
  }

  #top(): readonly Node[] {
    const databases = this.#parts.databases.list().length > 0 ? [{ kind: 'databases' } as const] : [];
    return [...topNodes(this.#parts.store.list()), ...databases];
  }

  async #opened({ connection }: ConnectionNode): Promise<readonly Node[]> {
    if (!this.#open.has(connection.id)) {
      this.#open.add(connection.id);
      await this.#parts.metadata.open(connection);
    }
    return (['timeZone', 'metadataCache', 'modules'] as const).map((kind) => ({ kind, connection }));
  }

  #modulesBelow({ connection }: PartNode): Promise<readonly Node[]> {
    return this.#read(connection, undefined, async (signal) => {
      const snapshot = await this.#parts.metadata.modules(connection, signal);
      const groups = [...groupModules(snapshot.value)];
      const nodes = groups.map(([group, modules]) => ({ kind: 'moduleGroup', connection, group, modules }) as const);
      return { snapshot, nodes };
    });
  }

  #detailsBelow({ connection, module }: ModuleNode): Promise<readonly Node[]> {
    return this.#read(connection, module, async (signal) => {
      const snapshot = await this.#parts.metadata.details(connection, module.apiName, signal);
      const { fields, relatedLists, unreadableBecause } = snapshot.value;
      if (unreadableBecause) {
        return { snapshot, nodes: [unreadableNote(connection, module, unreadableBecause, vscode.l10n)] };
      }
      const nodes: readonly Node[] = [
        { kind: 'fields', connection, module, fields },
        ...(relatedLists.length > 0 ? [{ kind: 'relatedLists', connection, module, relatedLists } as const] : []),
      ];
      return { snapshot, nodes };
    });
  }

  /** What goes wrong becomes a row that says so and offers the way out: a popup for each expansion would be noise. */
  async #read(
    connection: Connection,
    module: Module | undefined,
    read: (signal: AbortSignal) => Promise<Reading>,
  ): Promise<readonly Node[]> {
    const { clock, health, wasRead } = this.#parts;
    const startedAt = clock.now();
    try {
      const { snapshot, nodes } = await inProgress(() => read(AbortSignal.timeout(readTimeoutMs)));
      const { staleBecause, fetchedAt } = snapshot;
      if (staleBecause) health.noteProblem(connection.id, staleBecause);
      // What was read earlier says nothing about whether the CRM can be reached now.
      else if (fetchedAt >= startedAt) health.noteSuccess(connection.id);
      const note = staleNote(connection, module, snapshot, clock.now(), vscode.l10n);
      return note ? [note, ...nodes] : nodes;
    } catch (error) {
      return [this.#explain(error, connection, module)];
    } finally {
      wasRead(connection);
    }
  }

  /** Throws what is a defect of ours. */
  #explain(error: unknown, connection: Connection, module: Module | undefined): Node {
    const { clock, health, log } = this.#parts;
    const note = problemNote(connection, module, error, vscode.l10n);
    if (!note) throw error;
    const staleness = stalenessOf(error, clock.now());
    if (staleness) health.noteProblem(connection.id, staleness);
    log.error(`${connection.name}: ${note.detail}`);
    return note;
  }
}

function membersBelow(node: MemberNode & { readonly kind: 'fields' | 'relatedLists' }): readonly Node[] {
  const { connection, module } = node;
  if (node.kind === 'fields') return node.fields.map((field) => ({ kind: 'field', connection, module, field }));
  return node.relatedLists.map((relatedList) => ({ kind: 'relatedList', connection, module, relatedList }));
}

function inProgress<T>(work: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId: 'zohoCrm.connections' } }, work);
}
