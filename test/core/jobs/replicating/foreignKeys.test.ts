import assert from 'node:assert/strict';

import type { ReplicateJob } from '../../../../src/core/jobs/jobFile/jobSchema.ts';
import type { JobSummary, ModuleSummary, RejectedRecord } from '../../../../src/core/model/run.ts';
import { describeForEachDatabase } from './emptyDatabases.ts';
import { ReplicaWorld } from './replicaWorld.ts';

const to = { foreignKeys: true };

await describeForEachDatabase('replication with foreign keys', (kind) => {
  const insists = kind === 'postgres';
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
    assert.equal(read > inserted, insists, 'where the database insists on lookups, some are written twice');
    const pairs = await world.sql(`select e."Reporting_To_id" as up, l."Reporting_To_id" as down from "Contacts" e
      join "Contacts" l on l.id = e."Reporting_To_id" where e.id = '${early}'`);
    assert.deepEqual(pairs.map(Object.values), [[late, early]]);
    assert.equal(await world.differences(job), 0);
  });

  it('leaves empty, where the database insists, what leads to a record that is gone, until it leads elsewhere', async () => {
    const account = { id: await world.insert('Accounts', { Account_Name: 'Gone' }) };
    const id = await world.insert('Contacts', { Last_Name: 'Left', Account_Name: account });
    await world.delete('Accounts', account.id);
    const job = world.job([{ module: 'Contacts', where: "Last_Name = 'Left'" }, 'Accounts'], { to });
    world.passMinutes(10);
    const [, told] = await outcomeOf(job);
    assert.equal(told.length, insists ? 1 : 0);
    assert.ok(told.every(({ recordId, reason }) => recordId === id && reason.startsWith('Account_Name_id is empty')));
    assert.deepEqual(await lookupOf(id), [insists ? null : account.id]);
    assert.equal(await world.differences(job), insists ? 1 : 0);
    const other = { id: await world.insert('Accounts', { Account_Name: 'There' }) };
    await world.update('Contacts', id, { Account_Name: other });
    world.passMinutes(10);
    await world.ran(job);
    assert.deepEqual(await lookupOf(id), [other.id]);
    assert.equal(await world.differences(job), 0);
  });

  it('empties lookups to a deleted record where the database insists, and fills them when it is restored', async () => {
    const account = { id: await world.insert('Accounts', { Account_Name: 'Closed' }) };
    const id = await world.insert('Contacts', { Last_Name: 'Stays', Account_Name: account });
    world.passMinutes(60);
    const job = world.job([{ module: 'Contacts', where: "Last_Name = 'Stays'" }, 'Accounts'], { to });
    await world.ran(job);
    world.passMinutes(10);
    await world.delete('Accounts', account.id);
    const [gone, told] = await outcomeOf(job);
    assert.deepEqual(gone.modules.map(countsOf), [
      // The name of the account goes, too.
      { module: 'Contacts', inserted: 0, updated: insists ? 1 : 0, deleted: 0, rejected: insists ? 1 : 0 },
      { module: 'Accounts', inserted: 0, updated: 0, deleted: 1, rejected: 0 },
    ]);
    const reason = `Account_Name_id is empty until there is a row ${account.id} in table "Accounts".`;
    assert.deepEqual(told, insists ? [{ module: 'Contacts', recordId: id, reason }] : []);
    const text = /^1 record is written with a lookup left empty, .* each run tries it again\.$/;
    if (insists) assert.match(gone.explanation ?? '', text);
    assert.deepEqual(await lookupOf(id), [insists ? null : account.id]);
    assert.deepEqual(await world.sql(`select id from "Accounts" where id = '${account.id}'`), []);

    world.passMinutes(10);
    await world.reading.api('POST', `/settings/recycle_bin/${account.id}/actions/restore`, {});
    const [back] = await outcomeOf(job);
    assert.deepEqual(back.modules.map(countsOf), [
      { module: 'Contacts', inserted: 0, updated: insists ? 1 : 0, deleted: 0, rejected: 0 },
      { module: 'Accounts', inserted: 1, updated: 0, deleted: 0, rejected: 0 },
    ]);
    assert.deepEqual(await lookupOf(id), [account.id]);
    assert.equal(await world.differences(job), 0);
  });

  it('does so where lookups lead to their own module, and when only their names are read again', async () => {
    const chief = { id: await world.insert('Contacts', { Last_Name: 'Chief' }) };
    const id = await world.insert('Contacts', { Last_Name: 'Report', Reporting_To: chief });
    world.passMinutes(60);
    const fields = ['Last_Name', 'Reporting_To'];
    const job = world.job([{ module: 'Contacts', fields, where: `id in ('${chief.id}', '${id}')` }], {
      ...{ to, formulas: 'everyRun' },
    });
    await outcomeOf(job);
    const up = (): Promise<readonly unknown[]> =>
      world
        .sql(`select "Reporting_To_id" as up from "Contacts" where id = '${id}'`)
        .then((rows) => rows.map(({ up: is }) => is));
    for (const round of [1, 2]) {
      world.passMinutes(10);
      await world.delete('Contacts', chief.id);
      const told = (await outcomeOf(job))[1];
      assert.deepEqual(
        told.map(({ recordId }) => recordId),
        insists ? [id] : [],
        `round ${round}`,
      );
      assert.deepEqual(await up(), [insists ? null : chief.id]);
      assert.ok(told.every(({ reason }) => reason.startsWith('Reporting_To_id is empty until')));
      assert.deepEqual((await outcomeOf(job))[1], told);
      world.passMinutes(10);
      await world.reading.api('POST', `/settings/recycle_bin/${chief.id}/actions/restore`, {});
      assert.deepEqual((await outcomeOf(job))[1], []);
      assert.deepEqual(await up(), [chief.id]);
      assert.equal(await world.differences(job), 0);
    }
  });

  async function outcomeOf(job: ReplicateJob): Promise<readonly [JobSummary, readonly RejectedRecord[]]> {
    const told: RejectedRecord[] = [];
    const summary = await world.run(job, { reject: (rows) => told.push(...rows) });
    assert.equal(summary.outcome, told.length > 0 ? 'rejectedRows' : 'succeeded', summary.explanation);
    return [summary, told];
  }

  async function lookupOf(contact: string): Promise<readonly unknown[]> {
    return (await world.sql(`select "Account_Name_id" as a from "Contacts" where id = '${contact}'`)).map(({ a }) => a);
  }

  async function idsOf(module: string): Promise<readonly string[]> {
    const page = (await world.reading.api('GET', `/${module}?fields=id&sort_by=id&sort_order=asc&per_page=1`)) as {
      data: readonly { id: string }[];
    };
    return page.data.map(({ id }) => id);
  }
});

function countsOf({ module, inserted, updated, deleted, rejected }: ModuleSummary): object {
  return { module, inserted, updated, deleted, rejected };
}
