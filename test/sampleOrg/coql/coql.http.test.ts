import assert from 'node:assert/strict';

import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import type { ApiClient } from '../query/apiClient.ts';
import { apiClient, dataOf } from '../query/apiClient.ts';

describe('POST /coql', () => {
  let running: RunningSampleOrg;
  let api: ApiClient;

  before(async () => {
    running = await startSampleOrg({ records: new Map([['Leads', 450]]) });
    api = apiClient(running);
  });
  after(() => running.stop());

  const query = (text: string) => api.post('/coql', { select_query: text });

  it('answers 200 rows by default, by ascending id, and says that there are more', async () => {
    const answer = await query('select Last_Name from Leads where id is not null');
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.body?.['info'], { count: 200, more_records: true });
    const ids = dataOf(answer).map((row) => String(row['id']));
    assert.deepEqual(ids, [...ids].sort());
    assert.deepEqual(Object.keys(dataOf(answer)[0] ?? {}), ['Last_Name', 'id']);
  });

  it('walks over all records by keyset without losing or repeating one', async () => {
    const seen = new Set<string>();
    let last = '0';
    for (;;) {
      const answer = await query(`select id from Leads where id > ${last} order by id limit 100`);
      if (answer.status === 204) break;
      for (const row of dataOf(answer)) seen.add(String(row['id']));
      last = String(dataOf(answer).at(-1)?.['id']);
    }
    const count = await query('select COUNT(id) from Leads where id is not null');
    assert.equal(seen.size, dataOf(count)[0]?.['COUNT(id)']);
    assert.ok(seen.size >= 450);
  });

  it('answers 204 without a body when no row is found', async () => {
    assert.deepEqual(await query("select id from Leads where Last_Name = 'nobody at all'"), {
      status: 204,
      body: undefined,
    });
  });

  it('sees a record as soon as it is written', async () => {
    const written = await api.post('/Leads', { data: [{ Last_Name: 'Writtenjustnow', Company: 'X' }] });
    assert.equal(written.status, 201);
    assert.equal(dataOf(await query("select id from Leads where Last_Name = 'Writtenjustnow'")).length, 1);
  });

  it('describes the selected fields when asked', async () => {
    const answer = await api.post('/coql', {
      select_query: 'select Last_Name, Owner.email from Leads where id is not null limit 1',
      include_meta: ['fields'],
    });
    const fields = answer.body?.['fields'] as Record<string, Record<string, unknown>>;
    assert.deepEqual(Object.keys(fields), ['Last_Name']);
    assert.equal(fields['Last_Name']?.['data_type'], 'text');
    assert.equal(fields['Last_Name']['api_name'], 'Last_Name');
  });

  it('wraps refusals in the bare envelope', async () => {
    assert.deepEqual(await query('select id from Leads'), {
      status: 400,
      body: { code: 'SYNTAX_ERROR', details: { clause: 'where' }, message: 'missing clause', status: 'error' },
    });
  });

  const badBodies: readonly [name: string, body: unknown, code: string, details: Record<string, unknown>][] = [
    ['no query', {}, 'MANDATORY_NOT_FOUND', { api_name: 'select_query' }],
    ['an empty query', { select_query: '' }, 'MANDATORY_NOT_FOUND', { api_name: 'select_query' }],
    [
      'a query that is no text',
      { select_query: 5 },
      'INVALID_DATA',
      { expected_data_type: 'text', api_name: 'select_query', json_path: '$.select_query' },
    ],
    [
      'include_meta that is no list',
      { select_query: 'x', include_meta: 'fields' },
      'INVALID_DATA',
      { expected_data_type: 'jsonarray', api_name: 'include_meta', json_path: '$.include_meta' },
    ],
    [
      'include_meta with an unknown word',
      { select_query: 'x', include_meta: ['fields', 'views'] },
      'INVALID_DATA',
      { api_name: 'include_meta', json_path: '$.include_meta[1]', supported_values: ['fields'] },
    ],
    ['broken JSON', '{"select_query":', 'UNABLE_TO_PARSE_DATA_TYPE', {}],
  ];
  for (const [name, body, code, details] of badBodies) {
    it(`refuses ${name}`, async () => {
      const answer = await api.post('/coql', body);
      assert.equal(answer.status, 400);
      assert.deepEqual([answer.body?.['code'], answer.body?.['details']], [code, details]);
    });
  }

  it('takes unpaired conditions only when it is started as lenient', async () => {
    const text = 'select id from Leads where id is not null and id > 1 and id > 2 limit 1';
    assert.equal((await query(text)).status, 400);
    const lenient = await startSampleOrg({ lenientCoql: true });
    try {
      assert.equal((await apiClient(lenient).post('/coql', { select_query: text })).status, 200);
    } finally {
      await lenient.stop();
    }
  });
});
