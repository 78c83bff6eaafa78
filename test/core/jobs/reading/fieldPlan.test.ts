import assert from 'node:assert/strict';

import { readLimits } from '../../../../src/core/crm/zoho/readLimits.ts';
import { listedInstead, planFields } from '../../../../src/core/jobs/reading/fieldPlan.ts';
import { readWays } from '../../../../src/core/jobs/reading/readRequest.ts';
import { field } from '../../../conformance/targets/exampleModule.ts';

const limits = readLimits(undefined);
const known = new Map([
  [
    'Leads',
    [
      field('Name', 'text', '1'),
      field('Notes', 'longText', '2', { isRichText: true }),
      field('Owner', 'userLookup', '3'),
      field('Account', 'lookup', '4', { lookupModules: ['Accounts'] }),
      field('What', 'lookup', '5', { lookupModules: ['Accounts', 'Deals'] }),
      field('Photos', 'image', '6', { isMultiValued: true }),
      field('Lines', 'subform', '7', { subformModule: 'Lines', isMultiValued: true }),
      field('Unknown_Lines', 'subform', '8', { isMultiValued: true }),
      field('Team', 'multiLookup', '9', {
        isMultiValued: true,
        linking: { module: 'Leads_X_Users', ownField: 'Lead', otherField: 'Member' },
      }),
      field('Address', 'address', '10'),
      field('Tag', 'text', '11'),
      field('Modified_Time', 'dateTime', '12'),
    ],
  ],
  [
    'Accounts',
    [
      field('Account_Name', 'text', '21', { namesRecord: true }),
      field('Parent', 'lookup', '22', { lookupModules: ['Accounts'] }),
    ],
  ],
  ['Lines', [field('Parent_Id', 'lookup', '31')]],
  ['Leads_X_Users', [field('Lead', 'lookup', '41'), field('Member', 'userLookup', '42')]],
]);

function plan(way: (typeof readWays)[number], paths: readonly string[], refused: readonly string[] = []) {
  return planFields(way, 'Leads', paths, known, limits, new Set(refused));
}

describe('where the values of a field come from', () => {
  it('is the reading itself for plain fields, each of them once', () => {
    for (const way of readWays) {
      const { columnBatches, wanted, version, listed, queried } = plan(way, ['id', 'Name', 'Name']);
      assert.deepEqual([columnBatches, listed, queried], [[['Name']], [], []], way);
      assert.deepEqual([wanted.map(({ path }) => path), version], [['Name'], 'Modified_Time']);
    }
  });

  it('is one more call for rows, and one for each record where their module is not known', () => {
    for (const way of readWays) {
      const { rows, single, columnBatches } = plan(way, ['Lines', 'Team', 'Unknown_Lines']);
      assert.deepEqual(rows, [
        { path: 'Lines', module: 'Lines', parentField: 'Parent_Id', otherField: undefined },
        { path: 'Team', module: 'Leads_X_Users', parentField: 'Lead', otherField: 'Member' },
      ]);
      assert.deepEqual([single, columnBatches], [['Unknown_Lines'], [[]]]);
    }
  });

  it('is a query for paths that lists do not follow, and that exports cannot tell whole', () => {
    const paths = ['Account.Account_Name', 'Account.Parent'];
    assert.deepEqual(plan('list', paths).queried, paths);
    assert.deepEqual(plan('coql', paths).queried, []);
    const { columnBatches, queried } = plan('bulk', paths);
    assert.deepEqual([columnBatches, queried], [[['Modified_Time', 'Account.Account_Name']], ['Account.Parent']]);
  });

  it('is learned where the way tells an id or a word', () => {
    const paths = ['Owner', 'What', 'Account', 'Tag'];
    assert.deepEqual(plan('list', paths).learned, []);
    assert.deepEqual(plan('coql', paths).learned, ['Owner', 'What']);
    const { learned, names } = plan('bulk', paths);
    assert.deepEqual(learned, ['Owner', 'What', 'Tag']);
    assert.deepEqual([...names], [['Account', 'Account.Account_Name']]);
  });

  it('is a list for several pictures, whole texts come by a call of their own, addresses not at all', () => {
    const { listed, cut, missing } = plan('coql', ['Photos', 'Notes', 'Address']);
    assert.deepEqual([listed, cut, missing.map((each) => each.field)], [['Photos'], ['Notes'], ['Address']]);
  });

  it('is another call for what was refused: lists after queries, queries after exports, and lists after both', () => {
    assert.deepEqual(plan('coql', ['Name', 'Tag'], ['Tag']).listed, ['Tag']);
    const afterExports = plan('bulk', ['Name', 'Tag', 'Owner', 'Photos'], ['Tag', 'Owner']);
    assert.deepEqual([afterExports.queried, afterExports.listed], [['Tag', 'Owner'], ['Photos']]);
    assert.deepEqual(afterExports.learned, ['Owner']);
    const afterBoth = listedInstead(afterExports, ['Tag']);
    assert.deepEqual([afterBoth.queried, afterBoth.listed], [['Owner'], ['Photos', 'Tag']]);
  });

  it('is another call for what does not fit into the first, with the version in each', () => {
    const paths = ['Name', 'Notes', 'Tag', 'Account', 'Account.Account_Name'];
    const small = { ...limits, listFields: 3, queryFields: 3, bulkFields: 3 };
    const planned = (way: (typeof readWays)[number]) => planFields(way, 'Leads', paths, known, small);
    const first = ['Modified_Time', 'Name', 'Notes'];
    const byQueries = planned('coql').columnBatches;
    assert.deepEqual(byQueries, [
      first,
      ['Modified_Time', 'Tag', 'Account'],
      ['Modified_Time', 'Account.Account_Name'],
    ]);
    const byList = planned('list');
    assert.deepEqual([byList.columnBatches, byList.listed], [[first], ['Tag', 'Account']]);
    const byExport = planned('bulk');
    assert.deepEqual([byExport.columnBatches, byExport.queried], [[first], ['Tag', 'Account', 'Account.Account_Name']]);
  });

  it('is learned for names of lookups that do not fit into an export', () => {
    const { names, learned, columnBatches, queried } = planFields('bulk', 'Leads', ['Name', 'Account'], known, {
      ...limits,
      bulkFields: 3,
    });
    assert.deepEqual([names.size, learned, queried], [0, ['Account'], []]);
    assert.deepEqual(columnBatches, [['Name', 'Account']]);
  });
});
