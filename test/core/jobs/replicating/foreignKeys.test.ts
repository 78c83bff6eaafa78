import assert from 'node:assert/strict';

import { describeForEachDatabase } from './emptyDatabases.ts';
import { ReplicaWorld } from './replicaWorld.ts';

const to = { foreignKeys: true };

await describeForEachDatabase('replication with foreign keys', (kind) => {
  let world: ReplicaWorld;
  before(async () => {
    // More than one transaction of contacts.
    world = await ReplicaWorld.start({ records: new Map([['Contacts', 4_100]]) }, kind);
  });
  beforeEach(() => world.renew());
  after(() => world.stop());

  it('writes first what lookups lead to, whatever the order in the job', async () => {
    const account = { id: await world.insert('Accounts', { Account_Name: 'First' }) };
    const contact = { id: await world.insert('Contacts', { Last_Name: 'Second', Account_Name: account }) };
    const stage = { Stage: 'Qualification', Pipeline: 'Standard (Standard)' };
    await world.insert('Deals', { Deal_Name: 'Third', ...stage, Account_Name: account, Contact_Name: contact });
    const job = world.job(
      [
        { module: 'Deals', where: "Deal_Name = 'Third'" },
        { module: 'Contacts', where: "Last_Name = 'Second'" },
        { module: 'Accounts', where: "Account_Name = 'First'" },
      ],
      { to },
    );
    await world.ran(job);
    const rows = await world.sql(`select d."Deal_Name" as d, c."Last_Name" as c, a."Account_Name" as a from "Deals" d
      join "Contacts" c on c.id = d."Contact_Name_id" join "Accounts" a on a.id = c."Account_Name_id"`);
    assert.deepEqual(rows.map(Object.values), [['Third', 'Second', 'First']]);
  });

  it('writes records whose lookups lead in a circle in one run, also when they are far apart', async () => {
    const job = world.job([{ module: 'Contacts', fields: ['Last_Name', 'Reporting_To'], way: 'coql' }], { to });
    const [early = ''] = await idsOf('Contacts');
    const late = await world.insert('Contacts', { Last_Name: 'Late', Reporting_To: { id: early } });
    await world.update('Contacts', early, { Reporting_To: { id: late } });
    const { read, inserted, rejected } = await world.ran(job);
    assert.equal(rejected, 0);
    assert.equal(read > inserted, kind === 'postgres', 'where the database insists on lookups, some are written twice');
    const pairs = await world.sql(`select e."Reporting_To_id" as up, l."Reporting_To_id" as down from "Contacts" e
      join "Contacts" l on l.id = e."Reporting_To_id" where e.id = '${early}'`);
    assert.deepEqual(pairs.map(Object.values), [[late, early]]);
    assert.equal(await world.differences(job), 0);
  });

  it('keeps aside, where the database insists, what leads to a record that is gone, until it leads elsewhere', async () => {
    const account = { id: await world.insert('Accounts', { Account_Name: 'Gone' }) };
    const id = await world.insert('Contacts', { Last_Name: 'Left', Account_Name: account });
    await world.delete('Accounts', account.id);
    const job = world.job([{ module: 'Contacts', where: "Last_Name = 'Left'" }, 'Accounts'], { to });
    const insists = kind === 'postgres';
    const told: string[] = [];
    const reject = (rows: readonly { recordId: string; reason: string }[]): void => {
      told.push(...rows.map(({ recordId, reason }) => `${recordId}: ${reason}`));
    };
    assert.equal((await world.run(job, { reject })).outcome, insists ? 'rejectedRows' : 'succeeded');
    assert.equal(told.length, insists ? 1 : 0);
    assert.ok(told.every((text) => text.startsWith(id) && text.includes('Account_Name')));
    const other = { id: await world.insert('Accounts', { Account_Name: 'There' }) };
    await world.update('Contacts', id, { Account_Name: other });
    world.passMinutes(10);
    await world.ran(job);
    const rows = await world.sql(`select "Account_Name_id" as a from "Contacts" where id = '${id}'`);
    assert.deepEqual(rows.map(Object.values), [[other.id]]);
    assert.equal(await world.differences(job), 0);
  });

  it('removes a record that others lead to, and leaves those', async () => {
    const account = { id: await world.insert('Accounts', { Account_Name: 'Closed' }) };
    const id = await world.insert('Contacts', { Last_Name: 'Stays', Account_Name: account });
    world.passMinutes(60);
    const job = world.job([{ module: 'Contacts', where: "Last_Name = 'Stays'" }, 'Accounts'], { to });
    await world.ran(job);
    world.passMinutes(10);
    await world.delete('Accounts', account.id);
    await world.ran(job);
    const accounts = await world.sql(`select id from "Accounts" where id = '${account.id}'`);
    const contacts = await world.sql(`select id from "Contacts" where id = '${id}'`);
    assert.deepEqual([accounts.length, contacts.length], [0, 1]);
  });

  async function idsOf(module: string): Promise<readonly string[]> {
    const page = (await world.reading.api('GET', `/${module}?fields=id&sort_by=id&sort_order=asc&per_page=1`)) as {
      data: readonly { id: string }[];
    };
    return page.data.map(({ id }) => id);
  }
});
