import assert from 'node:assert/strict';

import { fieldTypes } from '../../../../src/core/model/metadata.ts';
import type { CrmRecord } from '../../../../src/core/model/record.ts';
import { never, ReadingWorld } from './readingWorld.ts';

/** Together, they have fields of every type that the sample organization has. */
const modules = [
  ...['Leads', 'Contacts', 'Accounts', 'Deals', 'Tasks', 'Events', 'Calls', 'Products', 'Price_Books', 'Quotes'],
  ...['Invoices', 'Cases', 'Solutions', 'Properties', 'Inspections', 'DealHistory', 'Rooms', 'Properties_X_Contacts'],
];

const related: Readonly<Record<string, readonly string[]>> = {
  Contacts: ['Account_Name.Phone', 'Account_Name.Annual_Revenue', 'Account_Name.Owner', 'Owner.email'],
  Leads: ['Owner.last_name', 'Converted_Account.Account_Name', 'Created_By.email'],
  Deals: ['Contact_Name.Account_Name', 'Contact_Name.Email_Opt_Out', 'Contact_Name.Account_Name.Phone'],
};

describe('reading every field of a module', () => {
  let world: ReadingWorld;
  before(async () => {
    world = await ReadingWorld.start();
  });
  beforeEach(() => {
    // No more than ten exports a minute are handed out.
    world.sampleOrg.clock.advance(60_000);
  });
  after(() => world.stop());

  for (const module of modules) {
    it(`gives the same for ${module} by the list, by queries and by bulk export`, async () => {
      const known = await world.fieldsOf(module, never);
      const fields = [...known.map((field) => field.apiName), ...(related[module] ?? [])];
      const request = { module, fields };
      const byList = await world.read({ ...request, way: 'list' });
      assert.ok(byList.length > 0, 'there are records');
      const given = fields.filter((name) => known.find((field) => field.apiName === name)?.type !== 'address');
      for (const name of given)
        assert.ok(
          byList.every((record) => record[name] !== undefined),
          `${name} is there`,
        );
      assertSame(await world.read({ ...request, way: 'coql' }), byList);
      assertSame(await world.read({ ...request, way: 'bulk' }), byList);
    });
  }

  it('covers every type of field', async () => {
    const types = await Promise.all(
      modules.map(async (module) => (await world.fieldsOf(module, never)).map((field) => field.type)),
    );
    const covered = new Set(types.flat());
    assert.deepEqual(
      fieldTypes.filter((type) => !covered.has(type)),
      [],
    );
  });
});

/** Compares field by field, so that a difference names the field and a record. */
function assertSame(actual: readonly CrmRecord[], expected: readonly CrmRecord[]): void {
  assert.deepEqual(
    actual.map((record) => record.id),
    expected.map((record) => record.id),
  );
  for (const [index, record] of expected.entries()) {
    const other = actual[index];
    const keys = new Set([...Object.keys(record), ...Object.keys(other ?? {})]);
    for (const key of keys) assert.deepEqual(other?.[key], record[key], `${key} of ${record.id}`);
  }
}
