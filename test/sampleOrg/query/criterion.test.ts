import assert from 'node:assert/strict';

import { compileCriterion } from '../../../src/sampleOrg/query/criterion.ts';
import { CriterionError } from '../../../src/sampleOrg/query/criterionError.ts';
import type { CriterionFault } from '../../../src/sampleOrg/query/criterionError.ts';
import type { Comparator, Criterion, CriterionValue } from '../../../src/sampleOrg/schema/module.ts';
import { callerOf, handmadeOrg, ids, moduleNamed } from './handmadeOrg.ts';

const org = handmadeOrg();
const names = new Map(Object.entries(ids).map(([name, id]) => [id as string, name]));

function found(criterion: Criterion, module = 'Contacts'): string {
  const holds = compileCriterion(org, moduleNamed(org, module), criterion, callerOf(org));
  const records = org.records.table(module).ascending().filter(holds);
  return records.map((record) => names.get(record.id)).join(' ');
}

function test(path: string, comparator: Comparator, ...values: CriterionValue[]): Criterion {
  return { kind: 'test', path: path.split('.'), comparator, values };
}

describe('compileCriterion', () => {
  const cases: readonly [path: string, comparator: Comparator, values: CriterionValue[], expected: string][] = [
    ['Last_Name', 'equal', ['BOYLE'], 'cleo'],
    ['Last_Name', 'equal', ['álvarez'], 'anna'],
    ['Last_Name', 'not_equal', ['boyle'], 'anna bert dora'],
    ['Last_Name', 'contains', ['Boyle'], 'cleo dora'],
    ['Last_Name', 'not_contains', ['boyle'], 'anna bert'],
    ['Last_Name', 'starts_with', ['o'], 'bert'],
    ['Last_Name', 'ends_with', ['SMITH'], 'dora'],
    ['Last_Name', 'in', ['Boyle', "o'brien"], 'bert cleo'],
    ['Last_Name', 'not_in', ['Boyle', "o'brien"], 'anna dora'],
    ['Email', 'is_empty', [], 'cleo dora'],
    ['Email', 'is_not_empty', [], 'anna bert'],
    ['Email', 'equal', ['${EMPTY}'], 'cleo dora'],
    ['Email', 'not_equal', [null], 'anna bert'],
    ['Email', 'not_equal', ['bert@example.com'], 'anna'],
    ['Visits', 'equal', [12], 'bert cleo'],
    ['Visits', 'equal', ['12'], 'bert cleo'],
    ['Visits', 'less_than', [12], 'anna'],
    ['Visits', 'less_equal', ['12'], 'anna bert cleo'],
    ['Visits', 'greater_than', [3], 'bert cleo'],
    ['Visits', 'between', [3, 11], 'anna'],
    ['Visits', 'not_between', [3, 11], 'bert cleo'],
    ['Visits', 'in', ['3', 4], 'anna'],
    ['Score', 'less_than', ['-0.4'], 'bert'],
    ['Twice', 'equal', [6], 'anna'],
    ['Badge', 'greater_than', ['10'], 'bert'],
    ['Badge', 'less_than', ['10'], 'anna'],
    ['Badge', 'greater_than', ['-1'], 'anna bert'],
    ['Badge', 'equal', ['00009'], 'anna'],
    ['Badge', 'in', ['123456789012345678'], 'bert'],
    ['id', 'greater_than', [ids.bert], 'cleo dora'],
    ['id', 'equal', [ids.bert], 'bert'],
    ['Date_of_Birth', 'greater_equal', ['2000-12-31'], 'bert'],
    ['Date_of_Birth', 'between', ['1990-01-01', '1990-12-31'], 'anna'],
    // Both folds of 1:30 on the night when clocks go back, the second written in another zone.
    ['Modified_Time', 'equal', ['2024-11-03T01:30:00-07:00'], 'anna'],
    ['Modified_Time', 'equal', ['2024-11-03T15:00:00+05:30'], 'bert cleo'],
    ['Modified_Time', 'greater_than', ['2024-11-03T09:30:00Z'], 'dora'],
    ['Email_Opt_Out', 'equal', ['TRUE'], 'anna'],
    ['Email_Opt_Out', 'equal', [false], 'bert cleo dora'],
    ['Owner', 'equal', [ids.inactive], 'bert'],
    ['Owner', 'equal', ['${CURRENTUSER}'], 'anna cleo dora'],
    ['Owner.last_name', 'equal', ['gone'], 'bert'],
    ['Owner.id', 'not_in', [ids.boyle], 'bert'],
    ['Account_Name', 'is_empty', [], 'dora'],
    ['Account_Name.Industry', 'equal', ['tools'], 'anna'],
    ['Account_Name.Parent_Account.Account_Name', 'ends_with', ['holding'], 'anna'],
    // One of them points to an account that is gone.
    ['Account_Name.Account_Name', 'is_empty', [], 'cleo dora'],
    ['Languages', 'equal', ['German;English'], 'anna'],
    ['Languages', 'equal', ['German'], 'bert'],
    ['Languages', 'not_equal', ['German'], 'anna'],
    ['Languages', 'in', ['English', 'French'], 'anna'],
    ['Languages', 'contains', ['man'], 'anna bert'],
    ['Languages', 'is_empty', [], 'cleo dora'],
    ['Tag', 'in', ['vip'], 'anna'],
  ];
  for (const [path, comparator, values, expected] of cases) {
    it(`finds ${expected === '' ? 'nothing' : expected} with ${path} ${comparator} ${values.map(String).join(', ')}`, () => {
      assert.equal(found(test(path, comparator, ...values)), expected);
    });
  }

  it('follows a lookup into several modules to the module that the path names', () => {
    assert.equal(found(test('What_Id->Leads.Industry', 'equal', 'erp'), 'Tasks'), 'task');
    assert.equal(found(test('What_Id->Accounts.id', 'in', ids.zylker), 'Tasks'), 'otherTask');
    assert.equal(found(test('What_Id', 'equal', ids.lead), 'Tasks'), 'task');
  });

  it('meets all, any, and the empty group', () => {
    const [web, visited] = [test('Lead_Source', 'equal', 'Web'), test('Visits', 'equal', 12)];
    assert.equal(found({ kind: 'all', of: [web, visited] }), 'cleo');
    assert.equal(found({ kind: 'any', of: [web, visited] }), 'anna bert cleo');
    assert.equal(found({ kind: 'all', of: [] }), 'anna bert cleo dora');
    assert.equal(found({ kind: 'any', of: [] }), '');
  });

  const refused: readonly [path: string, comparator: Comparator, values: CriterionValue[], reason: CriterionFault][] = [
    ['Nothing', 'equal', ['a'], 'unknownField'],
    ['last_name', 'equal', ['a'], 'unknownField'],
    ['Account_Name.Nothing', 'equal', ['a'], 'unknownField'],
    ['Email.id', 'equal', ['a'], 'unknownRelation'],
    ['Account_Name->Leads.id', 'equal', ['a'], 'unknownRelation'],
    ['Addresses', 'is_empty', [], 'fieldNotSupported'],
    ['Interests', 'equal', ['a'], 'fieldNotSupported'],
    ['Last_Name', 'greater_than', ['a'], 'comparatorNotSupported'],
    ['Visits', 'contains', ['1'], 'comparatorNotSupported'],
    ['Owner', 'less_than', [ids.boyle], 'comparatorNotSupported'],
    ['Email_Opt_Out', 'in', ['true'], 'comparatorNotSupported'],
    ['Visits', 'equal', ['many'], 'valueInvalid'],
    ['Visits', 'equal', [''], 'valueInvalid'],
    ['Badge', 'equal', ['1.5'], 'valueInvalid'],
    ['Owner', 'equal', ['Patricia'], 'valueInvalid'],
    ['Email_Opt_Out', 'equal', ['yes'], 'valueInvalid'],
    ['Date_of_Birth', 'equal', ['2023-02-29'], 'valueInvalid'],
    ['Date_of_Birth', 'equal', ['2023-02-28T00:00:00Z'], 'valueInvalid'],
    ['Modified_Time', 'equal', ['2024-11-03'], 'valueInvalid'],
    ['Modified_Time', 'equal', ['2024-11-03T01:30:00'], 'valueInvalid'],
    ['Modified_Time', 'equal', ['2024-11-03T01:30:00.000Z'], 'valueInvalid'],
    ['Visits', 'between', [1], 'valueCountInvalid'],
    ['Visits', 'in', [], 'valueCountInvalid'],
    ['Visits', 'equal', [1, 2], 'valueCountInvalid'],
    ['Visits', 'is_empty', [1], 'valueCountInvalid'],
  ];
  for (const [path, comparator, values, reason] of refused) {
    it(`refuses ${path} ${comparator} ${values.map(String).join(', ')} as ${reason}`, () => {
      assert.throws(
        () => found(test(path, comparator, ...values)),
        (error) => error instanceof CriterionError && error.reason === reason && error.details.field === path,
      );
    });
  }

  it('says which value was wrong and what it should have been', () => {
    assert.throws(
      () => found(test('Visits', 'in', 1, 'two')),
      (error) =>
        error instanceof CriterionError && error.details.value === 'two' && error.details.expected === 'number',
    );
  });
});
