import assert from 'node:assert/strict';

import { moduleNamed } from '../../../src/core/coql/scope.ts';
import type { Module, ModuleDetails, Snapshot } from '../../../src/core/model/metadata.ts';
import { ConnectionMetadata } from '../../../src/extension/queryEditor/connectionMetadata.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { exampleField, exampleModule } from '../../core/metadata/exampleMetadata.ts';
import { memoryLog } from '../../core/memoryPorts.ts';

describe('what a query editor knows of a connection', () => {
  it('is nothing at first, and then what the cache has, without anybody waiting', async () => {
    const { known, changes } = world();
    assert.equal(known.modules(), undefined);
    await known.use();
    assert.equal(moduleNamed('Leads', known)?.label, 'Leads');
    assert.equal(changes(), 1);
    assert.equal(known.fields('Leads'), undefined);
    await known.pending();
    assert.deepEqual(
      known.fields('Leads')?.map((each) => each.apiName),
      ['Score'],
    );
    assert.equal(changes(), 2);
    assert.equal(known.pending(), undefined);
  });

  it('opens the connection before it asks for anything', async () => {
    const { known, calls } = world();
    await known.use();
    assert.deepEqual(calls, ['open', 'modules']);
  });

  it('asks once for what several want, and not for modules that are not there or cannot be read', async () => {
    const { known, calls } = world();
    await known.use();
    for (const name of ['Leads', 'Leads', 'Nowhere', 'Hidden']) known.fields(name);
    await known.pending();
    assert.deepEqual(calls.slice(2), ['details Leads']);
  });

  it('does not ask again for what failed until the connection is used anew', async () => {
    const { known, calls, breakDown } = world();
    await known.use();
    breakDown(true);
    known.fields('Leads');
    await known.pending();
    assert.equal(known.fields('Leads'), undefined);
    await known.check();
    assert.equal(known.fields('Leads'), undefined);
    assert.equal(calls.filter((each) => each.startsWith('details')).length, 1);
    breakDown(false);
    await known.use();
    known.fields('Leads');
    await known.pending();
    assert.equal(known.fields('Leads')?.length, 1);
  });

  it('forgets fields when the cache was refreshed, and keeps them when it was not', async () => {
    const { known, changes, refresh } = world();
    await known.use();
    known.fields('Leads');
    await known.pending();
    await known.check();
    assert.equal(changes(), 2);
    refresh();
    await known.check();
    assert.equal(changes(), 3);
    assert.equal(known.fields('Leads'), undefined);
    await known.pending();
    assert.equal(known.fields('Leads')?.length, 1);
  });

  it('goes on with what it knows when the cache was cleared, and asks for nothing', async () => {
    const { known, calls, clear } = world();
    await known.use();
    clear();
    await known.check();
    assert.ok(known.modules());
    assert.deepEqual(calls, ['open', 'modules']);
  });

  it('does not know the fields of a module that turns out to be unreadable', async () => {
    const { known } = world({ fields: [], relatedLists: [], unreadableBecause: 'refused' });
    await known.use();
    known.fields('Leads');
    await known.pending();
    assert.equal(known.fields('Leads'), undefined);
    assert.equal(known.pending(), undefined);
  });
});

/** A cache that answers at once, and tells what it was asked for. */
function world(details: ModuleDetails = { fields: [exampleField()], relatedLists: [] }) {
  const calls: string[] = [];
  let [changes, fetchedAt, isBroken, isCleared] = [0, 1, false, false];
  const modules = [
    exampleModule(),
    exampleModule({ apiName: 'Hidden', isReadable: false, unreadableBecause: 'hidden' }),
  ];
  const answer = <T>(call: string, value: T): Promise<Snapshot<T>> => {
    calls.push(call);
    return isBroken && call !== 'modules' ? Promise.reject(new Error('down')) : Promise.resolve({ value, fetchedAt });
  };
  const known = new ConnectionMetadata({
    connection: exampleConnection(),
    log: memoryLog(),
    changed: () => {
      changes++;
    },
    metadata: {
      open: () => {
        calls.push('open');
        return Promise.resolve();
      },
      modules: () => answer<readonly Module[]>('modules', modules),
      status: () => Promise.resolve({ ...(isCleared ? {} : { refreshedAt: fetchedAt }), setAside: [] }),
      details: (_, apiName) => answer(`details ${apiName}`, details),
    },
  });
  return {
    ...{ known, calls },
    changes: () => changes,
    breakDown: (breaks: boolean) => {
      isBroken = breaks;
    },
    refresh: () => {
      fetchedAt++;
    },
    clear: () => {
      isCleared = true;
    },
  };
}
