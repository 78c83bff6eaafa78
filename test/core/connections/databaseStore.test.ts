import assert from 'node:assert/strict';

import { DatabaseStore } from '../../../src/core/connections/databaseStore.ts';
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

  it('keeps a password for the session where the secret store does not take it', async () => {
    const { store, secrets } = newStore();
    secrets.set = () => Promise.reject(new Error('the key ring is locked'));
    assert.equal(await store.save(warehouse, 'open sesame'), 'session');
    assert.equal(await store.passwordOf('d1'), 'open sesame');
    await store.remove('d1');
    assert.equal(await store.passwordOf('d1'), undefined);
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
