import assert from 'node:assert/strict';

import type { RecordsClient } from './recordsClient.ts';
import { assertRefused, at, problems, rows, startRecordsClient, textAt } from './recordsClient.ts';

describe('updating records', () => {
  let client: RecordsClient;
  before(async () => {
    client = await startRecordsClient();
  });
  after(() => client.stop());

  const hour = 3_600_000;
  const modifiedAt = async (module: string, id: string): Promise<number> =>
    Date.parse(textAt(await client.read(module, id), 'Modified_Time'));

  it('changes the named values only, and Modified_Time', async () => {
    const id = await client.insert('Leads', { First_Name: 'Ada', Last_Name: 'King', Phone: '1' });
    const before = await modifiedAt('Leads', id);
    client.clock.advance(5_000);
    const answer = await client.put('/Leads', { data: [{ id, Last_Name: 'Lovelace', Phone: null }] });
    assert.equal(answer.status, 200);
    assert.equal(rows(answer)[0]?.['message'], 'record updated');
    const record = await client.read('Leads', id);
    assert.deepEqual([record['Full_Name'], record['Phone']], ['Ada Lovelace', null]);
    assert.equal((await modifiedAt('Leads', id)) - before >= 5_000, true);
    assert.ok(Date.parse(textAt(record, 'Created_Time')) <= before);
  });

  it('takes the id from the path, and numbers as ids', async () => {
    const id = await client.insert('Leads', { Last_Name: 'Path' });
    assert.equal((await client.put(`/Leads/${id}`, { data: [{ Phone: '2' }] })).status, 200);
    const asNumber = await client.put('/Leads', `{"data":[{"id":${id},"Phone":"3"}]}`);
    assert.equal(asNumber.status, 200, asNumber.text);
    assert.equal(at(await client.read('Leads', id), 'Phone'), '3');
  });

  it('refuses ids that are none', async () => {
    const bad = { code: 'INVALID_DATA', details: { api_name: 'id', json_path: '$.data[0].id' } };
    const data = [{ id: '554023999999999999', Phone: '1' }];
    assert.deepEqual(problems(await client.put('/Leads', { data })), [bad]);
    assert.deepEqual(problems(await client.put('/Leads', { data: [{ id: 'abc' }] })), [bad]);
    assert.deepEqual(problems(await client.put('/Leads/554023999999999999', { data: [{}] })), [bad]);
    assert.deepEqual(problems(await client.put('/Leads', { data: [{ Phone: '1' }] })), [
      { ...bad, code: 'MANDATORY_NOT_FOUND' },
    ]);
    const malformed = await client.put('/Leads/abc', { data: [{}] });
    assertRefused(malformed, 400, 'INVALID_DATA', { resource_path_index: 1 });
    const two = await client.put('/Leads/554023999999999999', { data: [{}, {}] });
    assertRefused(two, 400, 'INVALID_DATA', { maximum_length: 1, api_name: 'data', json_path: '$.data' });
  });

  it('does not let a mandatory value be cleared', async () => {
    const id = await client.insert('Leads', { Last_Name: 'Keep' });
    const answer = await client.put('/Leads', { data: [{ id, Last_Name: null, Phone: '9' }] });
    assert.equal(problems(answer)[0]?.code, 'MANDATORY_NOT_FOUND');
    assert.equal(at(await client.read('Leads', id), 'Phone'), null);
  });

  it('lets a record keep its own unique value', async () => {
    const id = await client.insert('Leads', { Last_Name: 'U', External_ID: 'own' });
    assert.equal((await client.put('/Leads', { data: [{ id, External_ID: 'OWN' }] })).status, 200);
    const other = await client.insert('Leads', { Last_Name: 'V' });
    const answer = await client.put('/Leads', { data: [{ id: other, External_ID: 'own' }] });
    assert.equal(problems(answer)[0]?.code, 'DUPLICATE_DATA');
  });

  it('replaces the choices of a multi-select list, or appends to them', async () => {
    const id = await client.insert('Leads', { Last_Name: 'L', Languages: ['English', 'German'] });
    await client.put('/Leads', { data: [{ id, Languages: ['Hindi', 'German'], $append_values: { Languages: true } }] });
    assert.deepEqual(at(await client.read('Leads', id), 'Languages'), ['English', 'German', 'Hindi']);
    await client.put('/Leads', { data: [{ id, Languages: ['Spanish'] }] });
    assert.deepEqual(at(await client.read('Leads', id), 'Languages'), ['Spanish']);
  });

  it('answers 412 when the record was modified after If-Unmodified-Since', async () => {
    const id = await client.insert('Leads', { Last_Name: 'Race' });
    const at0 = await modifiedAt('Leads', id);
    const since = (epochMs: number) => ({ 'If-Unmodified-Since': new Date(epochMs).toISOString().replace('.000', '') });
    const early = await client.put('/Leads', { data: [{ id, Phone: '1' }] }, since(at0 - 1000));
    assert.equal(early.status, 412);
    const [problem] = problems(early);
    assert.equal(problem?.code, 'ALREADY_MODIFIED');
    assert.equal(Date.parse(textAt(problem, 'details', 'Modified_Time')), at0);
    assert.equal(at(await client.read('Leads', id), 'Phone'), null);
    assert.equal((await client.put(`/Leads/${id}`, { data: [{ Phone: '1' }] }, since(at0))).status, 200);
  });

  it('never lets Modified_Time decrease', async () => {
    const id = await client.insert('Leads', { Last_Name: 'Clock' });
    const before = await modifiedAt('Leads', id);
    client.clock.advance(-hour);
    assert.equal((await client.put('/Leads', { data: [{ id, Phone: '1' }] })).status, 200);
    assert.equal(await modifiedAt('Leads', id), before);
    client.clock.advance(hour);
  });

  it('recomputes a rollup without touching Modified_Time of the parent', async () => {
    const property = await client.insert('Properties', { Name: 'Rolled' });
    const before = await modifiedAt('Properties', property);
    client.clock.advance(10_000);
    const inspection = await client.insert('Inspections', { Name: 'I', Property: { id: property } });
    assert.equal(at(await client.read('Properties', property), 'Number_of_Inspections'), 1);
    assert.equal(await modifiedAt('Properties', property), before);
    const other = await client.insert('Properties', { Name: 'Other' });
    await client.put('/Inspections', { data: [{ id: inspection, Property: { id: other } }] });
    assert.equal(at(await client.read('Properties', property), 'Number_of_Inspections'), 0);
    assert.equal(at(await client.read('Properties', other), 'Number_of_Inspections'), 1);
    await client.delete(`/Inspections/${inspection}`);
    assert.equal(at(await client.read('Properties', other), 'Number_of_Inspections'), 0);
  });
});

describe('upserting records', () => {
  let client: RecordsClient;
  before(async () => {
    client = await startRecordsClient();
  });
  after(() => client.stop());

  const upsert = async (record: unknown, duplicate_check_fields?: unknown) => {
    const answer = await client.post('/Leads/upsert', { data: [record], duplicate_check_fields });
    const [row] = rows(answer);
    return {
      status: answer.status,
      id: at(row, 'details', 'id'),
      action: row?.['action'],
      by: row?.['duplicate_field'],
    };
  };

  it('inserts what is not there and updates what is, by the system field', async () => {
    const first = await upsert({ Last_Name: 'A', Email: 'up@example.com' });
    assert.deepEqual([first.status, first.action, first.by], [200, 'insert', null]);
    const second = await upsert({ Last_Name: 'B', Email: 'UP@example.com' });
    assert.deepEqual(second, { ...first, action: 'update', by: 'Email' });
  });

  it('asks the unique fields after the system field', async () => {
    const { id } = await upsert({ Last_Name: 'A', Email: 'one@example.com', External_ID: 'u-1' });
    assert.deepEqual(await upsert({ Last_Name: 'A', Email: 'new@example.com', External_ID: 'u-1' }), {
      status: 200,
      id,
      action: 'update',
      by: 'External_ID',
    });
  });

  it('ignores the system field when only a unique field is named', async () => {
    const { id } = await upsert({ Last_Name: 'A', Email: 'two@example.com', External_ID: 'u-2' });
    const other = await upsert({ Last_Name: 'B', Email: 'two@example.com', External_ID: 'u-3' }, ['External_ID']);
    assert.equal(other.action, 'insert');
    assert.notEqual(other.id, id);
  });

  it('asks the unique fields also when the system field is named', async () => {
    const { id } = await upsert({ Last_Name: 'A', External_ID: 'u-4' });
    assert.equal((await upsert({ Last_Name: 'B', Email: 'four@example.com', External_ID: 'u-4' }, ['Email'])).id, id);
  });

  it('updates by id where one is given', async () => {
    const id = await client.insert('Leads', { Last_Name: 'By id' });
    assert.deepEqual(await upsert({ id, Last_Name: 'C' }), { status: 200, id, action: 'update', by: null });
  });

  it('finds what the same request inserted', async () => {
    const data = [
      { Last_Name: 'A', Email: 'batch@example.com' },
      { Last_Name: 'B', Email: 'batch@example.com' },
    ];
    const answer = await client.post('/Leads/upsert', { data });
    assert.deepEqual(
      rows(answer).map((row) => row['action']),
      ['insert', 'update'],
    );
  });

  it('refuses fields that are neither unique nor the system field', async () => {
    const answer = await client.post('/Leads/upsert', {
      data: [{ Last_Name: 'A' }],
      duplicate_check_fields: ['Phone'],
    });
    assertRefused(answer, 400, 'INVALID_DATA', {
      supported_values: ['Email', 'External_ID'],
      api_name: 'duplicate_check_fields',
      json_path: '$.duplicate_check_fields[0]',
    });
    const text = await client.post('/Leads/upsert', { data: [{ Last_Name: 'A' }], duplicate_check_fields: 'Email' });
    assertRefused(text, 400, 'INVALID_DATA');
  });

  it('is not supported for modules without duplicate check', async () => {
    const answer = await client.post('/Tasks/upsert', { data: [{ Subject: 'X' }] });
    assertRefused(answer, 400, 'NOT_SUPPORTED', { module: 'Tasks' });
  });
});
