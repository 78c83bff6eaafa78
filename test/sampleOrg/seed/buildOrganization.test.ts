import assert from 'node:assert/strict';

import { UsageError } from '../../../src/sampleOrg/options.ts';
import { column, everything, recordsOf, seededOrg, start } from './seededOrg.ts';

describe('building an organization', () => {
  const org = seededOrg();

  it('makes the same data of the same options', () => {
    const again = seededOrg();
    assert.deepEqual(everything(again), everything(org));
    assert.deepEqual(again.users, org.users);
    assert.deepEqual([...again.files], [...org.files]);
  });

  it('makes other data of another seed', () => {
    const other = seededOrg({ seed: 2 });
    assert.notDeepEqual(column(other, 'Leads', 'Full_Name'), column(org, 'Leads', 'Full_Name'));
    assert.equal(other.records.table('Leads').size, org.records.table('Leads').size);
  });

  it('gives ids of 18 digits, ascending over all modules as time goes on', () => {
    const born = ['Leads', 'Contacts', 'Deals', 'Notes'].flatMap((module) => recordsOf(org, module));
    born.sort((a, b) => (a.id < b.id ? -1 : 1));
    const times = born.map((record) => Number(record.values['Created_Time']));
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
    for (const { id } of born) assert.match(id, /^\d{18}$/);
    assert.equal(new Set(born.map(({ id }) => id)).size, born.length);
  });

  it('leaves the next id above all that are used', () => {
    const used = org.schema.modules.flatMap(({ apiName }) => recordsOf(org, apiName).map(({ id }) => id));
    const next = seededOrg().ids.next();
    assert.ok(used.every((id) => id < next));
  });

  it('changes no record before it is made or after the clock starts', () => {
    for (const { apiName } of org.schema.modules) {
      for (const { id, values } of recordsOf(org, apiName)) {
        const created = Number(values['Created_Time']);
        const modified = Number(values['Modified_Time'] ?? created);
        assert.ok(created <= modified && modified <= start, `${apiName} ${id}`);
        assert.equal((created % 1000) + (modified % 1000), 0, `${apiName} ${id} has whole seconds`);
      }
    }
  });

  it('spreads the records over about three years', () => {
    const times = column(org, 'Contacts', 'Created_Time').map(Number);
    const years = (Math.max(...times) - Math.min(...times)) / (365 * 86_400_000);
    assert.ok(years > 2.8 && years <= 3, String(years));
  });

  it('writes as many records as were asked for', () => {
    const records = new Map([
      ['Leads', 2001],
      ['Deals', 0],
      ['Properties_X_Contacts', 3],
    ]);
    const counted = seededOrg({ records });
    for (const [module, count] of records) assert.equal(counted.records.table(module).size, count, module);
    assert.equal(counted.records.table('Deals').deleted.length, 0);
    assert.equal(counted.records.table('DealHistory').size, 0);
    assert.equal(counted.records.table('Contacts').size, org.records.table('Contacts').size);
  });

  it('can be empty', () => {
    const names = org.schema.modules.filter((module) => org.records.table(module.apiName).size > 0);
    const rowsAndHistory = new Set(['subform', 'field_tracker']);
    const counts = names
      .filter((module) => !rowsAndHistory.has(module.generatedType))
      .map((m) => [m.apiName, 0] as const);
    const empty = seededOrg({ records: new Map(counts) });
    for (const { apiName } of empty.schema.modules) assert.equal(empty.records.table(apiName).size, 0, apiName);
  });

  it('refuses a number for a module that does not exist, and names those that do', () => {
    assert.throws(
      () => seededOrg({ records: new Map([['Lead', 5]]) }),
      (error) => error instanceof UsageError && error.message.includes('"Lead"') && error.message.includes('Leads'),
    );
  });

  it('refuses a number for a module whose rows come with other records', () => {
    assert.throws(() => seededOrg({ records: new Map([['Quoted_Items', 5]]) }), UsageError);
    assert.throws(() => seededOrg({ records: new Map([['Functions__s', 5]]) }), UsageError);
  });

  it('makes a smaller sandbox with ids of its own and the same modules', () => {
    const sandbox = seededOrg({}, 'sandbox');
    const developer = seededOrg({}, 'developer');
    const zgids = new Set([org, sandbox, developer].map((each) => each.organization.zgid));
    assert.equal(zgids.size, 3);
    assert.equal(sandbox.organization.type, 'sandbox');
    assert.ok(sandbox.records.table('Leads').size < org.records.table('Leads').size);
    assert.deepEqual(
      sandbox.schema.modules.map((module) => module.apiName),
      org.schema.modules.map((module) => module.apiName),
    );
    const ids = new Set(recordsOf(org, 'Leads').map(({ id }) => id));
    assert.ok(recordsOf(sandbox, 'Leads').every(({ id }) => !ids.has(id)));
  });
});

describe('the users of the sample organization', () => {
  const { users } = seededOrg({ userTimeZone: 'Asia/Kolkata' });

  it('begin with the administrator in the zone of the options', () => {
    const [administrator] = users;
    assert.equal(administrator?.firstName, 'Patricia');
    assert.equal(administrator.profile, 'Administrator');
    assert.equal(administrator.timeZone, 'Asia/Kolkata');
  });

  it('live in zones with deprecated names and at both ends of the day', () => {
    const zones = new Set(users.map((user) => user.timeZone));
    for (const zone of ['US/Samoa', 'Asia/Calcutta', 'Etc/GMT+12', 'Europe/Berlin']) assert.ok(zones.has(zone), zone);
  });

  it('have a Standard profile, are inactive or were deleted', () => {
    assert.ok(users.some((user) => user.profile === 'Standard' && user.status === 'active'));
    assert.ok(users.some((user) => user.status === 'inactive'));
    assert.ok(users.some((user) => user.status === 'deleted'));
    assert.equal(new Set(users.map((user) => user.email)).size, users.length);
  });
});
