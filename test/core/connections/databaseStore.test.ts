import assert from 'node:assert/strict';

import { DatabaseStore } from '../../../src/core/connections/databaseStore.ts';
import { FatalError } from '../../../src/core/errors.ts';
import type { DatabaseConnection } from '../../../src/core/model/databaseConnection.ts';
import { memorySecrets, memoryState } from '../memoryPorts.ts';

const warehouse: DatabaseConnection = {
  ...{ id: 'd1', name: 'Warehouse', kind: 'postgres', host: 'db.example.com', port: 5432, database: 'crm' },
  ...{ user: 'loader', schema: undefined, tls: 'verified', caFile: undefined },
};
const file: DatabaseConnection = { id: 'd2', name: 'Archive', kind: 'sqlite', file: '/data/archive.sqlite' };

describe('DatabaseStore', () => {
  it('gives back what was saved, by name, and tells that something changed', async () => {
    const { store } = newStore();
    let changes = 0;
    store.onDidChange(() => (changes += 1));
    await store.save(warehouse, 'open sesame');
    await store.save(file, undefined);
    assert.deepEqual(store.list(), [file, warehouse]);
    assert.deepEqual(store.named('Warehouse'), warehouse);
    assert.equal(await store.passwordOf('d1'), 'open sesame');
    assert.equal(await store.passwordOf('d2'), undefined);
    assert.equal(changes, 2);
  });

  it('puts no password into the description', async () => {
    const { store, state } = newStore();
    await store.save(warehouse, 'open sesame');
    assert.ok(!JSON.stringify([...state.content]).includes('sesame'));
  });

  it('keeps the password through an edit that names none, and forgets it for an empty one', async () => {
    const { store } = newStore();
    await store.save(warehouse, 'open sesame');
    await store.save({ ...warehouse, port: 6432 }, undefined);
    assert.equal(await store.passwordOf('d1'), 'open sesame');
    await store.save(warehouse, '');
    assert.equal(await store.passwordOf('d1'), undefined);
  });

  it('removes the password with the description', async () => {
    const { store, secrets } = newStore();
    await store.save(warehouse, 'open sesame');
    await store.remove('d1');
    assert.equal(secrets.content.size, 0);
    assert.deepEqual(store.list(), []);
  });

  it('keeps a password for the session where the secret store does not take it', async () => {
    const { store, secrets } = newStore();
    secrets.set = () => Promise.reject(new Error('the key ring is locked'));
    assert.equal(await store.save(warehouse, 'open sesame'), 'session');
    assert.equal(await store.passwordOf('d1'), 'open sesame');
    await store.remove('d1');
    assert.equal(await store.passwordOf('d1'), undefined);
  });

  it('removes a database, and tells of it, also when a locked secret store keeps the password', async () => {
    const { store, secrets } = newStore();
    await store.save(warehouse, 'open sesame');
    let changes = 0;
    store.onDidChange(() => (changes += 1));
    secrets.delete = () => Promise.reject(new Error('locked, and here is what it holds'));
    await assert.rejects(
      store.remove('d1'),
      (error) => error instanceof FatalError && !error.message.includes('what it holds'),
    );
    assert.deepEqual([store.list(), changes], [[], 1]);
  });

  it('tells other windows of what changed here, and its own listeners of what they changed', async () => {
    const { state, secrets, store } = newStore();
    let [announced, changes] = [0, 0];
    const other = new DatabaseStore({ state, secrets, announce: () => (announced += 1) });
    store.onDidChange(() => (changes += 1));
    await other.save(warehouse, 'open sesame');
    await other.save({ ...warehouse, port: 6432 }, undefined);
    await other.remove(warehouse.id);
    await other.save(file, undefined);
    assert.deepEqual([announced, changes], [4, 0]);
    store.noticeChanges();
    store.noticeChanges();
    assert.equal(changes, 1);
    await store.remove(file.id);
    store.noticeChanges();
    assert.deepEqual([announced, changes], [4, 2]);
  });

  it('leaves a description that it cannot read where it is', async () => {
    const { store, state } = newStore();
    await state.set('database/d9', { id: 'd9', name: 'Of a newer version', kind: 'oracle' });
    assert.deepEqual(store.list(), []);
    assert.equal(store.find('d9'), undefined);
    assert.ok(state.keys().includes('database/d9'));
  });
});

function newStore() {
  const [state, secrets] = [memoryState(), memorySecrets()];
  return { state, secrets, store: new DatabaseStore({ state, secrets }) };
}
