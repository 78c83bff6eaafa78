import assert from 'node:assert/strict';

import type { RecordsClient } from './recordsClient.ts';
import { assertRefused, at, problems, rows, startRecordsClient, textAt } from './recordsClient.ts';
import { localCall, localOrg } from './localCall.ts';
import { listDeleted } from '../../../src/sampleOrg/records/deleted.ts';

const absent = '554023999999999999';

describe('deleting records', () => {
  let client: RecordsClient;
  before(async () => {
    client = await startRecordsClient();
  });
  after(() => client.stop());

  it('answers for each id', async () => {
    const id = await client.insert('Leads', { Last_Name: 'Gone' });
    const answer = await client.delete(`/Leads?ids=${id},${absent}`);
    assert.equal(answer.status, 207);
    assert.deepEqual(rows(answer)[0], {
      code: 'SUCCESS',
      details: { id },
      message: 'record deleted',
      status: 'success',
    });
    assert.deepEqual(problems(answer), [{ code: 'INVALID_DATA', details: { id: absent } }]);
    assert.equal((await client.get(`/Leads/${id}`)).status, 204);
    assert.equal((await client.delete(`/Leads/${id}`)).status, 400);
  });

  it('needs ids, at most a hundred', async () => {
    assertRefused(await client.delete('/Leads'), 400, 'REQUIRED_PARAM_MISSING', { param_name: 'ids' });
    assertRefused(await client.delete('/Leads?ids=a,b'), 400, 'UNABLE_TO_PARSE_DATA_TYPE');
    const many = Array.from({ length: 101 }, (_, index) => String(100_000_000_000_000_000n + BigInt(index))).join(',');
    assertRefused(await client.delete(`/Leads?ids=${many}`), 400, 'LIMIT_EXCEEDED', { limit: 100, param_name: 'ids' });
    assertRefused(await client.delete('/Leads/abc'), 400, 'INVALID_DATA', { resource_path_index: 1 });
  });

  it('takes subform rows, notes and attachments along, and restores them', async () => {
    const id = await client.insert('Properties', { Name: 'Whole', Rooms: [{ Room_Name: 'Hall' }] });
    const room = textAt(await client.read('Properties', id), 'Rooms', 0, 'id');
    const noted = await client.post(`/Properties/${id}/Notes`, { data: [{ Note_Content: 'n' }] });
    const note = textAt(rows(noted)[0], 'details', 'id');
    await client.delete(`/Properties/${id}`);
    assert.equal((await client.get(`/Rooms/${room}`)).status, 204);
    assert.equal((await client.get(`/Notes/${note}`)).status, 204);
    const deletedRooms = await client.get('/Rooms/deleted?type=recycle');
    assert.ok(rows(deletedRooms).some((row) => row['id'] === room));

    const restored = await client.post(`/settings/recycle_bin/${id}/actions/restore`, {});
    assert.equal(restored.status, 200, restored.text);
    assert.equal(at(await client.read('Properties', id), 'Rooms', 0, 'id'), room);
    assert.equal((await client.get(`/Notes/${note}`)).status, 200);
    const after = await client.get('/Rooms/deleted?type=recycle');
    assert.ok(!rows(after).some((row) => row['id'] === room));
  });

  it('lists deletions with who and when, the latest first', async () => {
    const id = await client.insert('Leads', { First_Name: 'A', Last_Name: 'Listed' });
    client.clock.advance(1000);
    await client.delete(`/Leads/${id}`);
    const answer = await client.get('/Leads/deleted?type=all&per_page=1');
    const [row] = rows(answer);
    assert.deepEqual([row?.['id'], row?.['display_name'], row?.['type']], [id, 'A Listed', 'recycle']);
    assert.equal(typeof at(row, 'deleted_by', 'name'), 'string');
    assert.equal(typeof at(row, 'created_by', 'id'), 'string');
    assert.deepEqual(answer.body['info'], { per_page: 1, count: 1, page: 1, more_records: true });
    const since = { 'If-Modified-Since': textAt(row, 'deleted_time') };
    assert.deepEqual(
      rows(await client.get('/Leads/deleted', since)).map((each) => each['id']),
      [id],
    );
    const later = new Date(Date.parse(textAt(row, 'deleted_time')) + 1000).toISOString().replace('.000', '');
    assert.equal((await client.get('/Leads/deleted', { 'If-Modified-Since': later })).status, 304);
  });

  it('knows three types', async () => {
    const answer = await client.get('/Leads/deleted?type=old');
    assertRefused(answer, 400, 'PATTERN_NOT_MATCHED', { param_name: 'type' });
    const permanent = rows(await client.get('/Leads/deleted?type=permanent'));
    assert.ok(permanent.length > 0);
    for (const row of permanent) {
      assert.deepEqual([row['display_name'], row['created_by'], row['deleted_by']], [null, null, null]);
    }
  });

  it('shows the recycle bin and empties it for good', async () => {
    const id = await client.insert('Leads', { Last_Name: 'Binned' });
    await client.delete(`/Leads/${id}`);
    const shown = await client.get(`/settings/recycle_bin/${id}`);
    assert.equal(at(shown.body, 'recycle_bin', 0, 'display_name'), 'Binned');
    assert.equal(at(shown.body, 'recycle_bin', 0, 'module', 'api_name'), 'Leads');
    assert.equal((await client.delete(`/settings/recycle_bin?ids=${id}`)).status, 200);
    assert.equal((await client.get(`/settings/recycle_bin/${id}`)).status, 204);
    assert.equal((await client.post(`/settings/recycle_bin/actions/restore?ids=${id}`, {})).status, 400);
    assert.ok(rows(await client.get('/Leads/deleted?type=permanent')).some((row) => row['id'] === id));
  });
});

describe('old deletions', () => {
  it('leave the recycle bin after 60 days and are forgotten after 120', () => {
    const org = localOrg({ Tasks: 0 });
    org.records.table('Tasks').deleted.push({
      id: '554023000000001001',
      displayName: 'Old',
      deletedAt: org.clock.now(),
      deletedBy: org.users[0]?.id ?? '',
      createdBy: null,
      type: 'recycle',
      record: { id: '554023000000001001', values: {} },
    });
    const status = (type: string): number =>
      listDeleted(localCall(org, `/Tasks/deleted?type=${type}`, { module: 'Tasks' })).status;
    assert.deepEqual([status('recycle'), status('permanent')], [200, 204]);
    org.clock.advance(60 * 86_400_000);
    assert.deepEqual([status('recycle'), status('permanent')], [204, 200]);
    org.clock.advance(60 * 86_400_000);
    assert.deepEqual([status('recycle'), status('permanent')], [204, 204]);
  });
});
