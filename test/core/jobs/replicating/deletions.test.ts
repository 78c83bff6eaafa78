import assert from 'node:assert/strict';

import { describeForEachDatabase } from './emptyDatabases.ts';
import { ReplicaWorld } from './replicaWorld.ts';

await describeForEachDatabase('replication of what was deleted', (kind) => {
  let world: ReplicaWorld;
  before(async () => {
    world = await ReplicaWorld.start({ records: new Map([['Leads', 30]]) }, kind);
  });
  beforeEach(() => world.renew());
  after(() => world.stop());

  const names = async (): Promise<readonly unknown[]> =>
    (await world.sql('select "Last_Name" as n from "Leads"')).map(({ n }) => n);
  const has = async (name: string): Promise<boolean> => (await names()).includes(name);

  it('removes rows of recycled records and of those that were purged', async () => {
    const job = world.job(['Leads'], { reconcile: 'never' });
    const ids = [
      await world.insert('Leads', { Last_Name: 'Recycled' }),
      await world.insert('Leads', { Last_Name: 'Purged' }),
    ];
    await world.ran(job);
    assert.ok((await has('Recycled')) && (await has('Purged')));
    world.passMinutes(30);
    for (const id of ids) await world.delete('Leads', id);
    await world.reading.api('DELETE', `/settings/recycle_bin/${ids[1]}`);
    assert.equal((await world.ran(job)).deleted, 2);
    assert.ok(!(await has('Recycled')) && !(await has('Purged')));
  });

  it('brings restored records back, although nothing says that they changed', async () => {
    const job = world.job(['Leads'], { reconcile: 'never' });
    const id = await world.insert('Leads', { Last_Name: 'Restored' });
    world.passMinutes(60);
    await world.ran(job);
    await world.delete('Leads', id);
    world.passMinutes(60);
    await world.ran(job);
    assert.ok(!(await has('Restored')));
    world.passMinutes(60);
    await world.reading.api('POST', `/settings/recycle_bin/${id}/actions/restore`, {});
    assert.equal((await world.ran(job)).inserted, 1);
    assert.ok(await has('Restored'));
  });

  it('brings back what was in the recycle bin before the first run', async () => {
    const job = world.job(['Leads'], { reconcile: 'never' });
    const id = await world.insert('Leads', { Last_Name: 'Early bird' });
    await world.delete('Leads', id);
    world.passMinutes(60);
    await world.ran(job);
    world.passMinutes(60);
    await world.reading.api('POST', `/settings/recycle_bin/${id}/actions/restore`, {});
    await world.ran(job);
    assert.ok(await has('Early bird'));
  });

  it('finds merged records, of which nobody tells, by comparing ids', async () => {
    const master = await world.insert('Leads', { Last_Name: 'Master' });
    const loser = await world.insert('Leads', { Last_Name: 'Loser', Phone: '1234567' });
    await world.ran(world.job(['Leads'], { reconcile: 'weekly' }));
    world.passMinutes(60);
    await world.reading.api('POST', `/Leads/${master}/actions/merge`, { merge: [{ data: [{ id: loser }] }] });
    await world.ran(world.job(['Leads'], { reconcile: 'weekly' }));
    assert.ok(await has('Loser'), 'the week is not over');
    world.passMinutes(7 * 24 * 60);
    assert.equal((await world.ran(world.job(['Leads'], { reconcile: 'weekly' }))).deleted, 1);
    assert.ok(!(await has('Loser')));
    const [row] = await world.sql(`select "Phone" as p from "Leads" where id = '${master}'`);
    assert.equal(row?.['p'], '1234567');
  });

  it('keeps converted leads', async () => {
    const job = world.job(['Leads', 'Contacts'], { reconcile: 'everyRun' });
    const id = await world.insert('Leads', { Last_Name: 'Converted', Company: 'C' });
    await world.ran(job);
    world.passMinutes(60);
    await world.reading.api('POST', `/Leads/${id}/actions/convert`, { data: [{}] });
    await world.ran(job);
    const [row] = await world.sql(`select "Converted__s" as c from "Leads" where id = '${id}'`);
    assert.equal(Boolean(row?.['c']), true);
    const contacts = await world.sql(`select id from "Contacts" where "Last_Name" = 'Converted'`);
    assert.equal(contacts.length, 1);
  });

  it('compares all ids after a pause for which the CRM has forgotten deletions', async () => {
    const job = world.job(['Leads'], { reconcile: 'never' });
    const id = await world.insert('Leads', { Last_Name: 'Long gone' });
    await world.ran(job);
    await world.delete('Leads', id);
    world.passMinutes(125 * 24 * 60);
    assert.equal((await world.ran(job)).deleted, 1);
  });

  it('removes records that left the condition of the job', async () => {
    const where = [{ module: 'Leads', where: "Company = 'Inside'" }];
    const job = world.job(where, { reconcile: 'never' });
    const [stays, leaves] = [
      await world.insert('Leads', { Last_Name: 'Stays', Company: 'Inside' }),
      await world.insert('Leads', { Last_Name: 'Leaves', Company: 'Inside' }),
    ];
    await world.ran(job);
    assert.deepEqual((await names()).toSorted(), ['Leaves', 'Stays']);
    world.passMinutes(60);
    await world.update('Leads', leaves, { Company: 'Outside' });
    await world.update('Leads', stays, { Description: 'edited' });
    await world.ran(job);
    assert.deepEqual(await names(), ['Stays']);
    await world.delete('Leads', stays);
    await world.delete('Leads', leaves);
  });
});
