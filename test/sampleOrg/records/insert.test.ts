import assert from 'node:assert/strict';

import type { Json, RecordsClient } from './recordsClient.ts';
import { assertRefused, at, problems, rows, startRecordsClient, textAt } from './recordsClient.ts';

let client: RecordsClient;
before(async () => {
  client = await startRecordsClient();
});
after(() => client.stop());

const insert = (module: string, ...data: readonly unknown[]) => client.post(`/${module}`, { data });

/** What is wrong with one field of one lead; `undefined` when nothing is. */
async function problemWith(name: string, value: unknown, module = 'Leads', rest: Json = { Last_Name: 'X' }) {
  const answer = await insert(module, { ...rest, [name]: value });
  const [problem, ...others] = problems(answer);
  assert.deepEqual(others, []);
  if (!problem) assert.equal(answer.status, 201, answer.text);
  return problem && { code: problem.code, ...(problem.details as Json) };
}

describe('inserting records', () => {
  it('answers 201 with an element for each record, in order', async () => {
    const answer = await insert('Leads', { Last_Name: 'One' }, { Last_Name: 'Two' });
    assert.equal(answer.status, 201);
    const [first, second] = rows(answer);
    assert.deepEqual([first?.['code'], first?.['status'], first?.['message']], ['SUCCESS', 'success', 'record added']);
    assert.deepEqual(Object.keys(at(first, 'details') as Json).sort(), [
      '$approval_state',
      'Created_By',
      'Created_Time',
      'Modified_By',
      'Modified_Time',
      'id',
    ]);
    assert.equal(at(await client.read('Leads', textAt(first, 'details', 'id')), 'Last_Name'), 'One');
    assert.equal(at(await client.read('Leads', textAt(second, 'details', 'id')), 'Last_Name'), 'Two');
  });

  it('answers 207 when some fail and 400 when all do', async () => {
    const mixed = await insert('Leads', {}, { Last_Name: 'Fine' });
    assert.equal(mixed.status, 207);
    assert.deepEqual(
      rows(mixed).map((row) => row['status']),
      ['error', 'success'],
    );
    const failed = await insert('Leads', {}, {});
    assert.equal(failed.status, 400);
    assert.deepEqual(problems(failed)[1], {
      code: 'MANDATORY_NOT_FOUND',
      details: { api_name: 'Last_Name', json_path: '$.data[1].Last_Name' },
    });
  });

  it('collects several problems of one record', async () => {
    const answer = await insert('Leads', { Email: 'nobody', Email_Opt_Out: 'true' });
    assert.equal(at(rows(answer)[0], 'code'), 'MULTIPLE_OR_MULTI_ERRORS');
    assert.deepEqual(problems(answer), [
      {
        code: 'INVALID_DATA',
        details: { expected_data_type: 'email', api_name: 'Email', json_path: '$.data[0].Email' },
      },
      {
        code: 'INVALID_DATA',
        details: { expected_data_type: 'boolean', api_name: 'Email_Opt_Out', json_path: '$.data[0].Email_Opt_Out' },
      },
      { code: 'MANDATORY_NOT_FOUND', details: { api_name: 'Last_Name', json_path: '$.data[0].Last_Name' } },
    ]);
  });

  it('refuses bodies that are no request', async () => {
    assertRefused(await client.post('/Leads', '{"data":[{'), 400, 'UNABLE_TO_PARSE_DATA_TYPE');
    assertRefused(await client.post('/Leads', '[]'), 400, 'INVALID_DATA');
    const place = { api_name: 'data', json_path: '$.data' };
    assertRefused(await client.post('/Leads', {}), 400, 'MANDATORY_NOT_FOUND', place);
    assertRefused(await client.post('/Leads', { data: [] }), 400, 'MANDATORY_NOT_FOUND', place);
    assertRefused(await client.post('/Leads', { data: {} }), 400, 'INVALID_DATA');
    assertRefused(
      await client.post('/Leads', { data: [{ Last_Name: 'X' }], trigger: 'workflow' }),
      400,
      'INVALID_DATA',
    );
    const [problem] = problems(await insert('Leads', 'text'));
    assert.equal(problem?.code, 'INVALID_DATA');
  });

  it('takes a hundred records and not more', async () => {
    const data = Array.from({ length: 101 }, (_, index) => ({ Last_Name: `Crowd ${index}` }));
    assertRefused(await insert('Leads', ...data), 400, 'LIMIT_EXCEEDED', {
      maximum_length: 100,
      api_name: 'data',
      json_path: '$.data',
    });
    const answer = await insert('Leads', ...data.slice(1));
    assert.equal(answer.status, 201);
    assert.equal(rows(answer).length, 100);
  });

  it('accepts trigger and skip_feature_execution', async () => {
    const answer = await client.post('/Leads', {
      data: [{ Last_Name: 'Quiet' }],
      trigger: [],
      skip_feature_execution: [{ name: 'cadences' }],
    });
    assert.equal(answer.status, 201);
  });

  it('ignores unknown names and what the system keeps', async () => {
    const id = await client.insert('Leads', {
      Last_Name: 'Plain',
      No_Such_Field: 1,
      Created_Time: '2001-01-01T00:00:00+00:00',
      id: '123',
    });
    const record = await client.read('Leads', id);
    assert.notEqual(id, '123');
    assert.ok(!('No_Such_Field' in record));
    assert.ok(!textAt(record, 'Created_Time').startsWith('2001'));
  });

  it('adds owner, audit, layout and computed values', async () => {
    const record = await client.read('Leads', await client.insert('Leads', { First_Name: 'Ada', Last_Name: 'King' }));
    assert.equal(record['Full_Name'], 'Ada King');
    assert.equal(at(record, 'Owner', 'id'), at(record, 'Created_By', 'id'));
    assert.equal(typeof at(record, 'Owner', 'email'), 'string');
    assert.equal(typeof at(record, 'Layout', 'name'), 'string');
    assert.equal(record['Created_Time'], record['Modified_Time']);
    assert.match(textAt(record, 'Created_Time'), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-0[78]:00$/);
  });

  it('numbers records one after the other', async () => {
    const number = async (): Promise<number> => {
      const record = await client.read('Properties', await client.insert('Properties', { Name: 'House' }));
      const [, digits] = /^PR-(\d+)-Z$/.exec(textAt(record, 'Property_Number')) ?? [];
      return Number(digits);
    };
    const first = await number();
    assert.equal(await number(), first + 1);
  });

  it('computes formulas, and leaves them empty where there is nothing to compute', async () => {
    const formula = async (values: Json): Promise<unknown> =>
      at(
        await client.read('Leads', await client.insert('Leads', { Last_Name: 'F', ...values })),
        'Revenue_per_Employee',
      );
    assert.equal(await formula({ Annual_Revenue: 1000, No_of_Employees: 3 }), 333.33);
    assert.equal(await formula({ Annual_Revenue: 1000, No_of_Employees: 0 }), null);
    assert.equal(await formula({ Annual_Revenue: 1000 }), null);
  });

  it('refuses a second record with the value of a unique field, whatever its case', async () => {
    const id = await client.insert('Leads', { Last_Name: 'First', External_ID: 'Shop-1' });
    const [problem] = problems(await insert('Leads', { Last_Name: 'Second', External_ID: 'sHOP-1' }));
    assert.equal(problem?.code, 'DUPLICATE_DATA');
    const details = problem.details as Json;
    assert.equal(details['id'], id);
    assert.equal(details['json_path'], '$.data[0].External_ID');
    assert.equal(at(details, 'duplicate_record', 'id'), id);
    assert.equal(at(details, 'duplicate_record', 'module', 'api_name'), 'Leads');
  });

  it('sees duplicates within one request', async () => {
    const answer = await insert(
      'Leads',
      { Last_Name: 'A', External_ID: 'twin' },
      { Last_Name: 'B', External_ID: 'twin' },
    );
    assert.equal(answer.status, 207);
    assert.equal(problems(answer)[0]?.code, 'DUPLICATE_DATA');
  });

  it('does not mind a second record with the same system duplicate field', async () => {
    await client.insert('Leads', { Last_Name: 'A', Email: 'same@example.com' });
    await client.insert('Leads', { Last_Name: 'B', Email: 'same@example.com' });
  });
});

describe('values by the type of their field', () => {
  const wrong = (name: string, type: string) => ({
    code: 'INVALID_DATA',
    expected_data_type: type,
    api_name: name,
    json_path: `$.data[0].${name}`,
  });
  const long = (name: string, length: number) => ({
    code: 'INVALID_DATA',
    maximum_length: length,
    api_name: name,
    json_path: `$.data[0].${name}`,
  });

  const refused: readonly (readonly [string, unknown, Json])[] = [
    ['First_Name', 5, wrong('First_Name', 'text')],
    ['First_Name', 'x'.repeat(41), long('First_Name', 40)],
    ['Email', 'no at sign', wrong('Email', 'email')],
    ['Email', `${'x'.repeat(96)}@a.io`, long('Email', 100)],
    ['Phone', '<tel>', wrong('Phone', 'phone')],
    ['Phone', '1'.repeat(31), long('Phone', 30)],
    ['Website', 'no dots', wrong('Website', 'website')],
    ['No_of_Employees', '5', wrong('No_of_Employees', 'integer')],
    ['No_of_Employees', 1.5, wrong('No_of_Employees', 'integer')],
    ['No_of_Employees', 1_000_000_000, long('No_of_Employees', 9)],
    ['Annual_Revenue', '5.5', wrong('Annual_Revenue', 'double')],
    ['Annual_Revenue', 1e17, long('Annual_Revenue', 16)],
    ['Legacy_Number', 'x1', wrong('Legacy_Number', 'bigint')],
    ['Legacy_Number', '1'.repeat(19), long('Legacy_Number', 18)],
    ['Email_Opt_Out', 'true', wrong('Email_Opt_Out', 'boolean')],
    ['Email_Opt_Out', 1, wrong('Email_Opt_Out', 'boolean')],
    ['Next_Contact_Date', '2026-02-30', wrong('Next_Contact_Date', 'date')],
    ['Next_Contact_Date', '2026-02-03T00:00:00Z', wrong('Next_Contact_Date', 'date')],
    ['Languages', 'English', wrong('Languages', 'jsonarray')],
    ['Lead_Source', 5, wrong('Lead_Source', 'text')],
    ['Lead_Source', 'x'.repeat(121), long('Lead_Source', 120)],
    ['Owner', true, wrong('Owner', 'jsonobject')],
    ['Tag', 'hot', wrong('Tag', 'jsonarray')],
    ['Tag', [{ name: 'x'.repeat(26) }], long('Tag', 25)],
    ['Proposal', 'file', wrong('Proposal', 'jsonarray')],
    [
      'Layout',
      { id: '123456789012345678' },
      { code: 'INVALID_DATA', api_name: 'Layout', json_path: '$.data[0].Layout' },
    ],
  ];
  for (const [name, value, problem] of refused) {
    it(`refuses ${JSON.stringify(value).slice(0, 40)} for ${name}`, async () => {
      assert.deepEqual(await problemWith(name, value), problem);
    });
  }

  const kept: readonly (readonly [string, unknown, unknown])[] = [
    ['First_Name', 'Ünï', 'Ünï'],
    ['First_Name', '', null],
    ['First_Name', null, null],
    ['Phone', '+1 (555) 010-0100 #4', '+1 (555) 010-0100 #4'],
    ['Website', 'www.example.com/a?b=c', 'www.example.com/a?b=c'],
    ['No_of_Employees', -5, -5],
    ['Annual_Revenue', 1.005, 1.01],
    ['Annual_Revenue', 250_000.9, 250_000.9],
    ['Legacy_Number', '0012345600012', '0012345600012'],
    ['Legacy_Number', 42, '42'],
    ['Email_Opt_Out', true, true],
    ['Email_Opt_Out', null, false],
    ['Next_Contact_Date', '2028-02-29', '2028-02-29'],
    ['Languages', ['German', 'Klingon'], ['German', 'Klingon']],
    ['Lead_Status', 'Contacted', 'In Contact'],
    ['Lead_Status', '-None-', null],
    ['Lead_Source', 'A Source of Our Own', 'A Source of Our Own'],
  ];
  for (const [name, value, expected] of kept) {
    it(`keeps ${JSON.stringify(value)} in ${name} as ${JSON.stringify(expected)}`, async () => {
      const id = await client.insert('Leads', { Last_Name: 'V', [name]: value });
      assert.deepEqual(at(await client.read('Leads', id), name), expected);
    });
  }

  it('takes datetimes with any offset and gives them in the zone of the user', async () => {
    const kept = async (Open_House: string): Promise<unknown> =>
      at(await client.read('Properties', await client.insert('Properties', { Name: 'P', Open_House })), 'Open_House');
    assert.equal(await kept('2024-11-03T10:30:00+02:00'), '2024-11-03T01:30:00-07:00');
    assert.equal(await kept('2024-11-03T09:30:00Z'), '2024-11-03T01:30:00-08:00');
  });

  it('refuses datetimes without offset or with a fraction of a second', async () => {
    for (const value of ['2024-11-03T10:30:00', '2024-11-03T10:30:00.000+02:00', '2024-11-03', 5]) {
      const problem = await problemWith('Open_House', value, 'Properties', { Name: 'P' });
      assert.deepEqual(problem, wrong('Open_House', 'datetime'));
    }
  });

  it('refuses what a restricted pick list does not offer', async () => {
    const problem = (await problemWith('Status', 'Haunted', 'Properties', { Name: 'P' })) as Json;
    assert.equal(problem['code'], 'INVALID_DATA');
    assert.deepEqual(problem['supported_values'], ['Available', 'Under Offer', 'Sold']);
  });

  it('takes lookups as object, text or number, and refuses what is not there or of another module', async () => {
    const account = await client.insert('Accounts', { Account_Name: 'Target' });
    const lead = await client.insert('Leads', { Last_Name: 'Other' });
    for (const value of [{ id: account }, account, { id: account, name: 'whatever' }]) {
      const contact = await client.read(
        'Contacts',
        await client.insert('Contacts', { Last_Name: 'C', Account_Name: value }),
      );
      assert.deepEqual(contact['Account_Name'], { name: 'Target', id: account });
    }
    const asNumber = await client.post('/Contacts', `{"data":[{"Last_Name":"C","Account_Name":{"id":${account}}}]}`);
    assert.equal(asNumber.status, 201, asNumber.text);
    for (const id of [lead, '554023999999999999', 'abc']) {
      const problem = (await problemWith('Account_Name', { id }, 'Contacts')) as Json;
      assert.equal(problem['code'], 'INVALID_DATA');
      assert.equal(problem['api_name'], 'Account_Name');
    }
  });

  it('takes active users as owners, and no others', async () => {
    const users = (await client.get('/users?type=AllUsers')).body['users'] as readonly Json[];
    const idOf = (status: string): unknown => users.find((user) => user['status'] === status)?.['id'];
    assert.equal(await problemWith('Owner', { id: idOf('active') }), undefined);
    assert.equal(
      ((await problemWith('Owner', { id: idOf('disabled') ?? idOf('inactive') })) as Json)['api_name'],
      'Owner',
    );
  });

  it('takes what an activity is about with its module, inside or beside it', async () => {
    const account = await client.insert('Accounts', { Account_Name: 'About' });
    const beside = { Subject: 'Call back', What_Id: { id: account }, $se_module: 'Accounts' };
    const inside = { Subject: 'Call back', What_Id: { id: account, module: { api_name: 'Accounts' } } };
    for (const task of [beside, inside]) {
      const record = await client.read('Tasks', await client.insert('Tasks', task));
      assert.equal(at(record, 'What_Id', 'name'), 'About');
      assert.equal(at(record, 'What_Id', 'module', 'api_name'), 'Accounts');
      assert.equal(record['$se_module'], 'Accounts');
    }
    assert.equal(
      ((await problemWith('What_Id', { id: account }, 'Tasks', { Subject: 'X' })) as Json)['code'],
      'INVALID_DATA',
    );
  });

  it('keeps reminders, recurrences and participants as they are sent', async () => {
    const event = {
      Event_Title: 'Review',
      Start_DateTime: '2026-05-01T10:00:00+00:00',
      End_DateTime: '2026-05-01T11:00:00+00:00',
      Remind_At: [{ unit: 15, period: 'minutes' }],
      Recurring_Activity: { RRULE: 'FREQ=DAILY;INTERVAL=1;DTSTART=2026-05-01;UNTIL=2026-05-08' },
      Participants: [{ type: 'email', participant: 'guest@example.com' }],
    };
    const record = await client.read('Events', await client.insert('Events', event));
    for (const name of ['Remind_At', 'Recurring_Activity', 'Participants'] as const) {
      assert.deepEqual(record[name], event[name]);
    }
  });

  it('asks for what only the layout makes mandatory when the write names the layout, and drops what is not in it', async () => {
    const answer = await client.get('/settings/layouts?module=Leads');
    const layouts = answer.body['layouts'] as readonly Json[];
    const id = textAt(
      layouts.find((layout) => layout['name'] === 'Web Shop'),
      'id',
    );
    const problem = (await problemWith('Layout', { id })) as Json;
    assert.deepEqual(problem, { code: 'MANDATORY_NOT_FOUND', api_name: 'Company', json_path: '$.data[0].Company' });
    const lead = { Last_Name: 'L', Company: 'Acme', Fax: '123', Layout: { id } };
    const record = await client.read('Leads', await client.insert('Leads', lead));
    assert.equal(record['Fax'], null);
    assert.equal(at(record, 'Layout', 'name'), 'Web Shop');
    assert.equal(await problemWith('Phone', '1'), undefined);
  });

  it('makes tags by name and gives them with id', async () => {
    const id = await client.insert('Leads', { Last_Name: 'T', Tag: [{ name: 'Brand New' }, { name: 'Brand New' }] });
    const tags = at(await client.read('Leads', id), 'Tag') as readonly Json[];
    assert.equal(tags.length, 1);
    assert.equal(tags[0]?.['name'], 'Brand New');
    const again = await client.insert('Leads', { Last_Name: 'T', Tag: [{ id: tags[0]['id'] }] });
    assert.deepEqual(at(await client.read('Leads', again), 'Tag'), tags);
  });
});
