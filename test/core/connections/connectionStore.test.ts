import assert from 'node:assert/strict';

import { ConnectionStore } from '../../../src/core/connections/connectionStore.ts';
import { exampleConnection } from '../exampleConnection.ts';
import { memorySecrets, memoryState } from '../memoryPorts.ts';

const secrets = { clientSecret: 'client-secret-text', refreshToken: '1000.refresh.text' };

describe('ConnectionStore', () => {
  it('gives back what was saved, by name', async () => {
    const store = newStore().store;
    await store.save(exampleConnection({ id: 'b', name: 'Beta' }), secrets);
    await store.save(exampleConnection({ id: 'a', name: 'Alpha' }), secrets);
    assert.deepEqual(
      store.list().map((each) => each.name),
      ['Alpha', 'Beta'],
    );
    assert.deepEqual(store.find('a'), exampleConnection({ id: 'a', name: 'Alpha' }));
    assert.deepEqual(await store.secretsOf('a'), secrets);
  });

  it('puts no secret into the description', async () => {
    const { store, state } = newStore();
    await store.save(exampleConnection(), secrets);
    const stored = JSON.stringify([...state.content]);
    assert.ok(!stored.includes(secrets.clientSecret) && !stored.includes(secrets.refreshToken));
  });

  it('leaves no description behind when the secret cannot be stored', async () => {
    const { store, state, secretStore } = newStore();
    secretStore.set = () => Promise.reject(new Error('the key ring is locked'));
    await assert.rejects(store.save(exampleConnection(), secrets), /locked/);
    assert.equal(state.content.size, 0);
  });

  it('keeps a connection whose secret is lost, and says that there is none', async () => {
    const { store, secretStore } = newStore();
    await store.save(exampleConnection(), secrets);
    secretStore.content.clear();
    assert.equal(store.list().length, 1);
    assert.equal(await store.secretsOf('c1'), undefined);
  });

  it('takes a damaged secret for none', async () => {
    const { store, secretStore } = newStore();
    await store.save(exampleConnection(), secrets);
    secretStore.content.set('connection/c1', '{"refreshToken":');
    assert.equal(await store.secretsOf('c1'), undefined);
  });

  it('does not list what it cannot read, and does not remove it either', async () => {
    const { store, state } = newStore();
    await store.save(exampleConnection(), secrets);
    state.content.set('connection/newer', { id: 'newer', crm: 'another-crm' });
    assert.deepEqual(
      store.list().map((each) => each.id),
      ['c1'],
    );
    assert.ok(state.content.has('connection/newer'));
  });

  it('removes description and secret, and tells its listeners of each change', async () => {
    const { store, state, secretStore } = newStore();
    let changes = 0;
    const stop = store.onDidChange(() => changes++);
    await store.save(exampleConnection(), secrets);
    await store.remove('c1');
    stop();
    await store.save(exampleConnection(), secrets);
    await store.remove('c1');
    assert.equal(changes, 2);
    assert.equal(state.content.size + secretStore.content.size, 0);
  });
});

function newStore() {
  const state = memoryState();
  const secretStore = memorySecrets();
  return { state, secretStore, store: new ConnectionStore({ state, secrets: secretStore }) };
}
