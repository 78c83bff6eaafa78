import assert from 'node:assert/strict';

import { parseDocument } from '../../../../src/core/coql/parse.ts';
import type { Condition } from '../../../../src/core/coql/syntax.ts';
import { readLimits } from '../../../../src/core/crm/zoho/readLimits.ts';
import { bulkCriteria } from '../../../../src/core/jobs/reading/bulkCriteria.ts';
import { conditionText } from '../../../../src/core/jobs/reading/conditionText.ts';
import { planFields } from '../../../../src/core/jobs/reading/fieldPlan.ts';
import { planRead } from '../../../../src/core/jobs/reading/readPlan.ts';
import type { ReadRequest } from '../../../../src/core/jobs/reading/readRequest.ts';
import type { PlanFacts } from '../../../../src/core/jobs/reading/wayFigures.ts';
import { exampleField } from '../../metadata/exampleMetadata.ts';

const limits = readLimits({ license_details: { paid_type: 'enterprise', users_license_purchased: '10' } });
const names = Array.from({ length: 120 }, (_, index) => `Field_${index + 1}`);
const known = new Map([
  [
    'Leads',
    [
      ...names.map((apiName) => exampleField({ apiName, type: 'text' })),
      exampleField({ apiName: 'Modified_Time', type: 'dateTime' }),
      exampleField({ apiName: 'Owner', type: 'userLookup' }),
      exampleField({ apiName: 'Account', type: 'lookup', lookupModules: ['Accounts'] }),
      exampleField({ apiName: 'Photos', type: 'image', isMultiValued: true }),
      exampleField({ apiName: 'Rooms', type: 'subform', subformModule: 'Rooms' }),
    ],
  ],
  ['Accounts', [exampleField({ apiName: 'Account_Name', type: 'text', namesRecord: true })]],
  ['Rooms', [exampleField({ apiName: 'Parent_Id', type: 'lookup', lookupModules: ['Leads'] })]],
]);

function plan(request: Partial<ReadRequest>, facts: Partial<PlanFacts> = {}) {
  const whole = { module: 'Leads', fields: ['Field_1'], ...request };
  return planRead(whole, { count: 1_000, limits, known, creditsLeft: undefined, ...facts });
}

describe('the plan of a reading', () => {
  it('reads few records by one lane, more by lanes of queries, very many by exports', () => {
    assert.equal(plan({}, { count: 1_500 }).lanes, 1);
    const many = plan({}, { count: 100_000 });
    assert.deepEqual([many.way, many.lanes], ['coql', 9]);
    assert.deepEqual([many.calls, many.credits], [52, 152]);
    const veryMany = plan({}, { count: 1_000_000 });
    assert.equal(veryMany.way, 'bulk');
    assert.ok(veryMany.lanes > 1 && veryMany.credits < 500);
  });

  it('saves credits where few are left', () => {
    assert.equal(plan({}, { count: 100_000, creditsLeft: 1_000 }).way, 'bulk');
    assert.equal(plan({}, { count: 100_000, creditsLeft: 100_000 }).way, 'coql');
  });

  it('says what the other ways would take, and why one is impossible', () => {
    const { way, why, others } = plan({ order: 'id' }, { count: 500_000 });
    assert.equal(way, 'coql');
    assert.match(why, /queries about \d+ s and [\d,]+ credits/);
    assert.deepEqual(
      others.map((each) => each.way),
      ['list', 'bulk'],
    );
    assert.match(others[1]?.impossibleBecause ?? '', /order/);
  });

  it('takes the way that is asked for, or says why not', () => {
    assert.equal(plan({ way: 'bulk' }).way, 'bulk');
    assert.throws(() => plan({ way: 'bulk', order: 'id' }), /Leads cannot be read like this.*order.*another way/);
  });

  it('counts the calls for what a way does not have', () => {
    const { extraReads } = plan({ fields: ['Photos', 'Rooms', 'Owner'], way: 'coql' }, { count: 1_000 });
    assert.deepEqual(
      extraReads.map(({ kind, calls }) => [kind, calls]),
      [
        ['listed', 10],
        ['learned', 1],
        ['rows', 20],
      ],
    );
  });
});

describe('the fields of a reading', () => {
  it('are read in batches with the version in each, where they do not fit into one call', () => {
    const { columnBatches, version } = planFields('coql', 'Leads', names, known, limits);
    assert.equal(version, 'Modified_Time');
    assert.deepEqual(
      columnBatches.map((batch) => batch.length),
      [50, 50, 23],
    );
    assert.ok(columnBatches.every((batch) => batch[0] === 'Modified_Time'));
    assert.deepEqual(new Set(columnBatches.flat()), new Set(['Modified_Time', ...names]));
    assert.equal(planFields('bulk', 'Leads', names, known, limits).columnBatches.length, 1);
  });

  it('bring the names of lookups along, where an export tells ids only', () => {
    const bulk = planFields('bulk', 'Leads', ['Account', 'Owner'], known, limits);
    assert.deepEqual(bulk.columnBatches, [['Account', 'Owner', 'Account.Account_Name']]);
    assert.deepEqual(bulk.learned, ['Owner']);
  });

  it('that exports refuse are queried', () => {
    const { queried, columnBatches } = planFields(
      'bulk',
      'Leads',
      ['Field_1', 'Field_2'],
      known,
      limits,
      new Set(['Field_2']),
    );
    assert.deepEqual(queried, ['Field_2']);
    assert.deepEqual(columnBatches, [['Modified_Time', 'Field_1']]);
  });
});

describe('a condition', () => {
  const condition = (text: string): Condition => {
    const found = parseDocument(`select id from Leads where ${text}`).queries[0]?.where?.condition;
    assert.ok(found);
    return found;
  };
  const everything = { after: undefined, upTo: undefined };

  it('is written in pairs, "and" before "or"', () => {
    assert.equal(
      conditionText(condition("A = 'x''y' or B in (1, 2) and C is null and D between 1 and 2")),
      "(A = 'x''y' or ((B in (1, 2) and C is null) and D between 1 and 2))",
    );
  });

  it('is said to a bulk export with groups that nest once', () => {
    const test = (field: string) => ({ kind: 'comparison', field, comparator: 'equal', value: '1' });
    const range = { after: '5', upTo: undefined };
    assert.deepEqual(bulkCriteria(condition('A = 1 or (B = 1 and C = 1)'), undefined, range), {
      kind: 'group',
      operator: 'and',
      members: [
        { kind: 'group', operator: 'or', members: [test('A'), test('B')] },
        { kind: 'group', operator: 'or', members: [test('A'), test('C')] },
        { kind: 'comparison', field: 'id', comparator: 'greater_than', value: '5' },
      ],
    });
    assert.equal(bulkCriteria(undefined, undefined, everything), 'none');
    assert.deepEqual(bulkCriteria(condition("A like '%x%'"), undefined, everything), {
      ...{ kind: 'comparison', field: 'A', comparator: 'contains', value: 'x' },
    });
  });
});
