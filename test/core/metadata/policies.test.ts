import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';

import type { MetadataCache } from '../../../src/core/metadata/metadataCache.ts';
import type { CachePolicy, Connection } from '../../../src/core/model/connection.ts';
import { never, World } from './world.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const nothing = {};
const theList = { '/modules': 1 };
const aModule = { '/fields': 1, '/related_lists': 1 };

describe('a cache policy decides how often the CRM is asked', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  async function expand(cache: MetadataCache, connection: Connection): Promise<void> {
    void cache.open(connection);
    await cache.modules(connection, never);
    await cache.details(connection, 'Leads', never);
  }

  const ends: readonly (readonly [CachePolicy, number])[] = [
    ['oneHour', hourMs],
    ['oneDay', dayMs],
    ['oneWeek', 7 * dayMs],
    ['oneMonth', Date.UTC(2026, 1, 28, 12) - Date.UTC(2026, 0, 31, 12)],
  ];
  for (const [policy, ttlMs] of ends) {
    it(`${policy}: asks at the first opening, and again at the first one after its time`, async () => {
      const connection = world.connection(policy);
      await expand(world.newCache(), connection);
      assert.deepEqual(await world.calls(), { ...theList, ...aModule });
      world.clock.at += ttlMs - 1;
      await expand(world.newCache(), connection);
      assert.deepEqual(await world.calls(), nothing);
      world.clock.at += 1;
      await expand(world.newCache(), connection);
      assert.deepEqual(await world.calls(), { ...theList, ...aModule });
      await expand(world.newCache(), connection);
      assert.deepEqual(await world.calls(), nothing);
    });
  }

  it('infinite: asks once, and never again', async () => {
    const connection = world.connection('infinite');
    await expand(world.newCache(), connection);
    await world.calls();
    world.clock.at += 50 * 365 * dayMs;
    await expand(world.newCache(), connection);
    assert.deepEqual(await world.calls(), nothing);
  });

  it('disabled: asks at each opening, once while it is open, and leaves no file', async () => {
    const connection = world.connection('disabled');
    const cache = world.newCache();
    await expand(cache, connection);
    await cache.modules(connection, never);
    await cache.details(connection, 'Leads', never);
    assert.deepEqual(await world.calls(), { ...theList, ...aModule });
    await expand(cache, connection);
    assert.deepEqual(await world.calls(), { ...theList, ...aModule });
    assert.ok(!existsSync(path.join(world.folder, connection.id)));
  });

  it('disabled: never asks for the same twice at the same time', async () => {
    const connection = world.connection('disabled');
    const cache = world.newCache();
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        void cache.open(connection);
        await cache.modules(connection, never);
      }),
    );
    await Promise.all(Array.from({ length: 8 }, () => cache.details(connection, 'Leads', never)));
    assert.deepEqual(await world.calls(), { ...theList, ...aModule });
  });

  it('acts when a connection is opened, and not while it is open', async () => {
    const connection = world.connection('oneHour');
    const cache = world.newCache();
    await expand(cache, connection);
    await world.calls();
    world.clock.at += 3 * hourMs;
    await cache.modules(connection, never);
    await cache.details(connection, 'Leads', never);
    assert.deepEqual(await world.calls(), nothing);
    void cache.open(connection);
    assert.deepEqual(await world.calls(), nothing, 'opening alone asks nothing');
    await cache.modules(connection, never);
    assert.deepEqual(await world.calls(), theList);
  });

  it('counts from the last refresh, whoever made it', async () => {
    const connection = world.connection('oneHour');
    const [one, other] = [world.newCache(), world.newCache()];
    await expand(one, connection);
    world.clock.at += hourMs / 2;
    await other.refresh(connection, never);
    await world.calls();
    world.clock.at += hourMs / 2;
    await expand(one, connection);
    assert.deepEqual(await world.calls(), nothing);
  });

  it('applies a changed policy to metadata that are there', async () => {
    const cache = world.newCache();
    await expand(cache, world.connection('infinite'));
    world.clock.at += 2 * hourMs;
    await world.calls();
    await expand(cache, world.connection('oneDay'));
    assert.deepEqual(await world.calls(), nothing);
    await expand(cache, world.connection('oneHour'));
    assert.deepEqual(await world.calls(), { ...theList, ...aModule });
    await expand(cache, world.connection('disabled'));
    await world.calls();
    await expand(cache, world.connection('infinite'));
    assert.deepEqual(await world.calls(), { ...theList, ...aModule }, 'disabled left nothing behind');
  });

  it('takes metadata of the future for too old, as their age is not known', async () => {
    const connection = world.connection('oneDay');
    await expand(world.newCache(), connection);
    world.clock.at -= 3 * hourMs;
    await world.calls();
    await expand(world.newCache(), connection);
    assert.deepEqual(await world.calls(), { ...theList, ...aModule });
  });

  it('reads at once what several ask for, and goes on when one of them gives up', async () => {
    const connection = world.connection('infinite');
    const cache = world.newCache();
    const impatient = AbortSignal.abort(new DOMException('no more', 'AbortError'));
    const controller = new AbortController();
    const reads = [cache.modules(connection, never), cache.modules(connection, controller.signal)];
    controller.abort();
    const [patient, gaveUp] = await Promise.allSettled(reads);
    assert.deepEqual([patient?.status, gaveUp?.status], ['fulfilled', 'rejected']);
    await assert.rejects(world.newCache(`${world.folder}/x`).modules(connection, impatient), { name: 'AbortError' });
    assert.deepEqual(await world.calls(), theList);
  });

  it('tells age, end and the last clearing', async () => {
    const connection = world.connection('oneDay');
    const cache = world.newCache();
    assert.deepEqual(await cache.status(connection), { setAside: [] });
    await expand(cache, connection);
    const refreshedAt = world.clock.at;
    assert.deepEqual(await cache.status(connection), { refreshedAt, expiresAt: refreshedAt + dayMs, setAside: [] });
    assert.equal((await cache.status(world.connection('infinite'))).expiresAt, undefined);
    world.clock.at += hourMs;
    await cache.clear(connection.id);
    assert.deepEqual(await cache.status(connection), { lastClearedAt: refreshedAt + hourMs, setAside: [] });
    const later = world.newCache();
    await later.open(connection);
    assert.deepEqual(await later.status(connection), { lastClearedAt: refreshedAt + hourMs, setAside: [] });
    await world.calls();
    await expand(later, connection);
    assert.deepEqual(await world.calls(), { ...theList, ...aModule });
  });
});
