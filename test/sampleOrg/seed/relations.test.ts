import assert from 'node:assert/strict';

import type { OrgState } from '../../../src/sampleOrg/orgState.ts';
import type { StoredValue } from '../../../src/sampleOrg/records/store.ts';
import type { FieldDefinition } from '../../../src/sampleOrg/schema/module.ts';
import { column, linked, recordsOf, seededOrg } from './seededOrg.ts';

describe('relations between the records of the seed', () => {
  const org = seededOrg();

  it('lead to records of the right module, except for two on purpose', () => {
    const broken: string[] = [];
    for (const module of org.schema.modules) {
      for (const field of module.fields) {
        for (const record of recordsOf(org, module.apiName)) {
          const target = targetOf(field, record.values[field.apiName] ?? null);
          if (!target) continue;
          if (org.records.table(target.module).get(target.id)) continue;
          assert.ok(isDeleted(org, target.module, target.id), `${module.apiName}.${field.apiName} → ${target.id}`);
          broken.push(`${module.apiName}.${field.apiName}`);
        }
      }
    }
    assert.deepEqual(broken.sort(), ['Contacts.Account_Name', 'Deals.Contact_Name']);
  });

  it('go back in time: a record belongs to one that was there before it', () => {
    for (const { values } of recordsOf(org, 'Contacts')) {
      const account = linked(org, 'Accounts', values['Account_Name']);
      if (account) assert.ok(Number(account.values['Created_Time']) <= Number(values['Created_Time']));
    }
  });

  it('give a quote the account of its deal', () => {
    const withDeal = recordsOf(org, 'Quotes').filter(({ values }) => values['Deal_Name']);
    assert.ok(withDeal.length > 5);
    for (const { values } of withDeal) {
      const deal = linked(org, 'Deals', values['Deal_Name']);
      assert.equal(values['Account_Name'], deal?.values['Account_Name']);
    }
  });

  it('join each pair of a linking module once', () => {
    const crowded = seededOrg({
      records: new Map([
        ['Properties', 4],
        ['Contacts', 4],
        ['Properties_X_Contacts', 40],
      ]),
    });
    const pairs = recordsOf(crowded, 'Properties_X_Contacts').map(({ values }) => [
      values['Property'],
      values['Interested_Contact'],
    ]);
    assert.equal(new Set(pairs.map(String)).size, pairs.length);
    assert.ok(pairs.length > 5 && pairs.length <= 16, `${pairs.length} of 16 possible pairs`);
  });

  it('give every quote and invoice lines that add up to its total', () => {
    for (const [module, lines] of [
      ['Quotes', 'Quoted_Items'],
      ['Invoices', 'Invoiced_Items'],
    ] as const) {
      for (const { id, values } of recordsOf(org, module)) {
        const rows = org.records.table(lines).recordsWith('Parent_Id', id);
        assert.ok(rows.length >= 1);
        const sum = rows.reduce((total, row) => total + Number(row.values['Net_Total']), 0);
        assert.ok(Math.abs(sum - Number(values['Sub_Total'])) < 0.01, `${module} ${id}`);
      }
    }
  });

  it('end the history of each deal with its stage', () => {
    for (const { id, values } of recordsOf(org, 'Deals')) {
      const history = org.records.table('DealHistory').recordsWith('Deal_Name', id);
      assert.equal(history.at(-1)?.values['Stage'], values['Stage']);
    }
  });

  it('have bytes for every attachment but the link', () => {
    const attachments = recordsOf(org, 'Attachments');
    const links = attachments.filter(({ values }) => values['$type'] === 'Link URL');
    assert.equal(links.length, 1);
    for (const { values } of attachments) {
      if (values['$type'] === 'Link URL') continue;
      const fileId = values['$file_id'];
      const file = typeof fileId === 'string' ? org.files.get(fileId) : undefined;
      assert.equal(String(file?.content.length), values['Size']);
    }
  });

  it('leave owners only to users who are still there, some of them inactive', () => {
    const owners = new Set(column(org, 'Leads', 'Owner'));
    const statuses = new Set(org.users.filter((user) => owners.has(user.id)).map((user) => user.status));
    assert.deepEqual(statuses, new Set(['active', 'inactive']));
  });
});

function targetOf(field: FieldDefinition, value: StoredValue): { module: string; id: string } | undefined {
  if (field.type === 'lookup' && field.lookup && typeof value === 'string')
    return { module: field.lookup.module, id: value };
  if (field.type === 'multi_module_lookup' && value !== null) return value as { module: string; id: string };
  return undefined;
}

function isDeleted(org: OrgState, module: string, id: string): boolean {
  return org.records.table(module).deleted.some((record) => record.id === id);
}
