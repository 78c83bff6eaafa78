import assert from 'node:assert/strict';

import { ApiError } from '../../../src/sampleOrg/api/apiError.ts';
import { executeQuery } from '../../../src/sampleOrg/coql/execute.ts';
import { parseQuery } from '../../../src/sampleOrg/coql/parseQuery.ts';
import { callerOf, handmadeOrg, ids } from '../query/handmadeOrg.ts';

const org = handmadeOrg();
const all = 'where id is not null';

function run(text: string) {
  return executeQuery(org, parseQuery(text, false), callerOf(org));
}

function rows(text: string): unknown {
  return run(text).rows;
}

/** Names of the contacts that a query finds, in its order. */
function order(rest: string): string {
  const names = new Map(Object.entries(ids).map(([name, id]) => [id as string, name]));
  const found = run(`select id from Contacts ${rest}`).rows;
  return found.map((row) => names.get(String(row['id']))).join(' ');
}

function refusal(text: string): { code: string; details: unknown } {
  try {
    run(text);
  } catch (error) {
    if (error instanceof ApiError) return { code: error.code, details: error.details };
    throw error;
  }
  throw new assert.AssertionError({ message: `accepted: ${text}` });
}

describe('COQL rows', () => {
  it('have the selected columns and always the id', () => {
    assert.deepEqual(rows(`select Last_Name, Visits from Contacts where Last_Name = 'boyle'`), [
      { Last_Name: 'boyle', Visits: 12, id: ids.cleo },
    ]);
  });

  it('show lookups as name and id, users by their last name, and instants in the zone of the user', () => {
    assert.deepEqual(
      rows(`select Account_Name, Owner, Modified_Time, Email_Opt_Out, Languages from Contacts where id = ${ids.anna}`),
      [
        {
          Account_Name: { name: 'Zylker', id: ids.zylker },
          Owner: { name: 'Boyle', id: ids.boyle },
          Modified_Time: '2024-11-03T01:30:00-07:00',
          Email_Opt_Out: true,
          Languages: ['English', 'German'],
          id: ids.anna,
        },
      ],
    );
  });

  it('show columns of related records under their dotted names, and null where there is none', () => {
    assert.deepEqual(
      rows(`select Account_Name.Industry, Account_Name.Parent_Account.Account_Name, Owner.email, Account_Name.id
        from Contacts where id in ('${ids.anna}', '${ids.dora}')`),
      [
        {
          'Account_Name.Industry': 'Tools',
          'Account_Name.Parent_Account.Account_Name': 'Zylker Holding',
          'Owner.email': 'patricia@zylker.example',
          'Account_Name.id': ids.zylker,
          id: ids.anna,
        },
        {
          'Account_Name.Industry': null,
          'Account_Name.Parent_Account.Account_Name': null,
          'Owner.email': 'patricia@zylker.example',
          'Account_Name.id': null,
          id: ids.dora,
        },
      ],
    );
  });

  it('keep the id of a lookup whose record is gone', () => {
    assert.deepEqual(rows(`select Account_Name from Contacts where id = ${ids.cleo}`), [
      { Account_Name: { name: null, id: '554023000000009999' }, id: ids.cleo },
    ]);
  });

  it('look through a lookup into several modules', () => {
    assert.deepEqual(rows(`select 'What_Id->Leads.Last_Name', What_Id from Tasks ${all}`), [
      {
        'What_Id->Leads.Last_Name': 'Perry',
        What_Id: { module: { api_name: 'Leads', id: 'mLeads' }, id: ids.lead },
        id: ids.task,
      },
      {
        'What_Id->Leads.Last_Name': null,
        What_Id: { module: { api_name: 'Accounts', id: 'mAccounts' }, id: ids.zylker },
        id: ids.otherTask,
      },
    ]);
  });

  it('take the alias as key', () => {
    assert.deepEqual(rows(`select 'Account_Name.Industry' as 'Trade' from Contacts where id = ${ids.anna}`), [
      { Trade: 'Tools', id: ids.anna },
    ]);
  });

  it('are those of a custom view when the query names one', () => {
    assert.equal(order(all), 'anna bert cleo dora');
    const viewed = run(`select id from Contacts#${ids.view} ${all}`).rows.map((row) => row['id']);
    assert.deepEqual(viewed, [ids.anna, ids.cleo]);
  });
});

describe('COQL order', () => {
  const cases: readonly [rest: string, expected: string][] = [
    [all, 'anna bert cleo dora'],
    [`${all} order by id desc`, 'dora cleo bert anna'],
    [`${all} order by Visits`, 'dora anna bert cleo'],
    [`${all} order by Visits desc`, 'bert cleo anna dora'],
    [`${all} order by Visits desc, id desc`, 'cleo bert anna dora'],
    [`${all} order by Visits asc, id desc`, 'dora anna cleo bert'],
    [`${all} order by Visits asc, id asc`, 'dora anna bert cleo'],
    [`${all} order by Visits desc, Modified_Time desc, Last_Name`, 'cleo bert anna dora'],
    [`${all} order by Last_Name`, 'cleo dora bert anna'],
    [`${all} order by Badge desc`, 'bert anna cleo dora'],
    [`${all} order by Badge`, 'cleo dora anna bert'],
    [`${all} order by Account_Name.Account_Name desc, id desc`, 'bert anna dora cleo'],
    [`${all} order by Modified_Time desc limit 1`, 'dora'],
    [`${all} order by Modified_Time desc limit 2 offset 1`, 'bert cleo'],
    [`${all} order by Modified_Time limit 1, 2`, 'bert cleo'],
    [`${all} limit 2 offset 3`, 'dora'],
    [`${all} offset 4`, ''],
  ];
  for (const [rest, expected] of cases) {
    it(`is ${expected === '' ? 'nothing' : expected} with ${rest}`, () => {
      assert.equal(order(rest), expected);
    });
  }

  it('says whether there are more records', () => {
    assert.equal(run(`select id from Contacts ${all} limit 3`).moreRecords, true);
    assert.equal(run(`select id from Contacts ${all} limit 4`).moreRecords, false);
    assert.equal(run(`select id from Contacts ${all} limit 2 offset 2`).moreRecords, false);
  });

  it('follows changes of the records', () => {
    const own = handmadeOrg();
    const query = parseQuery(`select id from Contacts ${all} order by Visits desc limit 1`, false);
    assert.equal(executeQuery(own, query, callerOf(own)).rows[0]?.['id'], ids.bert);
    own.records.table('Contacts').replace({ id: ids.dora, values: { Visits: 99 } });
    assert.equal(executeQuery(own, query, callerOf(own)).rows[0]?.['id'], ids.dora);
  });
});

describe('COQL aggregates', () => {
  it('summarize all records, without id and without empty values', () => {
    assert.deepEqual(
      rows(`select COUNT(id), SUM(Visits), AVG(Visits), MIN(Score), MAX(Modified_Time) from Contacts ${all}`),
      [
        {
          'COUNT(id)': 4,
          'SUM(Visits)': 27,
          'AVG(Visits)': 9,
          'MIN(Score)': -0.5,
          'MAX(Modified_Time)': '2024-12-31T16:00:00-08:00',
        },
      ],
    );
  });

  it('count nothing as 0 and sum it as null', () => {
    assert.deepEqual(rows(`select COUNT(id), SUM(Visits) from Contacts where id = 1`), [
      { 'COUNT(id)': 0, 'SUM(Visits)': null },
    ]);
  });

  it('group without regard to case, empty values first', () => {
    assert.deepEqual(rows(`select COUNT(id), Lead_Source from Contacts ${all} group by Lead_Source`), [
      { 'COUNT(id)': 1, Lead_Source: null },
      { 'COUNT(id)': 1, Lead_Source: 'Trade Show' },
      { 'COUNT(id)': 2, Lead_Source: 'Web' },
    ]);
  });

  it('order by an aggregate, its alias, or a group key, and page', () => {
    const query = `select COUNT(id) as 'n', Owner from Contacts ${all} group by Owner order by`;
    const expected = [
      { n: 3, Owner: { name: 'Boyle', id: ids.boyle } },
      { n: 1, Owner: { name: 'Gone', id: ids.inactive } },
    ];
    assert.deepEqual(rows(`${query} 'n' desc`), expected);
    assert.deepEqual(rows(`${query} COUNT(id) desc`), expected);
    assert.deepEqual(rows(`${query} Owner desc`), [...expected].reverse());
    const first = run(`${query} 'n' desc limit 1`);
    assert.deepEqual(first.rows, expected.slice(0, 1));
    assert.equal(first.moreRecords, true);
  });
});

describe('COQL refusals', () => {
  const many = (count: number, text: (index: number) => string) => Array.from({ length: count }, (_, n) => text(n));
  const nested = (tests: readonly string[]) => tests.reduce((left, right) => `(${left} or ${right})`);
  const cases: readonly [query: string, code: string, details: Record<string, unknown>][] = [
    [`select id from Nothing ${all}`, 'INVALID_QUERY', { module: 'Nothing' }],
    [`select id from contacts ${all}`, 'INVALID_QUERY', { module: 'contacts' }],
    [`select id from Hidden ${all}`, 'INVALID_MODULE', {}],
    [`select id from Contacts#1 ${all}`, 'INVALID_QUERY', { cvid: '1' }],
    [`select Nothing from Contacts ${all}`, 'INVALID_QUERY', { column_name: 'Nothing' }],
    [`select Email.id from Contacts ${all}`, 'INVALID_QUERY', { column_name: 'Email.id' }],
    [`select Addresses from Contacts ${all}`, 'INVALID_QUERY', { column_name: 'Addresses' }],
    [`select Interests from Contacts ${all}`, 'INVALID_QUERY', { column_name: 'Interests' }],
    [`select id, id from Contacts ${all}`, 'DUPLICATE_DATA', { column_name: 'id' }],
    [
      `select MAX(Visits), MAX(Visits) from Contacts ${all}`,
      'DUPLICATE_DATA',
      { column_name: 'Visits', aggregate: 'MAX' },
    ],
    [`select id from Contacts ${all} order by Email, Email`, 'DUPLICATE_DATA', { column_name: 'Email' }],
    [
      `select Email 'a', Phone 'a' from Contacts ${all}`,
      'DUPLICATE_ALIAS',
      { referred_columns: ['Email', 'Phone'], alias: 'a' },
    ],
    [`select Email 'Phone', Phone from Contacts ${all}`, 'INVALID_QUERY', { column_name: 'Email', alias: 'Phone' }],
    [`select Email 'a' from Contacts where a = 'x'`, 'INVALID_QUERY', { column_name: 'a' }],
    [`select id from Contacts ${all} limit 2001`, 'LIMIT_EXCEEDED', { clause: 'limit', limit: 2000 }],
    [`select id from Contacts ${all} limit 2000 offset 98001`, 'LIMIT_EXCEEDED', { clause: 'offset', limit: 100_000 }],
    [
      `select Account_Name.Parent_Account.Parent_Account.Industry from Contacts ${all}`,
      'LIMIT_EXCEEDED',
      { clause: 'select', limit: 2 },
    ],
    [
      `select id from Contacts where Account_Name.Parent_Account.Parent_Account.Industry is null`,
      'LIMIT_EXCEEDED',
      { clause: 'where', limit: 2 },
    ],
    [
      `select ${many(51, (n) => `F${n}`).join()} from Contacts ${all}`,
      'LIMIT_EXCEEDED',
      { clause: 'select', limit: 50 },
    ],
    [
      `select id from Contacts where ${nested(many(26, (n) => `Visits = ${n}`))}`,
      'LIMIT_EXCEEDED',
      { clause: 'where', limit: 25 },
    ],
    [
      `select id from Contacts where id in (${many(51, String).join()})`,
      'LIMIT_EXCEEDED',
      { clause: 'where', limit: 50 },
    ],
    [
      `select id from Contacts ${all} order by ${many(11, (n) => `F${n}`).join()}`,
      'LIMIT_EXCEEDED',
      { clause: 'order by', limit: 10 },
    ],
    [
      `select COUNT(id) from Contacts ${all} group by ${many(5, (n) => `F${n}`).join()}`,
      'LIMIT_EXCEEDED',
      { clause: 'group by', limit: 4 },
    ],
    [
      `select ${many(6, (n) => `COUNT(F${n})`).join()} from Contacts ${all}`,
      'LIMIT_EXCEEDED',
      { clause: 'select', limit: 5 },
    ],
    [`select COUNT(id), Owner from Contacts ${all}`, 'INVALID_QUERY', { column_name: 'Owner', clause: 'group by' }],
    [
      `select COUNT(id) from Contacts ${all} order by Visits`,
      'INVALID_QUERY',
      { column_name: 'Visits', clause: 'order by' },
    ],
    [`select COUNT(Email) from Contacts ${all}`, 'INVALID_QUERY', { column_name: 'Email', aggregate: 'COUNT' }],
    [`select SUM(Owner) from Contacts ${all}`, 'INVALID_QUERY', { column_name: 'Owner', aggregate: 'SUM' }],
    [`select id from Contacts ${all} order by Nothing`, 'INVALID_QUERY', { column_name: 'Nothing' }],
    [`select id from Contacts ${all} order by COUNT(id)`, 'INVALID_QUERY', { column_name: 'id', clause: 'group by' }],
    [
      `select id from Contacts where Last_Name > 'a'`,
      'INVALID_QUERY',
      { reason: 'invalid operator found', column_name: 'Last_Name', operator: '>' },
    ],
    [
      `select id from Contacts where Email_Opt_Out != true`,
      'INVALID_QUERY',
      { reason: 'invalid operator found', column_name: 'Email_Opt_Out', operator: '!=' },
    ],
    [
      `select id from Contacts where Visits like '1%'`,
      'INVALID_QUERY',
      { reason: 'invalid operator found', column_name: 'Visits', operator: 'like' },
    ],
    [
      `select id from Contacts where Description is not null`,
      'INVALID_QUERY',
      { cv_criteria: false, column_name: 'Description', operator: 'is not null' },
    ],
    [
      `select id from Contacts where Interests is null`,
      'INVALID_QUERY',
      { cv_criteria: false, column_name: 'Interests', operator: 'is null' },
    ],
    [`select id from Contacts where Visits = 'many'`, 'INVALID_QUERY', { column_name: 'Visits', value: 'many' }],
    [
      `select id from Contacts where Modified_Time > '2024-01-01T00:00:00'`,
      'INVALID_QUERY',
      { column_name: 'Modified_Time', value: '2024-01-01T00:00:00' },
    ],
    [
      `select id from Contacts where Modified_Time > '2024-01-01T00:00:00.000Z'`,
      'INVALID_QUERY',
      { column_name: 'Modified_Time', value: '2024-01-01T00:00:00.000Z' },
    ],
  ];
  for (const [query, code, details] of cases) {
    it(`answer ${code} to ${query.slice(0, 100)}`, () => {
      assert.deepEqual(refusal(query), { code, details });
    });
  }
});
