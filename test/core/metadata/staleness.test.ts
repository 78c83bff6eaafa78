import assert from 'node:assert/strict';

import {
  FieldRefusedError,
  MissingScopeError,
  RefusedError,
  RetriableError,
  SignInError,
} from '../../../src/core/errors.ts';
import { reasonOfRefusal } from '../../../src/core/metadata/staleness.ts';
import { never, World } from './world.ts';

/** A port on which nobody listens. */
const nowhere = 'http://127.0.0.1:9';
const hourMs = 3_600_000;

describe('when the CRM cannot be asked', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start();
    const cache = world.newCache();
    const connection = world.connection('oneHour');
    await cache.modules(connection, never);
    await cache.details(connection, 'Leads', never);
    await world.calls();
  });
  afterEach(() => world.stop());

  it('serves old metadata with their age and the reason, and asks once for each opening', async () => {
    const connection = world.connection('oneHour');
    const fetchedAt = world.clock.at;
    const cache = world.newCache();
    world.clock.at += 2 * hourMs;
    await world.fault('/crm/v8/**', { status: 503 });
    const modules = await cache.modules(connection, never);
    assert.equal(modules.fetchedAt, fetchedAt);
    assert.equal(modules.staleBecause?.kind, 'offline');
    assert.equal(modules.staleBecause.at, world.clock.at);
    const details = await cache.details(connection, 'Leads', never);
    assert.equal(details.staleBecause?.kind, 'offline');
    assert.ok(details.value.fields.length > 60);
    assert.equal((await cache.status(connection)).staleBecause?.kind, 'offline');
    assert.deepEqual(await world.calls(), { '/modules': 1 });
    await cache.modules(connection, never);
    assert.deepEqual(await world.calls(), {});
    await world.fault();
    void cache.open(connection);
    assert.equal((await cache.modules(connection, never)).staleBecause, undefined);
    assert.equal((await cache.status(connection)).staleBecause, undefined);
    assert.deepEqual(await world.calls(), { '/modules': 1 });
  });

  it('says nothing of a network that is not needed', async () => {
    world.origin = nowhere;
    const connection = world.connection('oneHour');
    assert.equal((await world.newCache().modules(connection, never)).staleBecause, undefined);
  });

  it('fails for what was never read', async () => {
    world.origin = nowhere;
    const connection = world.connection('oneHour');
    await assert.rejects(world.newCache().details(connection, 'Contacts', never), RetriableError);
    await assert.rejects(world.newCache(`${world.folder}/none`).modules(connection, never), RetriableError);
  });

  it('serves old metadata to who is signed out, and says so', async () => {
    world.clock.at += hourMs;
    world.isSignedOut = true;
    const { staleBecause } = await world.newCache().modules(world.connection('oneHour'), never);
    assert.deepEqual(staleBecause, { kind: 'signedOut', message: 'You are signed out.', at: world.clock.at });
  });

  it('keeps everything when a refresh fails, and tells why', async () => {
    const connection = world.connection('infinite');
    const cache = world.newCache();
    await world.fault('/crm/v8/settings/fields', { status: 502, body: 'html' });
    await assert.rejects(cache.refresh(connection, never), RetriableError);
    await world.calls();
    assert.ok((await cache.details(connection, 'Leads', never)).value.fields.length > 60);
    assert.equal((await cache.status(connection)).staleBecause?.kind, 'offline');
    assert.deepEqual(await world.calls(), {});
    await world.fault();
    await cache.refresh(connection, never);
    assert.equal((await cache.status(connection)).staleBecause, undefined);
  });

  it('shows what is cached without a call', async () => {
    world.origin = nowhere;
    world.clock.at += 2 * hourMs;
    const entries = await world.newCache().cachedEntries(world.connection('oneHour'));
    assert.deepEqual(
      entries.filter((each) => each.details).map((each) => each.module.apiName),
      ['Leads'],
    );
    assert.ok(entries.length > 20);
  });

  describe('because a permission was lost', () => {
    it('does not show the old list of modules, now or after a restart', async () => {
      const connection = world.connection('infinite');
      const cache = world.newCache();
      await world.fault('/crm/v8/settings/modules', { status: 403 });
      await assert.rejects(cache.refresh(connection, never), RefusedError);
      await assert.rejects(cache.modules(connection, never), RefusedError);
      await assert.rejects(world.newCache().modules(connection, never), RefusedError);
      assert.deepEqual(await world.newCache().cachedEntries(connection), []);
    });

    it('takes a missing scope for one', async () => {
      world.clock.at += hourMs;
      await world.fault('/crm/v8/settings/modules', { status: 401, code: 'OAUTH_SCOPE_MISMATCH' });
      await assert.rejects(world.newCache().modules(world.connection('oneHour'), never), (error) => {
        return error instanceof MissingScopeError && error instanceof SignInError && error.connectionId === 'c1';
      });
    });

    it('shows a single module as not readable, with the reason', async () => {
      const connection = world.connection('oneHour');
      const cache = world.newCache();
      world.clock.at += hourMs;
      await world.fault('/crm/v8/settings/fields', { status: 403 });
      const { value } = await cache.details(connection, 'Leads', never);
      assert.deepEqual(value, { fields: [], relatedLists: [], unreadableBecause: 'noPermission' });
      const leads = (await world.newCache().modules(connection, never)).value.find((each) => each.apiName === 'Leads');
      assert.equal(leads?.unreadableBecause, 'noPermission');
      assert.equal(leads.isReadable, false);
    });
  });

  it('learns which listed modules cannot be read, and why', async () => {
    const connection = world.connection('infinite');
    const cache = world.newCache();
    await cache.details(connection, 'Email_Analytics', never);
    const modules = (await cache.modules(connection, never)).value;
    const reasons = modules.flatMap((each) => each.unreadableBecause ?? []);
    assert.ok(reasons.includes('noFields'));
    assert.ok(reasons.includes('notSupported'));
    assert.ok(modules.every((each) => each.isReadable === (each.unreadableBecause === undefined)));
    await world.fault('/crm/v8/settings/fields', { status: 400, code: 'INVALID_MODULE' });
    assert.equal((await cache.details(connection, 'Contacts', never)).value.unreadableBecause, 'refused');
  });

  it('remembers that records were refused until the metadata are read again, and still knows the fields', async () => {
    const connection = world.connection('infinite');
    const cache = world.newCache();
    const reasonOfContacts = async (): Promise<string | undefined> => {
      const modules = (await world.newCache().modules(connection, never)).value;
      return modules.find((each) => each.apiName === 'Contacts')?.unreadableBecause;
    };
    assert.equal(await cache.learnUnreadable(connection, 'Contacts', 'recordsRefused'), true);
    assert.equal(await cache.learnUnreadable(connection, 'Contacts', 'noPermission'), false, 'no news');
    assert.equal(await reasonOfContacts(), 'recordsRefused');
    assert.ok((await cache.details(connection, 'Contacts', never)).value.fields.length > 0);
    await cache.refresh(connection, never);
    assert.equal(await reasonOfContacts(), undefined);
  });

  it('learns nothing of modules that it does not know, and before any were read', async () => {
    const connection = world.connection('infinite');
    const cache = world.newCache();
    assert.equal(await cache.learnUnreadable(connection, 'Moons', 'recordsRefused'), false);
    const empty = world.newCache(`${world.folder}/none`);
    assert.equal(await empty.learnUnreadable(connection, 'Contacts', 'recordsRefused'), false);
  });

  it('tells a module that is refused from a field that is, and from other failures', () => {
    assert.equal(reasonOfRefusal(new RefusedError('no', 'noPermission')), 'noPermission');
    assert.equal(reasonOfRefusal(new RefusedError('no', 'notAvailable')), 'recordsRefused');
    assert.equal(reasonOfRefusal(new FieldRefusedError('no', 'Owner')), undefined);
    assert.equal(reasonOfRefusal(new RetriableError('later')), undefined);
  });

  it('does not ask about modules of which the list says that the API has nothing', async () => {
    const connection = world.connection('infinite');
    const cache = world.newCache();
    const none = (await cache.modules(connection, never)).value.find(
      (each) => each.unreadableBecause === 'notSupported',
    );
    assert.ok(none);
    const { value } = await cache.details(connection, none.apiName, never);
    assert.equal(value.unreadableBecause, 'notSupported');
    assert.deepEqual(await world.calls(), {});
  });
});
