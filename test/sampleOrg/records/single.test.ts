import assert from 'node:assert/strict';

import type { RecordsClient } from './recordsClient.ts';
import { assertRefused, at, rows, startRecordsClient } from './recordsClient.ts';

describe('reading one record', () => {
  let client: RecordsClient;
  let id: string;
  before(async () => {
    client = await startRecordsClient();
    id = await client.insert('Leads', { Last_Name: 'Single', Email: 's@example.com' });
  });
  after(() => client.stop());

  it('gives all fields and the keys of the system, without info', async () => {
    const answer = await client.get(`/Leads/${id}`);
    assert.equal(answer.status, 200);
    assert.deepEqual(Object.keys(answer.body), ['data']);
    const [record = {}] = rows(answer);
    const metadata = (await client.get('/settings/fields?module=Leads')).body['fields'] as readonly {
      api_name: string;
      data_type: string;
    }[];
    for (const field of metadata)
      if (field.data_type !== 'address') assert.ok(field.api_name in record, field.api_name);
    for (const key of ['$currency_symbol', '$approval', '$editable', '$review_process', '$layout_id', '$has_more']) {
      assert.ok(key in record, key);
    }
    assert.equal(record['$converted'], false);
    assert.ok(
      !('$converted' in (await client.read('Accounts', await client.insert('Accounts', { Account_Name: 'A' })))),
    );
  });

  it('gives the named fields only', async () => {
    const answer = await client.get(`/Leads/${id}?fields=Email,$state,Nonsense`);
    assert.deepEqual(rows(answer), [{ Email: 's@example.com', $state: 'save', id }]);
  });

  it('answers 204 for an id of no record, and 400 for what is no id', async () => {
    const absent = await client.get('/Leads/554023999999999999');
    assert.deepEqual([absent.status, absent.text], [204, '']);
    assertRefused(await client.get('/Leads/abc'), 400, 'INVALID_DATA', { resource_path_index: 1 });
    assertRefused(await client.get('/Nothing/554023999999999999'), 400, 'INVALID_MODULE', { resource_path_index: 0 });
  });

  it('answers 304 when it was not modified', async () => {
    const now = new Date(client.clock.now() + 60_000).toISOString().replace(/\.\d+/, '');
    assert.equal((await client.get(`/Leads/${id}`, { 'If-Modified-Since': now })).status, 304);
    assert.equal((await client.get(`/Leads/${id}`, { 'If-Modified-Since': '2020-01-01T00:00:00+00:00' })).status, 200);
  });

  it('shows members of a team as links to users', async () => {
    const user = at(await client.read('Leads', id), 'Owner', 'id');
    const answer = await client.put('/Leads', { data: [{ id, Team: [{ Team: { id: user } }] }] });
    assert.equal(answer.status, 200, answer.text);
    const record = await client.read('Leads', id);
    assert.equal(at(record, 'Team', 0, 'Team', 'id'), user);
    assert.equal(typeof at(record, 'Team', 0, 'id'), 'string');
  });

  it('gives rich texts in full on request', async () => {
    const Pitch = `<p>${'x'.repeat(900)}</p>`;
    const property = await client.insert('Properties', { Name: 'P', Pitch });
    assert.deepEqual(rows(await client.get(`/Properties/${property}/actions/fetch_full_data`)), [
      { Pitch, id: property },
    ]);
    const several = await client.get(`/Properties/actions/fetch_full_data?ids=${property}&fields=Pitch`);
    assert.deepEqual(rows(several), [{ Pitch, id: property }]);
    assertRefused(await client.get('/Properties/actions/fetch_full_data?fields=Pitch'), 400, 'REQUIRED_PARAM_MISSING');
  });
});
