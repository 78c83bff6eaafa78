import assert from 'node:assert/strict';

import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import type { ApiClient } from './client.ts';
import { apiClient, elementWith, listIn } from './client.ts';

describe('the users API', () => {
  let sampleOrg: RunningSampleOrg;
  let client: ApiClient;

  before(async () => {
    const clockStart = Date.UTC(2024, 6, 1, 12);
    sampleOrg = await startSampleOrg({ clockStart, records: new Map([['Leads', 1]]) });
    client = apiClient(sampleOrg);
  });
  after(() => sampleOrg.stop());

  const self = async () => listIn(await client.get('/users?type=CurrentUser'), 'users')[0] ?? {};
  const update = async (id: unknown, change: object) => client.put(`/users/${String(id)}`, { users: [change] });

  it('answers the token’s user with mixed key case and the standard offset in summer', async () => {
    const user = await self();
    assert.equal(user['time_zone'], 'America/Los_Angeles');
    assert.equal(user['offset'], -28_800_000);
    assert.match(String(user['created_time']), /[+-]\d{2}:00$/);
    assert.ok('Modified_Time' in user && 'created_by' in user && 'Modified_By' in user);
  });

  it('lists colleagues with deprecated zone names as they are', async () => {
    const zones = listIn(await client.get('/users'), 'users').map((user) => user['time_zone']);
    for (const zone of ['US/Samoa', 'Asia/Calcutta', 'Etc/GMT+12']) assert.ok(zones.includes(zone), zone);
  });

  it('selects by type', async () => {
    const statuses = async (type: string) =>
      new Set(listIn(await client.get(`/users?type=${type}`), 'users').map((user) => user['status']));
    assert.deepEqual(await statuses('AllUsers'), new Set(['active', 'inactive']));
    assert.deepEqual(await statuses('ActiveUsers'), new Set(['active']));
    assert.deepEqual(await statuses('DeactiveUsers'), new Set(['inactive']));
    assert.deepEqual(await statuses('DeletedUsers'), new Set(['deleted']));
  });

  it('answers 204 without a body for a type that nobody has, and 400 for one that does not exist', async () => {
    const none = await client.get('/users?type=DeveloperUsers');
    assert.deepEqual([none.status, none.text], [204, '']);
    const wrong = await client.get('/users?type=toString');
    assert.deepEqual([wrong.status, wrong.body['code']], [400, 'PATTERN_NOT_MATCHED']);
  });

  it('pages', async () => {
    const all = listIn(await client.get('/users'), 'users');
    const second = await client.get('/users?per_page=2&page=2');
    assert.deepEqual(
      listIn(second, 'users').map((user) => user['id']),
      all.slice(2, 4).map((user) => user['id']),
    );
    assert.deepEqual(second.body['info'], { per_page: 2, count: 2, page: 2, more_records: true });
    assert.equal((await client.get('/users?page=99')).status, 204);
    assert.equal((await client.get('/users?per_page=201')).status, 400);
    assert.equal((await client.get('/users?page=first')).status, 400);
  });

  it('selects by ids and refuses what is no id', async () => {
    const { id } = await self();
    assert.equal(listIn(await client.get(`/users?ids=${String(id)}`), 'users').length, 1);
    assert.equal((await client.get('/users?ids=1,2')).status, 400);
  });

  it('answers 304 without a body when nobody changed since then, and includes the second itself', async () => {
    const later = await client.get('/users', { 'If-Modified-Since': '2099-01-01T00:00:00Z' });
    assert.deepEqual([later.status, later.text], [304, '']);
    const { Modified_Time: modifiedTime } = await self();
    assert.equal((await client.get('/users', { 'If-Modified-Since': String(modifiedTime) })).status, 200);
    const wrong = await client.get('/users', { 'If-Modified-Since': '2024-01-01T00:00:00' });
    assert.deepEqual([wrong.status, wrong.body['code']], [400, 'INVALID_DATA']);
  });

  it('answers one user by id, and 204 for an unknown one', async () => {
    const { id, email } = await self();
    assert.equal(listIn(await client.get(`/users/${String(id)}`), 'users')[0]?.['email'], email);
    assert.equal((await client.get('/users/111111000000999999')).status, 204);
  });

  it('lets users change their own time zone, and shows every time in the new one', async () => {
    const { id } = await self();
    const changed = await update(id, { time_zone: 'Asia/Calcutta' });
    assert.deepEqual([changed.status, listIn(changed, 'users')[0]?.['code']], [200, 'SUCCESS']);
    const user = await self();
    assert.deepEqual([user['time_zone'], user['offset']], ['Asia/Calcutta', 19_800_000]);
    assert.match(String(user['Modified_Time']), /\+05:30$/);
    await update(id, { time_zone: 'America/Los_Angeles' });
  });

  it('refuses a bad zone and keeps the old one', async () => {
    const { id } = await self();
    for (const zone of ['Mars/Olympus', '+05:30', '', 5, null]) {
      const refused = await update(id, { time_zone: zone });
      const element = listIn(refused, 'users')[0];
      assert.deepEqual([refused.status, element?.['code']], [400, 'INVALID_DATA'], String(zone));
      assert.equal(element?.['message'], 'Give a proper time zone value');
    }
    assert.equal((await self())['time_zone'], 'America/Los_Angeles');
  });

  it('refuses to change a colleague’s zone, an unknown user, and bodies that say nothing', async () => {
    const { id } = await self();
    const users = listIn(await client.get('/users'), 'users');
    const colleague = elementWith(users, 'time_zone', 'US/Samoa');
    const code = (answer: Awaited<ReturnType<typeof update>>) =>
      answer.body['code'] ?? listIn(answer, 'users')[0]?.['code'];
    assert.equal(code(await update(colleague['id'], { time_zone: 'UTC' })), 'INVALID_DATA');
    assert.equal(code(await update('111111000000999999', { time_zone: 'UTC' })), 'INVALID_DATA');
    assert.equal(code(await update(id, {})), 'EXPECTED_FIELD_MISSING');
    assert.equal(code(await client.put(`/users/${String(id)}`, { users: [] })), 'MANDATORY_NOT_FOUND');
    assert.equal(code(await client.put(`/users/${String(id)}`, '{')), 'INVALID_DATA');
    assert.equal(code(await client.put('/users', { users: [{ time_zone: 'UTC' }] })), 'INVALID_DATA');
  });
});
