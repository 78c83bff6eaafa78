import assert from 'node:assert/strict';

import { ApiError } from '../../../src/sampleOrg/api/apiError.ts';
import { parseQuery } from '../../../src/sampleOrg/coql/parseQuery.ts';
import type { Criterion } from '../../../src/sampleOrg/schema/module.ts';

/** A condition as text with all brackets, for comparison. */
function show(criterion: Criterion): string {
  if (criterion.kind !== 'test') {
    return `(${criterion.of.map(show).join(criterion.kind === 'all' ? ' & ' : ' | ')})`;
  }
  return [criterion.path.join('.'), criterion.comparator, ...criterion.values.map(String)].join(' ');
}

describe('COQL conditions', () => {
  const accepted: readonly [where: string, expected: string][] = [
    ["Last_Name = 'Boyle'", 'Last_Name equal Boyle'],
    ["last_name!='x'", 'last_name not_equal x'],
    ["Last_Name = 'O''Brien'", "Last_Name equal O'Brien"],
    ["Last_Name = ''", 'Last_Name equal '],
    [`Last_Name = "O'Brien ""x"""`, `Last_Name equal O'Brien "x"`],
    ["Last_Name = '((and)) or'", 'Last_Name equal ((and)) or'],
    ['Lead_Source = Advertisement', 'Lead_Source equal Advertisement'],
    ['Visits >= 3', 'Visits greater_equal 3'],
    ['Visits<-3.5', 'Visits less_than -3.5'],
    ['Visits > 3', 'Visits greater_than 3'],
    ['Visits <= 3', 'Visits less_equal 3'],
    ['id = 554023000000000001', 'id equal 554023000000000001'],
    ["id in ('1', 2)", 'id in 1 2'],
    ['id NOT IN (3)', 'id not_in 3'],
    ['Opt_Out = true', 'Opt_Out equal true'],
    ["Opt_Out = 'false'", 'Opt_Out equal false'],
    ['Email is null', 'Email is_empty'],
    ['Email IS NOT NULL', 'Email is_not_empty'],
    ["Name like 'abc%'", 'Name starts_with abc'],
    ["Name like '%abc'", 'Name ends_with abc'],
    ["Name LIKE '%abc%'", 'Name contains abc'],
    ["Name like 'abc'", 'Name equal abc'],
    ["Name not like '%abc%'", 'Name not_contains abc'],
    ['Visits between 1 and 5', 'Visits between 1 5'],
    ['Visits not between 1 and 5', 'Visits not_between 1 5'],
    ['(((Visits = 1)))', 'Visits equal 1'],
    ['A = 1 and B = 2', '(A equal 1 & B equal 2)'],
    ['(A = 1 and B = 2)', '(A equal 1 & B equal 2)'],
    ['(A = 1 and B = 2) and C = 3', '((A equal 1 & B equal 2) & C equal 3)'],
    ['A = 1 and (B = 2 or C = 3)', '(A equal 1 & (B equal 2 | C equal 3))'],
    ['((A = 1) and (B = 2)) and (C = 3)', '((A equal 1 & B equal 2) & C equal 3)'],
    ['(A between 1 and 2 and B = 3) or C is null', '((A between 1 2 & B equal 3) | C is_empty)'],
    ['(A=1 AND B=2) OR (C=3 AND D=4)', '((A equal 1 & B equal 2) | (C equal 3 & D equal 4))'],
    ["'What_Id->Leads.id' in ('1')", 'What_Id->Leads.id in 1'],
    ['What_Id->Leads.Last_Name is not null', 'What_Id->Leads.Last_Name is_not_empty'],
    ["Account_Name.Parent_Account.Account_Name = 'x'", 'Account_Name.Parent_Account.Account_Name equal x'],
    ["Modified_Time >= '2024-01-01T00:00:00Z'", 'Modified_Time greater_equal 2024-01-01T00:00:00Z'],
  ];
  for (const [where, expected] of accepted) {
    it(`reads ${where}`, () => {
      assert.equal(show(parseQuery(`select id from Leads where ${where}`, false).where), expected);
    });
  }

  const onlyLenient: readonly [where: string, expected: string][] = [
    ['A = 1 and B = 2 and C = 3', '(A equal 1 & B equal 2 & C equal 3)'],
    ['A = 1 or B = 2 and C = 3', '(A equal 1 | (B equal 2 & C equal 3))'],
    ['A = 1 and B = 2 and (C = 3 or D = 4)', '(A equal 1 & B equal 2 & (C equal 3 | D equal 4))'],
    ['(A = 1 or B = 2 or C = 3)', '(A equal 1 | B equal 2 | C equal 3)'],
  ];
  for (const [where, expected] of onlyLenient) {
    it(`reads ${where} only when it is lenient`, () => {
      assert.equal(show(parseQuery(`select id from Leads where ${where}`, true).where), expected);
      assert.throws(() => parseQuery(`select id from Leads where ${where}`, false), { code: 'SYNTAX_ERROR' });
    });
  }

  it('points to the second word that joins without brackets', () => {
    assert.throws(
      () => parseQuery('select id from Leads\n where A = 1 and B = 2\n  or C = 3', false),
      (error) =>
        error instanceof ApiError &&
        JSON.stringify(error.details) === JSON.stringify({ line: 3, column: 3, near: 'or' }),
    );
  });
});

describe('COQL queries', () => {
  it('have defaults for everything after the condition', () => {
    assert.deepEqual(parseQuery('SELECT Last_Name, Owner FROM Leads WHERE id is not null', false), {
      columns: [
        { name: 'Last_Name', path: ['Last_Name'] },
        { name: 'Owner', path: ['Owner'] },
      ],
      module: 'Leads',
      where: { kind: 'test', path: ['id'], comparator: 'is_not_empty', values: [] },
      groupBy: [],
      orderBy: [],
      limit: 200,
      offset: 0,
    });
  });

  it('have aliases, aggregates, groups, orders and a custom view', () => {
    const text = `select COUNT(id) as 'How many', 'Account_Name.Industry' AS Industry, Lead_Source, 'MAX(Visits)' most
      from Contacts#554023000000000051 where id is not null
      group by Account_Name.Industry, Lead_Source order by 'How many' desc, Lead_Source asc, Owner limit 5 offset 10`;
    assert.throws(() => parseQuery(text, false), { code: 'SYNTAX_ERROR' }, 'a bare alias needs "as"');
    const query = parseQuery(text.replace(' most', " 'most'"), false);
    assert.deepEqual(query.columns, [
      { name: 'COUNT(id)', path: ['id'], aggregate: 'COUNT', alias: 'How many' },
      { name: 'Account_Name.Industry', path: ['Account_Name', 'Industry'], alias: 'Industry' },
      { name: 'Lead_Source', path: ['Lead_Source'] },
      { name: 'MAX(Visits)', path: ['Visits'], aggregate: 'MAX', alias: 'most' },
    ]);
    assert.equal(query.customViewId, '554023000000000051');
    assert.deepEqual(
      query.orderBy.map(({ name, direction }) => `${name} ${direction}`),
      ['How many desc', 'Lead_Source asc', 'Owner asc'],
    );
    assert.deepEqual([query.limit, query.offset], [5, 10]);
  });

  const ranges: readonly [text: string, limit: number, offset: number][] = [
    ['limit 2000', 2000, 0],
    ['offset 7', 200, 7],
    ['LIMIT 10 OFFSET 20', 10, 20],
    ['limit 20, 10', 10, 20],
  ];
  for (const [text, limit, offset] of ranges) {
    it(`read "${text}" as ${limit} rows from ${offset} on`, () => {
      const query = parseQuery(`select id from Leads where id is not null ${text}`, false);
      assert.deepEqual([query.limit, query.offset], [limit, offset]);
    });
  }

  const whole = 'where id is not null';
  const refused: readonly [query: string, code: string, details: Record<string, unknown>][] = [
    ["update Leads set Last_Name = 'x'", 'SYNTAX_ERROR', {}],
    ['select id', 'SYNTAX_ERROR', { clause: 'from' }],
    ['select id from Leads', 'SYNTAX_ERROR', { clause: 'where' }],
    ['select id from Leads limit 5', 'SYNTAX_ERROR', { clause: 'where' }],
    ['select id from where id is not null', 'SYNTAX_ERROR', { line: 1, column: 16, near: 'where' }],
    [`select * from Leads ${whole}`, 'SYNTAX_ERROR', { line: 1, column: 8, near: '*' }],
    [`select from Leads ${whole}`, 'SYNTAX_ERROR', { line: 1, column: 8, near: 'from' }],
    [`select id,, Owner from Leads ${whole}`, 'SYNTAX_ERROR', { line: 1, column: 11, near: ',' }],
    [`select id Owner from Leads ${whole}`, 'SYNTAX_ERROR', { line: 1, column: 11, near: 'Owner' }],
    [`select id from Leads ${whole} garbage`, 'SYNTAX_ERROR', { line: 1, column: 43, near: 'garbage' }],
    [`select id from Leads ${whole};`, 'SYNTAX_ERROR', { line: 1, column: 42, near: ';' }],
    ['select id from Leads where', 'SYNTAX_ERROR', { near: 'where' }],
    ['select id from Leads where (id is not null', 'SYNTAX_ERROR', { near: 'null' }],
    ['select id from Leads where id is not null)', 'SYNTAX_ERROR', { line: 1, column: 42, near: ')' }],
    ['select id from Leads where id = ', 'SYNTAX_ERROR', { near: '=' }],
    ['select id from Leads where id = null', 'SYNTAX_ERROR', { line: 1, column: 33, near: 'null' }],
    ["select id from Leads where id = 'open", 'SYNTAX_ERROR', { line: 1, column: 33, near: "'open" }],
    ['select id from Leads where id == 1', 'SYNTAX_ERROR', { line: 1, column: 32, near: '=' }],
    ["select id from Leads where Name contains 'x'", 'SYNTAX_ERROR', { operator: 'contains' }],
    ["select id from Leads where Name not = 'x'", 'SYNTAX_ERROR', { operator: 'not' }],
    ['select id from Leads where id in ()', 'SYNTAX_ERROR', { line: 1, column: 35, near: ')' }],
    ['select id from Leads where id in (select id from Deals where id is not null)', 'SYNTAX_ERROR', {}],
    ['select id from Leads where (A, B) = (1, 2)', 'SYNTAX_ERROR', { line: 1, column: 30, near: ',' }],
    ['select id from Leads where Day = 2024-01-01', 'SYNTAX_ERROR', { line: 1, column: 34, near: '2024-01-01' }],
    [`select id from Leads ${whole} limit s`, 'INVALID_QUERY', { limit: 's' }],
    [`select id from Leads ${whole} limit 1.5`, 'INVALID_QUERY', { limit: '1.5' }],
    [`select id from Leads ${whole} offset -1`, 'INVALID_QUERY', { offset: '-1' }],
    [`select id from Leads ${whole} limit 0`, 'INVALID_DATA', {}],
    [`select id from Leads ${whole} limit -5`, 'INVALID_DATA', {}],
    [`select id from Leads ${whole} limit`, 'SYNTAX_ERROR', { near: 'limit' }],
    [`select id from Leads#mine ${whole}`, 'INVALID_QUERY', { cvid: 'mine' }],
    [`select id from Leads ${whole} order Owner`, 'SYNTAX_ERROR', { line: 1, column: 49, near: 'Owner' }],
    [`select Email '' from Leads ${whole}`, 'INVALID_ALIAS', { column_name: 'Email', alias: '' }],
    [
      `select count(id) from Leads ${whole}`,
      'INVALID_DATA',
      { reason: 'unsupported aggregate function', column: 'count(id)' },
    ],
    [
      "select id from Leads where Name not like 'x%'",
      'INVALID_QUERY',
      { column_name: 'Name', operator: 'not like', value: 'x%' },
    ],
    [
      "select id from Leads where Name like 'a%b'",
      'INVALID_QUERY',
      { column_name: 'Name', operator: 'like', value: 'a%b' },
    ],
  ];
  for (const [query, code, details] of refused) {
    it(`refuse ${query}`, () => {
      assert.throws(
        () => parseQuery(query, false),
        (error) => {
          assert.ok(error instanceof ApiError);
          assert.deepEqual(
            { status: error.status, code: error.code, details: error.details },
            { status: 400, code, details },
          );
          return true;
        },
      );
    });
  }

  it('may have many brackets, but not so many that they exhaust the stack', () => {
    const nested = (depth: number) => `select id from Leads where ${'('.repeat(depth)}id is null${')'.repeat(depth)}`;
    assert.equal(show(parseQuery(nested(500), false).where), 'id is_empty');
    assert.throws(() => parseQuery(nested(100_000), false), { code: 'SYNTAX_ERROR' });
  });
});
