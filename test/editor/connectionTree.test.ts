import assert from 'node:assert/strict';

import { ConnectionStore } from '../../src/core/connections/connectionStore.ts';
import { RetriableError } from '../../src/core/errors.ts';
import type { Connection } from '../../src/core/model/connection.ts';
import type { Module, ModuleDetails } from '../../src/core/model/metadata.ts';
import { ConnectionHealth } from '../../src/extension/connectionTree/connectionHealth.ts';
import { ConnectionTree } from '../../src/extension/connectionTree/connectionTree.ts';
import type { Node } from '../../src/extension/connectionTree/node.ts';
import { nodeId } from '../../src/extension/connectionTree/node.ts';
import { RecordCounts } from '../../src/extension/records/recordCounts.ts';
import { exampleConnection } from '../core/exampleConnection.ts';
import { memoryLog, memorySecrets, memoryState } from '../core/memoryPorts.ts';
import { exampleField, exampleModule } from '../extension/exampleMetadata.ts';

const now = Date.UTC(2026, 10, 22, 12);

describe('ConnectionTree', () => {
  let tree: ConnectionTree;
  let store: ConnectionStore;
  let health: ConnectionHealth;
  let opened: string[];
  /** Ids of the rows that were to be drawn again. */
  let drawn: (string | undefined)[];
  let drawnNode: Node | undefined;
  let readModules: () => Promise<readonly Module[]>;
  let details: ModuleDetails;
  const log = memoryLog();

  beforeEach(async () => {
    opened = [];
    drawn = [];
    readModules = () => Promise.resolve([exampleModule()]);
    details = { fields: [exampleField()], relatedLists: [] };
    store = new ConnectionStore({ state: memoryState(), secrets: memorySecrets() });
    health = new ConnectionHealth({ isSignedIn: () => Promise.resolve(true), zoneDiffers: () => false });
    tree = new ConnectionTree({
      ...{ store, databases: { list: () => [] }, health, log, counts: new RecordCounts(), clock: { now: () => now } },
      metadata: {
        open: ({ id }) => {
          opened.push(id);
          return Promise.resolve();
        },
        modules: async () => ({ value: await readModules(), fetchedAt: now }),
        details: () => Promise.resolve({ value: details, fetchedAt: now }),
        status: () => Promise.resolve({ setAside: [] }),
      },
    });
    tree.onDidChangeTreeData((node) => {
      drawnNode = node;
      drawn.push(node && nodeId(node));
    });
    await add({ id: 'a', name: 'Acme' });
  });

  async function add(parts: Partial<Connection>): Promise<void> {
    await store.saveDescription(exampleConnection(parts));
  }

  /** The rows below one that is shown, found by their ids as a user goes down the tree. */
  async function below(...ids: readonly string[]): Promise<Node[]> {
    let rows = await tree.getChildren();
    for (const id of ids) rows = await tree.getChildren(rows.find((each) => nodeId(each) === id));
    return rows;
  }

  const modules = ['connection:a', 'modules:a'] as const;

  it('shows groups first, and below a connection its zone, its cache and its modules', async () => {
    await add({ id: 'b', name: 'Beta', group: 'Clients' });
    assert.deepEqual((await below()).map(nodeId), ['group:Clients', 'connection:a']);
    assert.deepEqual((await below('group:Clients')).map(nodeId), ['connection:b']);
    assert.deepEqual((await below('connection:a')).map(nodeId), ['timeZone:a', 'metadataCache:a', 'modules:a']);
  });

  it('opens the metadata once for each time that somebody opens the connection', async () => {
    const [row] = await tree.getChildren();
    assert.ok(row);
    await tree.getChildren(row);
    await tree.getChildren(row);
    assert.deepEqual(opened, ['a']);
    tree.closed(row);
    await tree.getChildren(row);
    assert.deepEqual(opened, ['a', 'a']);
  });

  it('opens the metadata anew for who signed in anew', async () => {
    const [row] = await tree.getChildren();
    await tree.getChildren(row);
    tree.storeChanged(['a']);
    await tree.getChildren(row);
    assert.deepEqual(opened, ['a', 'a']);
  });

  it('puts modules whose records the API refuses among those that are not readable', async () => {
    const refused = { isReadable: false, unreadableBecause: 'recordsRefused' } as const;
    readModules = () => Promise.resolve([exampleModule(), exampleModule({ apiName: 'Functions__s', ...refused })]);
    assert.deepEqual((await below(...modules)).map(nodeId), ['moduleGroup:a/standard', 'moduleGroup:a/unreadable']);
    const [row] = await below(...modules, 'moduleGroup:a/unreadable');
    assert.ok(row?.kind === 'module');
    assert.match(String((await tree.getTreeItem(row)).description), /the API refuses its records/);
  });

  it('goes down to the fields of a module, and knows the way up', async () => {
    const rows = await below(...modules, 'moduleGroup:a/standard', 'module:a/Leads', 'fields:a/Leads');
    assert.deepEqual(rows.map(nodeId), ['field:a/Leads/Email']);
    const path: string[] = [];
    for (let row = rows[0]; row; row = tree.getParent(row)) path.unshift(nodeId(row));
    assert.deepEqual(path.slice(0, 3), ['connection:a', 'modules:a', 'moduleGroup:a/standard']);
  });

  it('turns a failure into a row that says so, and into a state of the connection', async () => {
    readModules = () => Promise.reject(new RetriableError('No network'));
    const [row] = await below(...modules);
    assert.ok(row?.kind === 'note');
    assert.equal(row.remedy, 'tryAgain');
    assert.equal(health.factsOf('a').problem?.kind, 'offline');
    assert.ok(log.lines.some((line) => line.includes('No network')));
    readModules = () => Promise.resolve([]);
    await below(...modules);
    assert.equal(health.factsOf('a').problem, undefined);
  });

  it('says of a module that cannot be read why', async () => {
    details = { fields: [], relatedLists: [], unreadableBecause: 'noFields' };
    const [row] = await below(...modules, 'moduleGroup:a/standard', 'module:a/Leads');
    assert.ok(row?.kind === 'note');
    assert.match(row.message, /the API describes no fields/);
  });

  it('draws a connection again by the object that the editor has', async () => {
    const [row] = await tree.getChildren();
    await settled();
    drawn = [];
    await store.update('a', { name: 'Acme 2' });
    tree.connectionChanged('a');
    assert.deepEqual(drawn, ['connection:a']);
    assert.ok(row && drawnNode === row);
    assert.equal((await tree.getTreeItem(row)).label, 'Acme 2');
  });

  it('draws no row while the editor is still told what is beside it', async () => {
    const reading = Promise.withResolvers<readonly Module[]>();
    readModules = () => reading.promise;
    const rows = below(...modules);
    await settled();
    const before = drawn.length;
    tree.refresh({ kind: 'metadataCache', connection: exampleConnection({ id: 'a' }) });
    assert.equal(drawn.length, before);
    reading.resolve([]);
    await rows;
    await settled();
    assert.deepEqual(drawn.slice(before), ['metadataCache:a']);
  });

  /** The editor has asked for what is below the rows that it was told of. */
  function settled(): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, 1_200);
    });
  }
});
