import assert from 'node:assert/strict';

import { ReplicaWorld } from './replicaWorld.ts';

describe('replication of what was deleted', () => {
  let world: ReplicaWorld;
  before(async () => {
    world = await ReplicaWorld.start({ records: new Map([['Leads', 30]]) });
  });
  beforeEach(() => world.renew());
  after(() => world.stop());

  const names = (): readonly unknown[] => world.sql('select "Last_Name" as n from "Leads"').map(({ n }) => n);

  it('removes rows of recycled records and of those that were purged', async () => {
    const job = world.job(['Leads'], { reconcile: 'never' });
    const ids = [
      await world.insert('Leads', { Last_Name: 'Recycled' }),
      await world.insert('Leads', { Last_Name: 'Purged' }),
    ];
    await world.ran(job);
    assert.ok(names().includes('Recycled') && names().includes('Purged'));
    world.passMinutes(30);
    for (const id of ids) await world.delete('Leads', id);
    await world.reading.api('DELETE', `/settings/recycle_bin/${ids[1]}`);
    assert.equal((await world.ran(job)).deleted, 2);
    assert.ok(!names().includes('Recycled') && !names().includes('Purged'));
  });

  it('brings restored records back, although nothing says that they changed', async () => {
    const job = world.job(['Leads'], { reconcile: 'never' });
    const id = await world.insert('Leads', { Last_Name: 'Restored' });
    world.passMinutes(60);
    await world.ran(job);
    await world.delete('Leads', id);
    world.passMinutes(60);
    await world.ran(job);
    assert.ok(!names().includes('Restored'));
    world.passMinutes(60);
    await world.reading.api('POST', `/settings/recycle_bin/${id}/actions/restore`, {});
    assert.equal((await world.ran(job)).inserted, 1);
    assert.ok(names().includes('Restored'));
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
    assert.ok(names().includes('Early bird'));
  });

  it('finds merged records, of which nobody tells, by comparing ids', async () => {
    const master = await world.insert('Leads', { Last_Name: 'Master' });
    const loser = await world.insert('Leads', { Last_Name: 'Loser', Phone: '1234567' });
    await world.ran(world.job(['Leads'], { reconcile: 'weekly' }));
    world.passMinutes(60);
    await world.ran(world.job(['Leads'], { reconcile: 'weekly' }));
    await world.reading.api('POST', `/Leads/${master}/actions/merge`, { merge: [{ data: [{ id: loser }] }] });
    await world.ran(world.job(['Leads'], { reconcile: 'weekly' }));
    assert.ok(names().includes('Loser'), 'the week is not over');
    world.passMinutes(7 * 24 * 60);
    assert.equal((await world.ran(world.job(['Leads'], { reconcile: 'weekly' }))).deleted, 1);
    assert.ok(!names().includes('Loser'));
    assert.deepEqual(world.sql(`select "Phone" as p from "Leads" where id = '${master}'`)[0]?.['p'], '1234567');
  });

  it('keeps converted leads', async () => {
    const job = world.job(['Leads', 'Contacts'], { reconcile: 'everyRun' });
    const id = await world.insert('Leads', { Last_Name: 'Converted', Company: 'C' });
    await world.ran(job);
    world.passMinutes(60);
    await world.reading.api('POST', `/Leads/${id}/actions/convert`, { data: [{}] });
    await world.ran(job);
    assert.equal(world.sql(`select "Converted__s" as c from "Leads" where id = '${id}'`)[0]?.['c'], 1);
    assert.ok(world.sql(`select 1 from "Contacts" where "Last_Name" = 'Converted'`).length > 0);
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
    assert.deepEqual(names().toSorted(), ['Leaves', 'Stays']);
    world.passMinutes(60);
    await world.update('Leads', leaves, { Company: 'Outside' });
    await world.update('Leads', stays, { Description: 'edited' });
    await world.ran(job);
    assert.deepEqual(names(), ['Stays']);
    await world.delete('Leads', stays);
    await world.delete('Leads', leaves);
  });
});
