import assert from 'node:assert/strict';

import { never, World } from './world.ts';

const leads = { apiName: 'Leads', label: 'Leads' };

describe('refreshing metadata', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.stop());

  it('reads what is kept, and nothing else', async () => {
    const connection = world.connection('infinite');
    const cache = world.newCache();
    for (const module of ['Leads', 'Deals']) await cache.details(connection, module, never);
    await world.calls();
    assert.deepEqual(await cache.refresh(connection, never), []);
    assert.deepEqual(await world.calls(), { '/modules': 1, '/fields': 2, '/related_lists': 2 });
    await cache.details(connection, 'Leads', never);
    assert.deepEqual(await world.calls(), {});
  });

  it('tells what changed: fields added, renamed by id, mandatory, pick lists, modules renamed', async () => {
    const connection = world.connection('infinite');
    const cache = world.newCache();
    await world.changeSchema({ change: 'addField', module: 'Leads', field: { api_name: 'Region', data_type: 'text' } });
    await cache.details(connection, 'Leads', never);
    await world.changeSchema({
      change: 'renameField',
      module: 'Leads',
      field: 'Region',
      api_name: 'Area',
      label: 'Area',
    });
    await world.changeSchema({ change: 'setMandatory', module: 'Leads', field: 'Email', mandatory: true });
    await world.changeSchema({ change: 'addPickListValue', module: 'Leads', field: 'Lead_Source', value: 'Podcast' });
    const score = { api_name: 'Score', data_type: 'integer', length: 5 };
    await world.changeSchema({ change: 'addField', module: 'Leads', field: score });
    await world.changeSchema({ change: 'renameModule', module: 'Deals', plural_label: 'Opportunities' });
    const changes = await cache.refresh(connection, never);
    assert.deepEqual(changes, [
      {
        kind: 'moduleRenamed',
        module: { apiName: 'Deals', label: 'Opportunities' },
        before: { apiName: 'Deals', label: 'Deals' },
      },
      { kind: 'fieldMandatory', module: leads, field: { apiName: 'Email', label: 'Email' }, isMandatory: true },
      {
        kind: 'fieldPickList',
        module: leads,
        field: { apiName: 'Lead_Source', label: 'Lead Source' },
        ...{ added: ['Podcast'], removed: [], renamed: [] },
      },
      {
        kind: 'fieldRenamed',
        module: leads,
        field: { apiName: 'Area', label: 'Area' },
        before: { apiName: 'Region', label: 'Region' },
      },
      { kind: 'fieldAdded', module: leads, field: { apiName: 'Score', label: 'Score' }, type: 'integer (5)' },
    ]);
    assert.deepEqual(cache.lastChanges(connection.id), changes);
    await world.changeSchema({ change: 'removeField', module: 'Leads', field: 'Area' });
    const removed = await cache.refresh(connection, never);
    assert.deepEqual(
      removed.map((each) => each.kind),
      ['fieldRemoved'],
    );
  });

  it('finds changes also where age made the reading due', async () => {
    const connection = world.connection('oneHour');
    await world.newCache().details(connection, 'Leads', never);
    await world.changeSchema({ change: 'setMandatory', module: 'Leads', field: 'Email', mandatory: true });
    world.clock.at += 3_600_000;
    const cache = world.newCache();
    await cache.modules(connection, never);
    assert.deepEqual(cache.lastChanges(connection.id), []);
    await cache.details(connection, 'Leads', never);
    assert.deepEqual(
      cache.lastChanges(connection.id).map((each) => each.kind),
      ['fieldMandatory'],
    );
  });

  it('has nothing to compare with at first', async () => {
    const cache = world.newCache();
    assert.deepEqual(await cache.refresh(world.connection('infinite'), never), []);
    assert.equal((await cache.status(world.connection('infinite'))).refreshedAt, world.clock.at);
  });

  it('is one refresh for all who ask meanwhile, those who expand the connection included', async () => {
    const connection = world.connection('disabled');
    const cache = world.newCache();
    await Promise.all([
      cache.refresh(connection, never),
      cache.refresh(connection, never),
      cache.modules(connection, never),
    ]);
    assert.deepEqual(await world.calls(), { '/modules': 1 });
  });

  it('stops when nobody waits for it any more, and keeps what was there', async () => {
    const connection = world.connection('infinite');
    const cache = world.newCache();
    await cache.details(connection, 'Leads', never);
    const before = (await cache.modules(connection, never)).fetchedAt;
    world.clock.at += 1000;
    const controller = new AbortController();
    const refresh = cache.refresh(connection, controller.signal);
    controller.abort();
    await assert.rejects(refresh, { name: 'AbortError' });
    assert.equal((await world.newCache().modules(connection, never)).fetchedAt, before);
    assert.equal((await cache.status(connection)).staleBecause, undefined);
  });

  it('leaves cleared what was cleared meanwhile', async () => {
    const connection = world.connection('infinite');
    const cache = world.newCache();
    const refresh = cache.refresh(connection, never);
    await cache.clear(connection.id);
    await refresh;
    assert.deepEqual(await cache.cachedEntries(connection), []);
    await cache.refresh(connection, never);
    assert.ok((await cache.cachedEntries(connection)).length > 20);
  });
});
