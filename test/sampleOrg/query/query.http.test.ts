import assert from 'node:assert/strict';

import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import type { ApiClient } from './apiClient.ts';
import { apiClient, dataOf } from './apiClient.ts';

describe('search and count over HTTP', () => {
  let running: RunningSampleOrg;
  let api: ApiClient;

  before(async () => {
    running = await startSampleOrg({ records: new Map([['Leads', 300]]) });
    api = apiClient(running);
  });
  after(() => running.stop());

  it('finds what a percent-encoded criterion with escapes asks for', async () => {
    const name = 'Burns, (B) \\ Söhne';
    const written = await api.post('/Leads', { data: [{ Last_Name: name, Company: 'X' }] });
    assert.equal(written.status, 201);
    const criteria = `(Last_Name:equals:${name.replaceAll(/[\\(),]/g, '\\$&')})`;
    const answer = await api.get('/Leads/search', { criteria, fields: 'Last_Name' });
    assert.equal(answer.status, 200);
    assert.deepEqual(
      dataOf(answer).map((row) => row['Last_Name']),
      [name],
    );
  });

  it('answers 204 without a body when nothing is found', async () => {
    assert.deepEqual(await api.get('/Leads/search', { email: 'nobody@nowhere.example' }), {
      status: 204,
      body: undefined,
    });
  });

  it('hides converted leads unless asked for, in search and count alike', async () => {
    const counts = await Promise.all(
      ['false', 'true', 'both'].map(async (converted) => (await api.get('/Leads/actions/count', { converted })).body),
    );
    const [open = 0, converted = 0, both = 0] = counts.map((body) => Number(body?.['count']));
    assert.equal(open + converted, both);
    assert.ok(open > 0 && converted > 0);
    const found = await api.get('/Leads/search', { criteria: '(Converted__s:equals:true)', converted: 'true' });
    assert.equal(found.status, 200);
    assert.ok(dataOf(found).every((row) => row['$converted'] === true));
    assert.equal((await api.get('/Leads/search', { criteria: '(Converted__s:equals:true)' })).status, 204);
  });

  it('counts as many as COQL and pages as many as it counts', async () => {
    const criteria = '(Last_Name:starts_with:s)';
    const count = Number((await api.get('/Leads/actions/count', { criteria, converted: 'both' })).body?.['count']);
    const select_query = "select COUNT(id) from Leads where Last_Name like 's%'";
    assert.equal(dataOf(await api.post('/coql', { select_query }))[0]?.['COUNT(id)'], count);
    let seen = 0;
    for (let page = 1; ; page++) {
      const query = { criteria, converted: 'both', fields: 'id', per_page: '7', page: String(page) };
      const answer = await api.get('/Leads/search', query);
      seen += dataOf(answer).length;
      if ((answer.body?.['info'] as { more_records: boolean } | undefined)?.more_records !== true) break;
    }
    assert.equal(seen, count);
  });

  it('wraps refusals in the bare envelope', async () => {
    assert.deepEqual(await api.get('/Leads/search', { word: 'x' }), {
      status: 400,
      body: {
        code: 'INVALID_DATA',
        details: { param_name: 'word' },
        message: 'provide atleast 2 letters for search',
        status: 'error',
      },
    });
  });
});
