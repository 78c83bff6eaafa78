import assert from 'node:assert/strict';

import type { Json, RecordsClient } from './recordsClient.ts';
import { at, problems, startRecordsClient, textAt } from './recordsClient.ts';

let client: RecordsClient;
before(async () => {
  client = await startRecordsClient();
});
after(() => client.stop());

const rowsIn = (record: Json, name: string) => record[name] as readonly Json[];

describe('rows of a subform', () => {
  const rooms = async (id: string): Promise<readonly Json[]> => rowsIn(await client.read('Properties', id), 'Rooms');
  const names = async (id: string): Promise<readonly unknown[]> => (await rooms(id)).map((row) => row['Room_Name']);
  const write = (id: string, Rooms: unknown) => client.put('/Properties', { data: [{ id, Rooms }] });
  const house = (...Rooms: readonly Json[]) => client.insert('Properties', { Name: 'House', Rooms });

  it('are in the answer for a single record, with their parent', async () => {
    const id = await house({ Room_Name: 'Hall', Area: 20.25 });
    const record = await client.read('Properties', id);
    const [row] = rowsIn(record, 'Rooms');
    assert.deepEqual(row?.['Parent_Id'], { name: 'House', id });
    assert.equal(row['Area'], 20.3);
    assert.equal(row['$in_merge'], false);
    assert.equal(at(record, '$has_more', 'Rooms'), false);
  });

  it('are added, changed and deleted by id; the others stay', async () => {
    const id = await house({ Room_Name: 'A' }, { Room_Name: 'B' }, { Room_Name: 'C' });
    const [a, b] = await rooms(id);
    const answer = await write(id, [
      { id: a?.['id'], Room_Name: 'A2' },
      { id: b?.['id'], _delete: null },
      { Room_Name: 'D' },
    ]);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(await names(id), ['A2', 'C', 'D']);
  });

  it('are all deleted by an empty list, and kept when the field is not named', async () => {
    const id = await house({ Room_Name: 'A' });
    await client.put('/Properties', { data: [{ id, Price: 5 }] });
    assert.deepEqual(await names(id), ['A']);
    await write(id, []);
    assert.deepEqual(await names(id), []);
  });

  it('are checked like records, and nothing is written when one is wrong', async () => {
    const id = await house({ Room_Name: 'A' });
    const answer = await client.put('/Properties', {
      data: [{ id, Price: 7, Rooms: [{ Room_Name: 'B' }, { Area: 'x' }] }],
    });
    assert.deepEqual(
      problems(answer).map(({ code, details }) => [code, at(details, 'json_path')]),
      [
        ['INVALID_DATA', '$.data[0].Rooms[1].Area'],
        ['MANDATORY_NOT_FOUND', '$.data[0].Rooms[1].Room_Name'],
      ],
    );
    assert.deepEqual(await names(id), ['A']);
    assert.equal(at(await client.read('Properties', id), 'Price'), null);
  });

  it('of another record cannot be changed', async () => {
    const other = (await rooms(await house({ Room_Name: 'Theirs' })))[0];
    const [problem] = problems(await write(await house(), [{ id: other?.['id'], Room_Name: 'Mine' }]));
    assert.deepEqual(problem, {
      code: 'INVALID_DATA',
      details: { api_name: 'id', json_path: '$.data[0].Rooms[0].id' },
    });
  });

  it('are at most a hundred', async () => {
    const many = Array.from({ length: 101 }, (_, index) => ({ Room_Name: `R${index}` }));
    const [problem] = problems(await write(await house(), many));
    assert.equal(at(problem?.details, 'maximum_length'), 100);
    assert.equal((await write(await house(), many.slice(1))).status, 200);
  });

  it('must be a list of objects', async () => {
    const id = await house();
    assert.equal(at(problems(await write(id, 'A'))[0]?.details, 'expected_data_type'), 'jsonarray');
    assert.equal(at(problems(await write(id, ['A']))[0]?.details, 'expected_data_type'), 'jsonobject');
  });

  it('give their parent its sums', async () => {
    const account = await client.insert('Accounts', { Account_Name: 'Buyer' });
    const product = await client.insert('Products', { Product_Name: 'Thing' });
    const line = (Quantity: number, List_Price: number) => ({ Product_Name: { id: product }, Quantity, List_Price });
    const id = await client.insert('Quotes', {
      Subject: 'Offer',
      Account_Name: { id: account },
      Quoted_Items: [line(2, 10.5), line(1, 4)],
      Discount: 5,
      Adjustment: 1,
    });
    const quote = await client.read('Quotes', id);
    assert.deepEqual([quote['Sub_Total'], quote['Grand_Total']], [25, 21]);
    const lines = rowsIn(quote, 'Quoted_Items');
    assert.deepEqual(
      lines.map((row) => [row['Sequence_Number'], row['Total'], row['Net_Total']]),
      [
        [1, 21, 21],
        [2, 4, 4],
      ],
    );
    await client.put('/Quotes', { data: [{ id, Quoted_Items: [{ id: lines[0]?.['id'], _delete: null }] }] });
    assert.equal(at(await client.read('Quotes', id), 'Sub_Total'), 4);
  });

  it('cannot all be deleted where the subform is mandatory', async () => {
    const account = await client.insert('Accounts', { Account_Name: 'Buyer 2' });
    const [problem] = problems(
      await client.post('/Quotes', { data: [{ Subject: 'Empty', Account_Name: { id: account } }] }),
    );
    assert.deepEqual(problem, {
      code: 'MANDATORY_NOT_FOUND',
      details: { api_name: 'Quoted_Items', json_path: '$.data[0].Quoted_Items' },
    });
  });
});

describe('multi-select lookups', () => {
  const contact = (name: string) => client.insert('Contacts', { Last_Name: name });
  const linked = async (id: string): Promise<readonly Json[]> =>
    rowsIn(await client.read('Properties', id), 'Interested_Contacts');
  const write = (id: string, Interested_Contacts: unknown) =>
    client.put('/Properties', { data: [{ id, Interested_Contacts }] });

  it('link records, whose rows have ids of their own', async () => {
    const first = await contact('First');
    const id = await client.insert('Properties', {
      Name: 'P',
      Interested_Contacts: [{ Interested_Contacts: { id: first } }],
    });
    const [row] = await linked(id);
    assert.equal(at(row, 'Interested_Contacts', 'id'), first);
    assert.notEqual(row?.['id'], first);
    const module = await client.read('Properties_X_Contacts', textAt(row, 'id'));
    assert.equal(at(module, 'Property', 'id'), id);
  });

  it('refuse a pair that is there already, and unlink by row id', async () => {
    const first = await contact('First');
    const id = await client.insert('Properties', {
      Name: 'P',
      Interested_Contacts: [{ Interested_Contact: { id: first } }],
    });
    const [row] = await linked(id);
    const [problem] = problems(await write(id, [{ Interested_Contact: { id: first } }]));
    assert.equal(problem?.code, 'DUPLICATE_LINKING_DATA');
    assert.equal(at(problem.details, 'id'), row?.['id']);
    assert.equal((await write(id, [{ id: row?.['id'], _delete: null }])).status, 200);
    assert.deepEqual(await linked(id), []);
    assert.equal((await write(id, [{ Interested_Contact: { id: first } }])).status, 200);
  });

  it('refuse a pair that is twice in one write, and records that are not there', async () => {
    const first = { Interested_Contact: { id: await contact('Twice') } };
    const id = await client.insert('Properties', { Name: 'P' });
    assert.equal(problems(await write(id, [first, first]))[0]?.code, 'DUPLICATE_LINKING_DATA');
    assert.equal(
      problems(await write(id, [{ Interested_Contact: { id: '554023999999999999' } }]))[0]?.code,
      'INVALID_DATA',
    );
    assert.deepEqual(await linked(id), []);
  });

  it('are gone when either record is deleted', async () => {
    const first = await contact('Mortal');
    const id = await client.insert('Properties', {
      Name: 'P',
      Interested_Contacts: [{ Interested_Contact: { id: first } }],
    });
    const [row] = await linked(id);
    await client.delete(`/Contacts/${first}`);
    assert.deepEqual(await linked(id), []);
    assert.equal((await client.get(`/Properties_X_Contacts/${textAt(row, 'id')}`)).status, 204);
  });
});
