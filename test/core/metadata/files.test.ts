import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { never, World } from './world.ts';

describe('the files of the metadata cache', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
    await world.newCache().details(world.connection('infinite'), 'Leads', never);
    await world.calls();
  });
  afterEach(() => world.stop());

  const pathOf = (...names: string[]): string => path.join(world.folder, 'c1', ...names);
  async function detailsFile(): Promise<string> {
    const [name] = await readdir(pathOf('details'));
    assert.ok(name);
    return pathOf('details', name);
  }

  it('give back exactly what was read', async () => {
    const connection = world.connection('infinite');
    const fromFile = await world.newCache().details(connection, 'Leads', never);
    const client = world.clientFor(connection);
    assert.deepEqual(fromFile.value.fields, await client.fields('Leads', never));
    assert.deepEqual(fromFile.value.relatedLists, await client.relatedLists('Leads', never));
    assert.deepEqual((await world.newCache().modules(connection, never)).value, await client.modules(never));
  });

  for (const [what, damage] of [
    ['cut short', (text: string) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['not ours', () => '{"modules":[]}'],
    ['with an element that cannot be read', (text: string) => text.replace('"kind":"standard"', '"kind":"?"')],
  ] as const) {
    it(`are set aside and named when one is ${what}, and read again`, async () => {
      const connection = world.connection('infinite');
      const file = pathOf('modules.json');
      await writeFile(file, damage(await readFile(file, 'utf8')));
      const cache = world.newCache();
      assert.ok((await cache.modules(connection, never)).value.length > 20);
      assert.deepEqual(await world.calls(), { '/modules': 1 });
      assert.deepEqual((await cache.status(connection)).setAside, ['c1/modules.json.damaged']);
      assert.ok((await readdir(pathOf())).includes('modules.json.damaged'));
      assert.ok(world.log.lines.some((line) => line.includes('c1/modules.json.damaged')));
    });
  }

  it('are set aside when a newer version wrote them', async () => {
    const connection = world.connection('infinite');
    const file = await detailsFile();
    const stored = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    await writeFile(file, JSON.stringify({ ...stored, version: 99 }));
    const cache = world.newCache();
    assert.ok((await cache.details(connection, 'Leads', never)).value.fields.length > 60);
    assert.match((await cache.status(connection)).setAside.join(), /^c1\/details\/Leads-\w+\.json\.newer$/);
    await cache.refresh(connection, never);
  });

  it('belong to one organization, data center, environment and user', async () => {
    const others = [
      { organization: { ...world.connection('infinite').organization, id: '11' } },
      { dataCenter: 'eu' },
      { environment: 'sandbox' },
      { user: { ...world.connection('infinite').user, id: '21' } },
    ] as const;
    for (const other of others) {
      await world.newCache().modules(world.connection('infinite'), never);
      await world.calls();
      await world.newCache().modules(world.connection('infinite', other), never);
      assert.deepEqual(await world.calls(), { '/modules': 1 }, JSON.stringify(other));
    }
  });

  it('are readable whoever writes them at the same time', async () => {
    const connection = world.connection('infinite');
    const caches = Array.from({ length: 6 }, () => world.newCache());
    await Promise.all(caches.map((cache) => cache.refresh(connection, never)));
    await world.calls();
    const cache = world.newCache();
    await cache.modules(connection, never);
    assert.deepEqual(await world.calls(), {});
    await cache.details(connection, 'Leads', never);
    assert.deepEqual((await cache.status(connection)).setAside, []);
    assert.deepEqual((await readdir(pathOf())).sort(), ['details', 'modules.json']);
  });

  it('are missed by nobody when the disk cannot be written', async () => {
    const file = path.join(world.folder, 'no-folder');
    await writeFile(file, '');
    const connection = world.connection('infinite');
    const { value } = await world.newCache(file).modules(connection, never);
    assert.ok(value.length > 20);
    assert.ok(world.log.lines.some((line) => line.includes('could not write')));
  });

  it('go with a cleared cache, those set aside included, and with a deleted connection wholly', async () => {
    await writeFile(pathOf('modules.json'), '');
    const cache = world.newCache();
    await cache.open(world.connection('infinite'));
    await cache.clearAll();
    assert.deepEqual(await readdir(pathOf()), ['cleared.json']);
    await cache.forget('c1');
    assert.deepEqual(await readdir(world.folder), []);
  });
});
