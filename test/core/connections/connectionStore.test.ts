import assert from 'node:assert/strict';

import type { ConnectionStoreParts } from '../../../src/core/connections/connectionStore.ts';
import { ConnectionStore } from '../../../src/core/connections/connectionStore.ts';
import { FatalError } from '../../../src/core/errors.ts';
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

  for (const [what, set] of [
    ['refuses', () => Promise.reject(new Error('the key ring is locked'))],
    ['forgets', () => Promise.resolve()],
  ] as const) {
    it(`keeps a sign-in for the session where the secret store ${what} it`, async () => {
      const { store, state, secretStore } = newStore();
      secretStore.set = set;
      assert.equal(await store.save(exampleConnection(), secrets), 'session');
      assert.deepEqual(await store.secretsOf('c1'), secrets);
      const afterRestart = new ConnectionStore({ state, secrets: secretStore });
      assert.equal(afterRestart.find('c1')?.name, 'Acme EU');
      assert.equal(await afterRestart.secretsOf('c1'), undefined);
      await store.signOut('c1');
      assert.equal(await store.secretsOf('c1'), undefined);
    });
  }

  it('takes what a locked secret store does not give for signed out, until it is unlocked', async () => {
    const { store, secretStore } = newStore();
    await store.save(exampleConnection(), secrets);
    await store.rememberClient('eu', { id: '1000.A', secret: 'client-secret-text' });
    const unlocked = secretStore.get.bind(secretStore);
    secretStore.get = () => Promise.reject(new Error('the key ring is locked'));
    assert.equal(await store.secretsOf('c1'), undefined);
    assert.equal(await store.clientSecretOf('eu', '1000.A'), undefined);
    secretStore.get = unlocked;
    assert.deepEqual(await store.secretsOf('c1'), secrets);
  });

  for (const deed of ['signOut', 'remove'] as const) {
    it(`does ${deed}, and tells of it, also when a locked secret store keeps its entry`, async () => {
      const { store, secretStore } = newStore();
      await store.save(exampleConnection(), secrets);
      const told: (readonly string[])[] = [];
      store.onDidChange((ids) => told.push(ids));
      secretStore.delete = () => Promise.reject(new Error('locked, and here is what it holds'));
      await assert.rejects(
        store[deed]('c1'),
        (error) =>
          error instanceof FatalError && error.message.includes('locked') && !error.message.includes('what it holds'),
      );
      assert.deepEqual(told, [['c1']]);
      assert.equal(await store.secretsOf('c1'), undefined);
      assert.equal(store.list().length, deed === 'remove' ? 0 : 1);
    });
  }

  it('writes the secret before the description and removes it after', async () => {
    const { store, state, secretStore } = newStore();
    const seen: string[] = [];
    const [setSecret, setState] = [secretStore.set.bind(secretStore), state.set.bind(state)];
    secretStore.set = (key, value) => {
      seen.push('write secret');
      return setSecret(key, value);
    };
    state.set = (key, value) => {
      seen.push(value === undefined ? 'remove description' : 'write description');
      return setState(key, value);
    };
    const forget = secretStore.delete.bind(secretStore);
    secretStore.delete = (key) => {
      if (key.startsWith('connection/')) seen.push('remove secret');
      return forget(key);
    };
    assert.equal(await store.save(exampleConnection(), secrets), 'stored');
    await store.remove('c1');
    assert.deepEqual(seen.slice(0, 1), ['write secret']);
    assert.deepEqual(seen.slice(-1), ['remove secret']);
  });

  it('signs out and keeps the description', async () => {
    const { store } = newStore();
    await store.save(exampleConnection(), secrets);
    await store.signOut('c1');
    assert.deepEqual(store.list(), [exampleConnection()]);
    assert.equal(await store.secretsOf('c1'), undefined);
  });

  it('takes a secret of an earlier sign-in for none, as a window with a copy of its own may still have it', async () => {
    const { store, state, secretStore } = newStore();
    await store.save(exampleConnection(), secrets);
    const elsewhere = new ConnectionStore({ state, secrets: memorySecrets(new Map(secretStore.content)) });
    assert.deepEqual(await elsewhere.secretsOf('c1'), secrets);
    await store.signOut('c1');
    assert.equal(await elsewhere.secretsOf('c1'), undefined);
    await store.save(exampleConnection(), { ...secrets, refreshToken: 'newer' });
    assert.equal(await elsewhere.secretsOf('c1'), undefined);
    assert.equal((await store.secretsOf('c1'))?.refreshToken, 'newer');
  });

  it('changes parts of a description, of one that is there', async () => {
    const { store } = newStore();
    await store.save(exampleConnection(), secrets);
    await store.update('c1', { group: 'Customers', warnsAboutTimeZone: false });
    assert.deepEqual(store.find('c1'), exampleConnection({ group: 'Customers', warnsAboutTimeZone: false }));
    assert.deepEqual(await store.secretsOf('c1'), secrets);
    await store.update('gone', { group: 'Customers' });
    assert.equal(store.find('gone'), undefined);
  });

  it('reads descriptions of the first version, which lack what came later', () => {
    const later = ['group', 'warnsAboutTimeZone', 'grantedScopes'];
    const first = Object.fromEntries(Object.entries(exampleConnection()).filter(([key]) => !later.includes(key)));
    const { store, state } = newStore();
    state.content.set('connection/c1', first);
    assert.deepEqual(store.find('c1'), exampleConnection());
  });

  it('remembers a client for its data center, until no connection uses it', async () => {
    const { store, secretStore } = newStore();
    await store.rememberClient('eu', { id: '1000.CLIENT', secret: 'kept-secret-text' });
    assert.equal(store.rememberedClientId('eu'), '1000.CLIENT');
    assert.equal(store.rememberedClientId('us'), undefined);
    assert.equal(await store.clientSecretOf('eu', '1000.CLIENT'), 'kept-secret-text');
    await store.save(exampleConnection({ id: 'a' }), secrets);
    await store.save(exampleConnection({ id: 'b', name: 'Other' }), secrets);
    await store.remove('a');
    assert.equal(await store.clientSecretOf('eu', '1000.CLIENT'), 'kept-secret-text');
    await store.remove('b');
    assert.equal(secretStore.content.size, 0);
  });

  it('lets other windows have an access token where they share their secrets, and nowhere else', async () => {
    const accessToken = { text: 'access-text', expiresAt: 1 };
    const alone = newStore();
    await alone.store.save(exampleConnection(), { ...secrets, accessToken });
    await alone.store.shareAccessToken('c1', accessToken);
    assert.deepEqual(await alone.store.secretsOf('c1'), secrets);
    const shared = newStore({ sharesSecrets: true });
    await shared.store.save(exampleConnection(), secrets);
    await shared.store.shareAccessToken('c1', accessToken);
    assert.deepEqual((await shared.store.secretsOf('c1'))?.accessToken, accessToken);
    await shared.store.signOut('c1');
    await shared.store.shareAccessToken('c1', accessToken);
    assert.equal(await shared.store.secretsOf('c1'), undefined);
  });

  it('tells of what another window changed, once, and announces what it changed itself', async () => {
    const announced: (readonly string[])[] = [];
    const here = newStore({ announce: (ids) => announced.push(ids) });
    const elsewhere = new ConnectionStore({ state: here.state, secrets: here.secretStore });
    const told: (readonly string[])[] = [];
    here.store.onDidChange((ids) => told.push(ids));
    await elsewhere.save(exampleConnection(), secrets);
    here.store.noticeChanges();
    here.store.noticeChanges();
    assert.deepEqual([told, announced], [[['c1']], []]);
    await elsewhere.signOut('c1');
    here.store.noticeChanges();
    await here.store.update('c1', { name: 'Renamed' });
    assert.deepEqual([told, announced], [[['c1'], ['c1'], ['c1']], [['c1']]]);
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

function newStore(more: Partial<ConnectionStoreParts> = {}) {
  const state = memoryState();
  const secretStore = memorySecrets();
  return { state, secretStore, store: new ConnectionStore({ state, secrets: secretStore, ...more }) };
}
