import assert from 'node:assert/strict';

import { fieldTypes } from '../../../src/core/model/metadata.ts';
import { styledName } from '../../../src/core/targets/tableNames.ts';
import type { ModuleToPlan, TableChoices } from '../../../src/core/targets/tablePlan.ts';
import { compareIds, defaultTableChoices, planTables } from '../../../src/core/targets/tablePlan.ts';
import { everyField, field, planOf } from '../../conformance/targets/exampleModule.ts';

function columnNames(fields: Parameters<typeof planOf>[0], choices: Partial<TableChoices> = {}): readonly string[] {
  return planOf(fields, choices).main.columns.map(({ name }) => name);
}

describe('planTables', () => {
  it('has a place for every type of field', () => {
    assert.deepEqual(new Set(everyField.map(({ type }) => type)), new Set(fieldTypes));
    const { main, children } = planOf();
    const placed = new Set([
      ...main.columns.map(({ source }) => ('field' in source ? source.field : '')),
      ...children.map(({ role }) => ('field' in role ? role.field : '')),
    ]);
    assert.deepEqual(
      everyField.filter(({ apiName }) => !placed.has(apiName)),
      [],
    );
  });

  it('names tables and columns by API name or label, as they are or in snake case', () => {
    const fields = [
      field('MRR_Total2', 'currency', '1', { label: 'MRR (total) 2' }),
      field('Owner', 'userLookup', '2'),
    ];
    assert.deepEqual(columnNames(fields), ['id', 'MRR_Total2', 'Owner_id', 'Owner_name', 'Owner_email']);
    assert.deepEqual(columnNames(fields, { namesFrom: 'label', names: false }), ['id', 'MRR (total) 2', 'Owner id']);
    assert.deepEqual(columnNames(fields, { style: 'snakeCase', names: false }), ['id', 'mrr_total2', 'owner_id']);
    assert.equal(planOf(fields, { prefix: 'crm_' }).main.name, 'crm_Things');
    const words = ['AccountName', 'HTTPServer', '_a--b_', 'Straße'].map((name) => styledName(name, 'snakeCase'));
    assert.deepEqual(words, ['account_name', 'http_server', 'a_b', 'straße']);
  });

  it('keeps names unique whatever the case, and within 63 bytes', () => {
    const long = 'Ä'.repeat(40);
    const fields = [field('name', 'text', '9'), field('Name', 'text', '8'), field('ID', 'text', '7')].concat(
      field(`${long}1`, 'text', '6'),
      field(`${long}2`, 'text', '5'),
    );
    const names = columnNames(fields);
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, names.length);
    assert.ok(names.every((name) => Buffer.byteLength(name) <= 63));
    assert.equal(names[2], 'Name', 'the older field has the plain name');
  });

  it('renames no column when a field comes that wants the same name', () => {
    const before = columnNames([field('Name', 'text', '8')]);
    const after = columnNames([field('NAME', 'text', '9'), field('Name', 'text', '8')]);
    assert.equal(after[2], before[1]);
  });

  it('makes foreign keys to tables of the same plan only, and to parents', () => {
    const toPlan = (apiName: string, fields: ModuleToPlan['fields']): ModuleToPlan => ({
      module: { apiName, label: apiName },
      fields,
    });
    const lookups = [
      field('Account_Name', 'lookup', '1', { lookupModules: ['Accounts'] }),
      field('Campaign', 'lookup', '2', { lookupModules: ['Campaigns'] }),
      field('What_Id', 'lookup', '3', { lookupModules: ['Accounts', 'Deals'] }),
      field('Friends', 'multiLookup', '4', { lookupModules: ['Contacts'] }),
    ];
    const [deals] = planTables([toPlan('Deals', lookups), toPlan('Accounts', [])], {
      ...defaultTableChoices,
      foreignKeys: true,
    });
    assert.deepEqual(
      deals?.main.foreignKeys.map(({ column, table }) => [column, table]),
      [['Account_Name_id', 'Accounts']],
    );
    assert.deepEqual(
      deals.children[0]?.foreignKeys.map(({ column, table }) => [column, table]),
      [['parent_id', 'Deals']],
    );
  });

  it('lets computed fields have the type of what they compute', () => {
    const { main } = planOf([
      field('A', 'formula', '1', { resultType: 'currency' }),
      field('B', 'formula', '2', { resultType: 'boolean' }),
      field('C', 'rollup', '3', { resultType: 'date' }),
      field('D', 'formula', '4'),
    ]);
    assert.deepEqual(
      main.columns.map(({ type }) => type),
      ['id', 'longDecimal', 'boolean', 'date', 'longText'],
    );
  });

  it('makes JSON of a subform whose fields are not known', () => {
    const { main, children } = planOf([field('Rows', 'subform', '1', { subformModule: 'Unknown' })]);
    assert.deepEqual([main.columns[1]?.type, children], ['json', []]);
  });

  it('orders ids as the database does', () => {
    const ids = ['10', '9', '100'];
    assert.deepEqual(ids.toSorted(compareIds(planOf())), ['10', '100', '9']);
    assert.deepEqual(ids.toSorted(compareIds(planOf([], { ids: 'bigint' }))), ['9', '10', '100']);
  });
});
