import assert from 'node:assert/strict';

import type { KnownMetadata } from '../../../src/core/coql/knownMetadata.ts';
import { parseDocument } from '../../../src/core/coql/parse.ts';
import type { CoqlProblem, ProblemOptions } from '../../../src/core/coql/problem.ts';
import { findProblems } from '../../../src/core/coql/problems.ts';
import { applyEdits } from '../../../src/core/coql/textEdit.ts';
import { Chance } from '../../conformance/coqlQueries.ts';
import { exampleOrganization, modulesOnly, nothingKnown } from './exampleOrganization.ts';

function problems(text: string, metadata: KnownMetadata = exampleOrganization, options: ProblemOptions = {}) {
  return findProblems(parseDocument(text), metadata, options);
}

/** Kind and marked text of each problem. */
function told(text: string, metadata?: KnownMetadata, options?: ProblemOptions): readonly string[] {
  return problems(text, metadata, options).map(({ kind, span }) => `${kind}:${text.slice(span.start, span.end)}`);
}

function mended(text: string): string {
  const [fix] = problems(text).flatMap((problem: CoqlProblem) => problem.fixes);
  return applyEdits(text, fix?.edits ?? []);
}

const all = 'where id is not null';

describe('Problems of a query', () => {
  it('are none where nothing is wrong', () => {
    const text = `select Last_Name, Account_Name.Parent_Account.Industry as 'Trade', Owner.email from Leads
      where ((Annual_Revenue > 1000.50 and Created_Time >= '2026-01-01T00:00:00+01:00') and Email_Opt_Out = false)
      or Lead_Source in ('Web', 'Advertisement') order by Trade, id desc limit 5000;
      select COUNT(id), Lead_Source from Leads ${all} group by Lead_Source order by COUNT(id) desc;
      select 'What_Id->Leads.Last_Name' from Calls where What_Id->Leads.id = 7;
      select Languages from Leads where Languages = 'English;German' or Birthday between '2000-01-01' and '2000-02-29'`;
    assert.deepEqual(told(text), []);
  });

  const cases: readonly [text: string, ...expected: string[]][] = [
    ['select id from Leads', 'missingWhere:Leads'],
    ['select id', 'missingFrom:select'],
    [`from Leads ${all}`, 'missingSelect:from L'],
    [`select * from Leads ${all}`, 'star:*'],
    [`select id from Laeds ${all}`, 'unknownModule:Laeds'],
    [`select id from Secrets ${all}`, 'unreadableModule:Secrets'],
    [`select Last_Nam from Leads ${all}`, 'unknownField:Last_Nam'],
    [`select Account_Name.Industri from Leads ${all}`, 'unknownField:Industri'],
    [`select Company.id from Leads ${all}`, 'notALookup:Company'],
    [`select What_Id.id from Calls ${all}`, 'notALookup:What_Id'],
    [`select What_Id->Deals.id from Calls ${all}`, 'notALookup:Deals'],
    [`select Rows from Leads ${all}`, 'unsupportedColumn:Rows'],
    [`select count(id) from Leads ${all}`, 'unknownFunction:count'],
    [`select MEDIAN(id) from Leads ${all}`, 'unknownFunction:MEDIAN'],
    [`select SUM(Company) from Leads ${all}`, 'wrongArgument:Company'],
    [`select COUNT(Company) from Leads ${all}`, 'wrongArgument:Company'],
    ['select id from Leads where COUNT(id) > 5', 'aggregateInCondition:COUNT(id)'],
    ["select id from Leads where Description = 'x'", 'unsupportedInCondition:Description'],
    ["select id from Leads where Company > 'x'", 'wrongOperator:>'],
    ["select id from Leads where Annual_Revenue like '1%'", 'wrongOperator:like'],
    ['select id from Leads where Email_Opt_Out != true', 'wrongOperator:!='],
    ["select id from Leads where Passport like 'C%'", 'wrongOperator:like'],
    ["select id from Leads where (Passport = 'C1' or Passport is null)"],
    ["select id from Leads where Annual_Revenue = 'many'", "wrongValue:'many'"],
    ["select id from Leads where Account_Name = 'Acme'", "wrongValue:'Acme'"],
    ["select id from Leads where Birthday = '29.02.2000'", "wrongValue:'29.02.2000'"],
    ["select id from Leads where Created_Time > '2026-01-01'", "wrongValue:'2026-01-01'"],
    ["select id from Leads where Created_Time > '2026-01-01T00:00:00.000Z'", "wrongValue:'2026-01-01T00:00:00.000Z'"],
    ["select id from Leads where Company like 'a%b'", "wrongValue:'a%b'"],
    ["select id from Leads where Company not like 'a%'", "wrongValue:'a%'"],
    ["select id from Leads where Lead_Source = 'Wob'", "unknownPickListValue:'Wob'"],
    ["select id from Leads where Languages = 'English;Dutch'", "unknownPickListValue:'English;Dutch'"],
    [`select Company, Company from Leads ${all}`, 'duplicate:Company'],
    [`select Company as 'a', Owner as 'a' from Leads ${all}`, 'alias:a'],
    [`select Company as 'Owner', Owner from Leads ${all}`, 'alias:Owner'],
    [`select Company as '' from Leads ${all}`, "alias:''"],
    [`select Company, COUNT(id) from Leads ${all}`, 'notGrouped:Company'],
    [`select COUNT(id) from Leads ${all} order by Company`, 'notGrouped:Company'],
    [`select id from Leads ${all} group by COUNT(id)`, 'notGrouped:id', 'notGrouped:COUNT(id)'],
    ['select id from Leads where id > 1 and id < 9 and id != 5', 'unpairedConditions:and'],
    [`select id from Leads ${all} limit 0`, 'tooFewRows:limit 0'],
    [`select id from Leads ${all} offset 100000`, 'outOfReach:offset 100000'],
    [
      `select Account_Name.Parent_Account.Parent_Account.id from Leads ${all}`,
      'tooMany:Account_Name.Parent_Account.Parent_Account.id',
    ],
  ];
  for (const [text, ...expected] of cases) {
    it(`are ${expected.join(' and ') || 'none'} in ${text}`, () => {
      assert.deepEqual(told(text), expected);
    });
  }

  it('are no matter of names where metadata are not known', () => {
    const text = `select Foo, Bar.Baz, SUM(Qux) from Nowhere where Foo = 'x' group by Foo, Bar.Baz`;
    assert.deepEqual(told(text, nothingKnown), []);
    assert.deepEqual(told(text.replace('Nowhere', 'Leads'), modulesOnly), []);
    assert.deepEqual(
      told('select Account_Name.Foo from Leads where id is null', {
        ...exampleOrganization,
        fields: (module) => (module === 'Leads' ? exampleOrganization.fields(module) : undefined),
      }),
      [],
    );
  });

  it('are only warned of where records may hold a value that is offered no longer, or users a field', () => {
    const severities = problems("select Owner.phone from Leads where Lead_Source = 'Wob'").map(
      ({ severity }) => severity,
    );
    assert.deepEqual(severities, ['warning', 'warning']);
  });

  it('are limits of one call only when the text is sent as it is', () => {
    const long = `select id from Leads ${all} limit 2001`;
    assert.deepEqual(told(long), []);
    assert.deepEqual(told(long, exampleOrganization, { asSent: true }), ['tooMany:limit 2001']);
    const far = `select id from Leads ${all} limit 2000 offset 98001`;
    assert.deepEqual(told(far), []);
    assert.deepEqual(told(far, exampleOrganization, { asSent: true }), ['outOfReach:offset 98001']);
  });

  it('are warnings where Zoho has announced more than it documents', () => {
    const values = (count: number) => Array.from({ length: count }, (_, index) => index).join();
    const severity = (count: number) => problems(`select id from Leads where id in (${values(count)})`)[0]?.severity;
    assert.deepEqual(
      [severity(50), severity(51), severity(100), severity(101)],
      [undefined, 'warning', 'warning', 'error'],
    );
    const columns = (count: number) => Array.from({ length: count }, (_, index) => `F${index}`).join();
    const kinds = (count: number) =>
      problems(`select ${columns(count)} from Leads ${all}`, nothingKnown).map(({ severity }) => severity);
    assert.deepEqual([kinds(50), kinds(51), kinds(500), kinds(501)], [[], ['warning'], ['warning'], ['error']]);
  });

  it('warn of more formulas than Zoho computes when it is asked', () => {
    const names = Array.from({ length: 6 }, (_, index) => `F${index}`);
    const [example] = exampleOrganization.fields('Leads') ?? [];
    assert.ok(example);
    const fields = names.map((apiName) => ({ ...example, apiName, type: 'formula' as const, crmType: 'formula' }));
    const text = `select ${names.join(', ')} from Leads ${all}`;
    assert.deepEqual(told(text, { ...exampleOrganization, fields: () => fields }), ['tooMany:F5']);
  });

  it('and their fixes lie within the document, whatever is in it', () => {
    const chance = new Chance(5);
    const words = [
      'select',
      'from',
      'where',
      'group by',
      'order by',
      'limit',
      'and',
      'not',
      'in',
      'as',
      'is null',
      '=',
      '<>',
    ];
    const scraps = [
      '(',
      ')',
      ',',
      "'",
      '"',
      '->',
      '#',
      '*',
      'Last_Name',
      'Leads',
      'What_Id',
      'COUNT(',
      '2024-1',
      '--',
      '\n',
      ';',
      '.id',
    ];
    for (let count = 0; count < 5000; count++) {
      const text = Array.from(
        { length: chance.below(20) },
        () => chance.of([...words, ...scraps]) + chance.of(['', ' ']),
      ).join('');
      for (const { span, fixes } of problems(text)) {
        const edits = fixes.flatMap((fix) => fix.edits);
        assert.ok(span.start < span.end && span.end <= text.length, text);
        assert.ok(
          edits.every(({ start, end }) => start <= end && end <= text.length),
          text,
        );
      }
    }
  });

  it('come in the order of the document', () => {
    const starts = problems('select Foo from Leads where Bar = 1;\nselect Baz from Nowhere').map(
      ({ span }) => span.start,
    );
    assert.deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
    );
    assert.equal(starts.length, 4);
  });
});

describe('Quick fixes', () => {
  const cases: readonly [text: string, expected: string][] = [
    ['select id from Leads order by id', 'select id from Leads\nwhere id is not null order by id'],
    [`select id from Laeds ${all}`, `select id from Leads ${all}`],
    [`select id from Prospects ${all}`, `select id from Leads ${all}`],
    [`select last_name from Leads ${all}`, `select Last_Name from Leads ${all}`],
    [`select Account_Name.Industri from Leads ${all}`, `select Account_Name.Industry from Leads ${all}`],
    [`select What_Id.Industry from Calls ${all}`, `select What_Id->Accounts.Industry from Calls ${all}`],
    [`select sum(Annual_Revenue) from Leads ${all}`, `select SUM(Annual_Revenue) from Leads ${all}`],
    [`select COUNT(*) from Leads ${all}`, `select COUNT(id) from Leads ${all}`],
    [`select COUNT(Company) from Leads ${all}`, `select COUNT(id) from Leads ${all}`],
    ['select id from Leads where Email_Opt_Out != true', 'select id from Leads where Email_Opt_Out = false'],
    [
      "select id from Leads where Lead_Source = 'Traders Fair'",
      "select id from Leads where Lead_Source = 'Trader''s Fair'",
    ],
    [
      "select id from Leads where Languages = 'English;Germn'",
      "select id from Leads where Languages = 'English;German'",
    ],
    [
      "select id from Leads where Birthday = '2000-02-29T00:00:00Z'",
      "select id from Leads where Birthday = '2000-02-29'",
    ],
    [
      "select id from Leads where Created_Time > '2026-01-01'",
      "select id from Leads where Created_Time > '2026-01-01T00:00:00Z'",
    ],
    [
      "select id from Leads where Created_Time > '2026-01-01 10:30'",
      "select id from Leads where Created_Time > '2026-01-01T10:30:00Z'",
    ],
    ["select id from Leads where Company not like 'a%'", "select id from Leads where Company not like '%a%'"],
    ['select id from Leads where Company != null', 'select id from Leads where Company is not null'],
    ['select id from Leads where Birthday = 2000-02-29', "select id from Leads where Birthday = '2000-02-29'"],
    [`select Company, COUNT(id) from Leads ${all}`, `select Company, COUNT(id) from Leads ${all}\ngroup by Company`],
    [
      `select Company, Owner, COUNT(id) from Leads ${all} group by Owner`,
      `select Company, Owner, COUNT(id) from Leads ${all} group by Owner, Company`,
    ],
    [`select id, from Leads ${all}`, `select id from Leads ${all}`],
    [`select id from Leads ${all} order Company`, `select id from Leads ${all} order by Company`],
    [`select id from Leads ${all} limit 20, 10`, `select id from Leads ${all} limit 10 offset 20`],
  ];
  for (const [text, expected] of cases) {
    it(`make ${JSON.stringify(expected)} of ${JSON.stringify(text)}`, () => {
      assert.equal(mended(text), expected);
      assert.deepEqual(told(expected), []);
    });
  }
});
