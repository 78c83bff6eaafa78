import assert from 'node:assert/strict';

import type { RecordsClient } from './recordsClient.ts';
import { assertRefused, at, rows, startRecordsClient, textAt } from './recordsClient.ts';

describe('listing records', () => {
  let client: RecordsClient;
  before(async () => {
    client = await startRecordsClient({ Leads: 2300 });
  });
  after(() => client.stop());

  const ids = (answer: Awaited<ReturnType<RecordsClient['get']>>): readonly string[] =>
    rows(answer).map((row) => textAt(row, 'id'));

  it('asks for fields', async () => {
    assertRefused(await client.get('/Leads'), 400, 'REQUIRED_PARAM_MISSING', { param_name: 'fields' });
    assertRefused(await client.get('/Leads?fields=,'), 400, 'REQUIRED_PARAM_MISSING', { param_name: 'fields' });
  });

  it('takes fifty field names and not more', async () => {
    const names = Array.from({ length: 51 }, (_, index) => `Field_${index}`);
    assert.equal((await client.get(`/Leads?fields=${names.slice(1).join(',')}`)).status, 200);
    const refused = await client.get(`/Leads?fields=${names.join(',')}`);
    assertRefused(refused, 400, 'LIMIT_EXCEEDED', { limit: 50, param_name: 'fields' });
  });

  it('gives the named fields and the id, and leaves out names that are none', async () => {
    const answer = await client.get('/Leads?fields=Last_Name,No_Such_Field&per_page=1');
    assert.deepEqual(Object.keys(rows(answer)[0] ?? {}), ['Last_Name', 'id']);
  });

  it('gives keys beginning with a dollar sign that are named', async () => {
    const answer = await client.get('/Leads?fields=$approval_state,$converted&per_page=1');
    assert.equal(at(rows(answer)[0], '$approval_state'), 'approved');
    assert.equal(at(rows(answer)[0], '$converted'), false);
  });

  it('leaves out subforms, linked records and users, and cuts rich texts to 500 characters', async () => {
    const Pitch = `<div>${'long '.repeat(200)}</div>`;
    const id = await client.insert('Properties', { Name: 'Castle', Pitch, Rooms: [{ Room_Name: 'Hall' }] });
    const answer = await client.get(`/Properties?fields=Name,Pitch,Rooms,Interested_Contacts&ids=${id}`);
    assert.deepEqual(rows(answer), [{ Name: 'Castle', Pitch: Pitch.slice(0, 500), id }]);
    assert.equal(at(await client.read('Properties', id), 'Pitch'), Pitch);
  });

  it('sorts by descending id unless told otherwise', async () => {
    const down = ids(await client.get('/Leads?fields=Last_Name'));
    assert.equal(down.length, 200);
    assert.deepEqual(down, [...down].sort().reverse());
    const up = ids(await client.get('/Leads?fields=Last_Name&sort_order=asc&sort_by=id&converted=both'));
    assert.deepEqual(up, [...up].sort());
    assert.ok((up[0] ?? '') < (down.at(-1) ?? ''));
  });

  it('sorts by Created_Time and Modified_Time, and by nothing else', async () => {
    for (const name of ['Created_Time', 'Modified_Time']) {
      const answer = await client.get(`/Leads?fields=${name}&sort_by=${name}&sort_order=asc`);
      const instants = rows(answer).map((row) => Date.parse(textAt(row, name)));
      assert.equal(at(answer.body, 'info', 'sort_by'), name);
      assert.deepEqual(
        instants,
        [...instants].sort((a, b) => a - b),
      );
    }
    assertRefused(await client.get('/Leads?fields=id&sort_by=Last_Name'), 400, 'INVALID_DATA', {
      param_name: 'sort_by',
      supported_values: ['id', 'Created_Time', 'Modified_Time'],
    });
  });

  it('describes the page in info', async () => {
    const answer = await client.get('/Leads?fields=Last_Name&per_page=7');
    const {
      next_page_token: token,
      page_token_expiry: expiry,
      ...info
    } = answer.body['info'] as Record<string, unknown>;
    assert.equal(typeof token, 'string');
    assert.match(String(expiry), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
    assert.deepEqual(info, {
      call: false,
      per_page: 7,
      count: 7,
      sort_by: 'id',
      page: 1,
      previous_page_token: null,
      sort_order: 'desc',
      email: false,
      more_records: true,
    });
  });

  it('reaches 2,000 records by page number and all of them by token', async () => {
    const byPage = ids(await client.get('/Leads?fields=Last_Name&page=10'));
    assert.equal(byPage.length, 200);
    const beyond = await client.get('/Leads?fields=Last_Name&page=11');
    assertRefused(beyond, 400, 'DISCRETE_PAGINATION_LIMIT_EXCEEDED', { limit: 2000 });

    const all: string[] = [];
    let path = '/Leads?fields=Last_Name&converted=both';
    for (let more = true; more;) {
      const answer = await client.get(path);
      all.push(...ids(answer));
      more = at(answer.body, 'info', 'more_records') === true;
      path = `/Leads?fields=Last_Name&converted=both&page_token=${String(at(answer.body, 'info', 'next_page_token'))}`;
    }
    assert.equal(all.length, 2300);
    assert.equal(new Set(all).size, 2300);
  });

  it('goes on by token where page 10 ended', async () => {
    const tenth = await client.get('/Leads?fields=Last_Name&page=10');
    const token = textAt(tenth.body, 'info', 'next_page_token');
    const next = await client.get(`/Leads?fields=Last_Name&page_token=${token}`);
    assert.ok((ids(next)[0] ?? '') < (ids(tenth).at(-1) ?? ''));
    const back = textAt(next.body, 'info', 'previous_page_token');
    assert.deepEqual(ids(await client.get(`/Leads?fields=Last_Name&page_token=${back}`)), ids(tenth));
  });

  it('neither skips nor repeats a record when others are deleted and added between pages', async () => {
    const path = '/Leads?fields=Last_Name&per_page=5';
    const first = await client.get(path);
    const token = textAt(first.body, 'info', 'next_page_token');
    const expected = ids(await client.get(`${path}&page_token=${token}`));
    await client.insert('Leads', { Last_Name: 'Newcomer' });
    await client.delete(`/Leads/${ids(first).at(-1) ?? ''}`);
    assert.deepEqual(ids(await client.get(`${path}&page_token=${token}`)), expected);
  });

  it('binds a token to the other parameters', async () => {
    const token = textAt((await client.get('/Leads?fields=Last_Name')).body, 'info', 'next_page_token');
    const details = { param_name: 'page_token' };
    for (const changed of ['fields=Email', 'fields=Last_Name&per_page=100', 'fields=Last_Name&sort_order=asc']) {
      const answer = await client.get(`/Leads?${changed}&page_token=${token}`);
      assertRefused(answer, 400, 'TOKEN_BOUND_DATA_MISMATCH', details);
    }
    const elsewhere = await client.get(`/Contacts?fields=Last_Name&page_token=${token}`);
    assertRefused(elsewhere, 400, 'TOKEN_BOUND_DATA_MISMATCH', details);
  });

  it('refuses what is no token, and a token together with a page', async () => {
    assertRefused(await client.get('/Leads?fields=id&page_token=abc'), 400, 'INVALID_DATA', {
      param_name: 'page_token',
    });
    const token = textAt((await client.get('/Leads?fields=id')).body, 'info', 'next_page_token');
    const both = await client.get(`/Leads?fields=id&page=2&page_token=${token}`);
    assertRefused(both, 400, 'AMBIGUITY_DURING_PROCESSING', {
      ambiguity_due_to: [{ param_name: 'page' }, { param_name: 'page_token' }],
    });
  });

  it('refuses pages and sizes that are none', async () => {
    for (const query of ['page=0', 'page=x', 'per_page=0', 'per_page=-1', 'per_page=1.5']) {
      assertRefused(await client.get(`/Leads?fields=id&${query}`), 400, 'INVALID_DATA');
    }
    const large = await client.get('/Leads?fields=id&per_page=201');
    assertRefused(large, 400, 'LIMIT_EXCEEDED', { limit: 200, param_name: 'per_page' });
  });

  it('gives the records in ids, at most a hundred', async () => {
    const some = ids(await client.get('/Leads?fields=id&per_page=3'));
    assert.deepEqual(ids(await client.get(`/Leads?fields=id&ids=${some.join(',')},999999999999999999`)), some);
    const many = Array.from({ length: 101 }, (_, index) => String(100_000_000_000_000_000n + BigInt(index)));
    const refused = await client.get(`/Leads?fields=id&ids=${many.join(',')}`);
    assertRefused(refused, 400, 'LIMIT_EXCEEDED', { limit: 100, param_name: 'ids' });
    assertRefused(await client.get('/Leads?fields=id&ids=abc'), 400, 'INVALID_DATA', { param_name: 'ids' });
  });

  it('hides converted leads unless asked for them', async () => {
    const count = async (converted: string): Promise<number> => {
      let total = 0;
      for (let page = 1; page <= 10; page++) {
        total += rows(await client.get(`/Leads?fields=id&converted=${converted}&page=${page}`)).length;
      }
      return total;
    };
    const converted = await count('true');
    assert.ok(converted > 0 && converted < 2000);
    const answer = await client.get('/Leads?fields=Converted__s&converted=true&per_page=50');
    assert.ok(rows(answer).every((row) => row['Converted__s'] === true));
    const usual = await client.get('/Leads?fields=Converted__s&per_page=200');
    assert.ok(rows(usual).every((row) => row['Converted__s'] === false));
    assertRefused(await client.get('/Leads?fields=id&converted=maybe'), 400, 'INVALID_DATA');
  });

  it('answers 204 with no bytes when there is nothing', async () => {
    const answer = await client.get('/Leads?fields=id&ids=999999999999999999');
    assert.equal(answer.status, 204);
    assert.equal(answer.text, '');
  });

  it('knows no modules by other names, and none that records cannot be read from', async () => {
    assertRefused(await client.get('/leads?fields=id'), 400, 'INVALID_MODULE', { resource_path_index: 0 });
    assertRefused(await client.get('/Functions__s?fields=id'), 400, 'INVALID_MODULE', { resource_path_index: 0 });
  });

  it('lists the rows of subforms and linking modules as modules', async () => {
    const contact = textAt((await client.get('/Contacts?fields=id&per_page=1')).body, 'data', 0, 'id');
    const id = await client.insert('Properties', {
      Name: 'Tower',
      Rooms: [{ Room_Name: 'Attic' }],
      Interested_Contacts: [{ Interested_Contact: { id: contact } }],
    });
    const rooms = await client.get('/Rooms?fields=Room_Name,Parent_Id&per_page=1');
    assert.deepEqual(at(rows(rooms)[0], 'Parent_Id'), { name: 'Tower', id });
    const links = await client.get('/Properties_X_Contacts?fields=Property,Interested_Contact&per_page=1');
    assert.equal(at(rows(links)[0], 'Property', 'id'), id);
    assert.equal(at(rows(links)[0], 'Interested_Contact', 'id'), contact);
  });
});

describe('listing with If-Modified-Since', () => {
  let client: RecordsClient;
  before(async () => {
    client = await startRecordsClient();
  });
  after(() => client.stop());

  it('gives what was modified at that second or later', async () => {
    const id = await client.insert('Leads', { Last_Name: 'Boundary' });
    const at = Date.parse(textAt(await client.read('Leads', id), 'Modified_Time'));
    const same = await client.get('/Leads?fields=id', {
      'If-Modified-Since': new Date(at).toISOString().replace('.000Z', '+00:00'),
    });
    assert.deepEqual(rows(same), [{ id }]);
    const later = await client.get('/Leads?fields=id', { 'If-Modified-Since': new Date(at + 1000).toUTCString() });
    assert.equal(later.status, 304);
    assert.equal(later.text, '');
  });

  it('refuses a time without offset', async () => {
    const answer = await client.get('/Leads?fields=id', { 'If-Modified-Since': '2026-01-01T00:00:00' });
    assertRefused(answer, 400, 'INVALID_DATA', { param_name: 'If-Modified-Since', expected_data_type: 'datetime' });
  });
});

describe('listing a custom view', () => {
  let client: RecordsClient;
  before(async () => {
    client = await startRecordsClient();
  });
  after(() => client.stop());

  async function viewId(name: string): Promise<string> {
    const answer = await client.get('/settings/custom_views?module=Leads');
    const views = answer.body['custom_views'] as readonly Readonly<Record<string, unknown>>[];
    return textAt(
      views.find((view) => view['name'] === name || view['display_value'] === name),
      'id',
    );
  }

  it('gives the records that meet its criterion, in its order', async () => {
    const answer = await client.get(
      `/Leads?fields=Lead_Source,Created_Time&cvid=${await viewId('Leads from the Web')}`,
    );
    assert.equal(answer.status, 200, answer.text);
    assert.ok(rows(answer).every((row) => /^Web (Download|Research)$/.test(textAt(row, 'Lead_Source'))));
    const instants = rows(answer).map((row) => Date.parse(textAt(row, 'Created_Time')));
    assert.deepEqual(
      instants,
      [...instants].sort((a, b) => b - a),
    );
  });

  it('excludes sort_by, and must exist', async () => {
    const cvid = await viewId('Leads from the Web');
    assertRefused(await client.get(`/Leads?fields=id&cvid=${cvid}&sort_by=id`), 400, 'AMBIGUITY_DURING_PROCESSING', {
      ambiguity_due_to: [{ param_name: 'cvid' }, { param_name: 'sort_by' }],
    });
    assertRefused(await client.get('/Leads?fields=id&cvid=1'), 400, 'INVALID_DATA', { param_name: 'cvid' });
  });
});
