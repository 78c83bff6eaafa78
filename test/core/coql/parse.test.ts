import assert from 'node:assert/strict';

import { columnKey } from '../../../src/core/coql/column.ts';
import { parseDocument, queryAt } from '../../../src/core/coql/parse.ts';
import type { Condition, Query } from '../../../src/core/coql/syntax.ts';
import { Chance } from '../../conformance/coqlQueries.ts';

function only(text: string): Query {
  const { queries } = parseDocument(text);
  assert.equal(queries.length, 1);
  return queries[0] ?? assert.fail();
}

/** A condition as text; brackets that were written are square. */
function show(condition: Condition | undefined): string {
  if (!condition) return '';
  const text =
    condition.kind === 'comparison'
      ? [
          condition.column ? columnKey(condition.column) : '?',
          condition.operator?.operator ?? '?',
          ...condition.values.map(({ value }) => value),
        ].join(' ')
      : condition.members.map((each, index) => `${show(each)} ${condition.operators[index]?.operator ?? ''}`).join(' ');
  return condition.isBracketed ? `[${text.trim()}]` : text.trim();
}

describe('The parser of COQL', () => {
  it('finds all clauses and all kinds of columns', () => {
    const text = `SELECT Last_Name, Account_Name.Owner.email 'Mail', COUNT(id) AS n, 'What_Id->Leads.Last_Name' as "Lead of it"
      FROM Calls#55402 WHERE (id is not null) GROUP BY Last_Name, 'Owner' ORDER BY n DESC, COUNT(id), Owner asc LIMIT 20 OFFSET 40`;
    const query = only(text);
    assert.deepEqual(query.syntaxProblems, []);
    const columns = query.select?.columns.map(({ expression, alias }) => [
      expression?.kind,
      expression && columnKey(expression),
      alias?.text,
    ]);
    assert.deepEqual(columns, [
      ['field', 'Last_Name', undefined],
      ['field', 'Account_Name.Owner.email', 'Mail'],
      ['aggregate', 'COUNT(id)', 'n'],
      ['moduleField', 'What_Id->Leads.Last_Name', 'Lead of it'],
    ]);
    assert.deepEqual([query.from?.module?.text, query.from?.customView?.text], ['Calls', '55402']);
    assert.deepEqual(query.groupBy?.columns.map(columnKey), ['Last_Name', 'Owner']);
    const orders = query.orderBy?.columns.map(({ expression, direction }) => [
      expression && columnKey(expression),
      direction,
    ]);
    assert.deepEqual(orders, [
      ['n', 'desc'],
      ['COUNT(id)', undefined],
      ['Owner', 'asc'],
    ]);
    assert.deepEqual([query.limit?.value, query.offset?.value], [20, 40]);
  });

  it('says where each name stands, within quotes, too', () => {
    const text = "select 'What_Id->Leads.Last_Name' as 'x y' from Calls where id is null";
    const { select, from, where } = only(text);
    const { expression, alias } = select?.columns[0] ?? assert.fail();
    assert.ok(expression?.kind === 'moduleField' && alias && from?.module && where);
    const spans = [
      expression,
      expression.lookup,
      expression.module,
      expression.path,
      alias,
      from.module,
      where.condition,
    ];
    assert.deepEqual(
      spans.map((span) => text.slice(span?.start, span?.end)),
      ["'What_Id->Leads.Last_Name'", 'What_Id', 'Leads', 'Last_Name', 'x y', 'Calls', 'id is null'],
    );
  });

  const conditions: readonly [written: string, expected: string][] = [
    ["a = 'O''Brien'", "a = O'Brien"],
    ['a between 1 and 2 and b = 3', 'a between 1 2 and b = 3'],
    ["a not in ('x', 2) or b not like '%y%'", 'a not in x 2 or b not like %y%'],
    ['(a = 1 and b = 2) or (c is null)', '[a = 1 and b = 2] or [c is null]'],
    ['a = 1 and b = 2 or c = 3', 'a = 1 and b = 2 or c = 3'],
    ["A.B.c != 'x'", 'A.B.c != x'],
    ['a = 1 and', 'a = 1 and'],
    ['a = ', 'a ='],
    ['a', 'a ?'],
    ['(a = 1', '[a = 1]'],
    ['limit = 5', 'limit = 5'],
  ];
  for (const [written, expected] of conditions) {
    it(`reads "where ${written}"`, () => {
      assert.equal(show(only(`select id from Leads where ${written}`).where?.condition), expected);
    });
  }

  const problems: readonly [text: string, kinds: string][] = [
    ['sel', 'notSelect:sel'],
    ["update Leads set a = 'b'", 'notSelect:update'],
    ['select from Leads where a is null', 'expected:from'],
    ['select a, from Leads where a is null', 'commaBeforeClause:,'],
    ['select a. from Leads where a is null', 'expected:a.'],
    ['select a b from Leads where a is null', 'missingComma:b'],
    ['select distinct a from Leads where a is null', 'distinct:distinct'],
    ['select a from where a is null', 'expected:where'],
    ['select a from Leads where', 'expected:where'],
    ['select a from Leads where (a is null', 'unclosedBracket:('],
    ['select a from Leads where a is null)', 'unopenedBracket:)'],
    ['select a from Leads where ()', 'emptyBrackets:()'],
    ["select a from Leads where a = 'b", "unclosedText:'b"],
    ['select a from Leads where a = 2026-01-01', 'unquotedValue:2026-01-01'],
    ['select a from Leads where a <> 1', 'foreignOperator:<>'],
    ["select a from Leads where a contains 'b'", 'unknownOperator:contains'],
    ['select a from Leads where a != null', 'nullComparison:!= null'],
    [
      'select a from Leads where a in (select b from Deals where c is null)',
      'subquery:(select b from Deals where c is null)',
    ],
    ['select a from Leads where a in (1 2)', 'missingComma:2'],
    ['select COUNT(*) from Leads where a is null', 'starArgument:*'],
    ['select a from Leads where a is null order b', 'missingBy:order'],
    ['select a from Leads order by a where a is null', 'clauseOrder:where'],
    ['select a from Leads where a is null where b is null', 'clauseOrder:where'],
    ['select a from Leads where a is null limit -5', 'numberForm:-5'],
    ['select a from Leads where a is null limit 20, 10', 'limitForm:20, 10'],
    ['select a from Leads#all where a is null', 'numberForm:all'],
    ['select a from Leads where a is null /* note', 'unclosedComment:/*'],
    [`select a from Leads where ${'('.repeat(5000)}a is null`, 'tooDeep'],
  ];
  for (const [text, expected] of problems) {
    it(`complains once of ${text.slice(0, 80)}`, () => {
      const [problem] = parseDocument(text).queries[0]?.syntaxProblems ?? [];
      assert.ok(problem);
      assert.equal(
        `${problem.kind}:${text.slice(problem.start, problem.end)}`.slice(0, 80).startsWith(expected),
        true,
        problem.kind,
      );
    });
  }

  it('divides a document at semicolons, and where a second SELECT begins', () => {
    const text = "-- first\nselect a from A where b = ';' ; ;\n/* second; */ select c from C\nselect d";
    const { queries } = parseDocument(text);
    assert.deepEqual(
      queries.map(({ start, end }) => text.slice(start, end)),
      ["select a from A where b = ';'", 'select c from C', 'select d'],
    );
    assert.equal(queries[1]?.syntaxProblems[0]?.kind, 'missingSemicolon');
  });

  it('takes a field that is called like a clause for a field where only that makes sense', () => {
    const query = only('select Limit, Offset from X where Limit > 5 order by Offset desc limit 7');
    assert.deepEqual(query.syntaxProblems, []);
    assert.equal(query.limit?.value, 7);
  });

  it('finds the query that a place belongs to', () => {
    const text = '-- note\nselect a ;\n\nselect b\n\n';
    const document = parseDocument(text);
    const at = (offset: number) => document.queries.findIndex((each) => each === queryAt(document, offset));
    assert.deepEqual(
      [at(0), at(text.indexOf('a')), at(text.indexOf(';') + 1), at(text.indexOf('b')), at(text.length)],
      [0, 0, 1, 1, 1],
    );
    assert.equal(queryAt(parseDocument(''), 0), undefined);
  });

  it('reads anything without throwing, and finds everything within the document', () => {
    const chance = new Chance(7);
    const scraps = [
      'select',
      'from',
      'where',
      'group',
      'by',
      'order',
      'limit',
      'and',
      'or',
      'not',
      'in',
      'is',
      'null',
      'as',
      'between',
    ];
    const signs = [
      '(',
      ')',
      ',',
      "'",
      '"',
      '.',
      '->',
      '#',
      '*',
      '=',
      '<>',
      '--',
      '/*',
      '*/',
      '\n',
      ';',
      ' ',
      'é',
      'a',
      '12',
      '-3',
      '2026-1',
    ];
    for (let count = 0; count < 20_000; count++) {
      const text = Array.from(
        { length: chance.below(25) },
        () => chance.of([...scraps, ...signs]) + chance.of(['', ' ', ' ']),
      ).join('');
      for (const { start, end, syntaxProblems } of parseDocument(text).queries) {
        assert.ok(start < end && end <= text.length, text);
        for (const problem of syntaxProblems)
          assert.ok(problem.start < problem.end && problem.end <= text.length, text);
      }
    }
  });

  it('gets to the end of a long document, whatever it is full of', () => {
    for (const scrap of [
      '(',
      "'",
      "' ",
      '"',
      '/*',
      'a = 1 and ',
      'a,',
      'COUNT(',
      'in (',
      'select a from b where c = 1;',
      'select ',
    ]) {
      const { queries } = parseDocument(`select a from X where ${scrap.repeat(50_000)}`);
      assert.ok(queries.length > 0);
    }
  });
});
