import assert from 'node:assert/strict';

import type { Connection } from '../../../src/core/model/connection.ts';
import { DocumentConnections } from '../../../src/extension/queryEditor/documentConnections.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { memoryState } from '../../core/memoryPorts.ts';

const acme = exampleConnection({ id: 'a', name: 'Acme' });
const borg = exampleConnection({ id: 'b', name: 'Borg' });

describe('the connection of a query document', () => {
  it('is the only one there is, without asking', () => {
    assert.equal(connections([acme]).of('file:///a.coql')?.id, 'a');
    assert.equal(connections([]).of('file:///a.coql'), undefined);
  });

  it('is nobody’s guess where there are several', async () => {
    const several = connections([acme, borg]);
    assert.equal(several.of('file:///a.coql'), undefined);
    await several.choose('file:///a.coql', borg);
    assert.equal(several.of('file:///a.coql')?.id, 'b');
    assert.equal(several.of('file:///other.coql'), undefined);
  });

  it('goes along when the document gets another address', async () => {
    const several = connections([acme, borg]);
    await several.choose('untitled:Untitled-1', acme);
    await several.move('untitled:Untitled-1', 'file:///a.coql');
    assert.equal(several.of('file:///a.coql')?.id, 'a');
    assert.ok(!several.hasChoice('untitled:Untitled-1'));
  });

  it('is forgotten for the oldest of very many documents', async () => {
    const several = connections([acme, borg]);
    for (let index = 0; index <= 500; index++) await several.choose(`file:///${index}.coql`, acme);
    assert.ok(!several.hasChoice('file:///0.coql'));
    assert.ok(several.hasChoice('file:///1.coql'));
  });

  it('is asked for again when it was deleted', async () => {
    const list = [acme, borg, exampleConnection({ id: 'c' })];
    const several = connections(list);
    await several.choose('file:///a.coql', acme);
    list.shift();
    assert.equal(several.of('file:///a.coql'), undefined);
  });
});

function connections(list: readonly Connection[]): DocumentConnections {
  return new DocumentConnections({
    store: { list: () => list, find: (id) => list.find((each) => each.id === id) },
    state: memoryState(),
    changed: () => undefined,
  });
}
