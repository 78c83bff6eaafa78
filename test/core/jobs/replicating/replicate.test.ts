import assert from 'node:assert/strict';

import { ReplicaWorld } from './replicaWorld.ts';

describe('replication', () => {
  let world: ReplicaWorld;
  before(async () => {
    world = await ReplicaWorld.start({
      records: new Map([
        ['Leads', 2_500],
        ['Contacts', 60],
      ]),
    });
  });
  beforeEach(() => world.renew());
  after(() => world.stop());

  it('does not lose the second edit within the second of the checkpoint, nor a late commit', async () => {
    const job = world.job(['Contacts']);
    const { clock } = world.reading.sampleOrg;
    clock.set(Math.ceil(clock.now() / 1000) * 1000);
    const id = await world.insert('Contacts', { Last_Name: 'Once' });
    const { upTo = 0 } = await world.ran(job);
    clock.set(upTo);
    await world.update('Contacts', id, { Last_Name: 'Twice' });
    clock.set(upTo - 120_000);
    const late = await world.insert('Contacts', { Last_Name: 'Late' });
    clock.set(upTo + 120_000);
    await world.ran(job);
    const rows = await world.sql(`select "Last_Name" as n from "Contacts" where id in ('${id}', '${late}') order by 1`);
    assert.deepEqual(
      rows.map(({ n }) => n),
      ['Late', 'Twice'],
    );
  });

  it('goes on after the budget was spent, within the reading', async () => {
    await world.reading.control('POST', 'credits', { used: 0 });
    const { aDay = 1 } = (await world.parts.records.readLimits(new AbortController().signal)).credits;
    const job = world.job([{ module: 'Leads', way: 'coql' }], { creditShare: 200.5 / aDay });
    const inserted: number[] = [];
    const outcomes = new Set<string>();
    while (!outcomes.has('succeeded') && inserted.length < 6) {
      const summary = await world.run(job);
      outcomes.add(summary.outcome);
      inserted.push(summary.modules[0]?.inserted ?? 0);
    }
    assert.deepEqual([...outcomes], ['stoppedAtBudget', 'succeeded'], inserted.join());
    assert.equal(
      inserted.reduce((sum, each) => sum + each),
      2_500,
      'none twice',
    );
    assert.ok(inserted.filter((each) => each > 0).length > 1, inserted.join());
    assert.equal(await world.differences(world.job(['Leads'])), 0);
  });

  it('stops within a batch when it is cancelled, and goes on', async () => {
    const stop = new AbortController();
    const job = world.job(['Contacts', { module: 'Leads', way: 'coql' }]);
    const report = ({ module, recordsDone }: { module?: string; recordsDone: number }): void => {
      if (module === 'Leads' && recordsDone > 60) stop.abort();
    };
    const cancelled = await world.run(job, { signal: stop.signal, report });
    assert.equal(cancelled.outcome, 'cancelled');
    assert.match(cancelled.explanation ?? '', /^Canceled in Leads/);
    assert.equal((await world.run(job)).outcome, 'succeeded');
    assert.equal(await world.count('Leads'), 2_500);
  });

  it('reads names of lookups and formulas again when they are due', async () => {
    const often = world.job(['Contacts'], { formulas: 'daily' });
    const account = await world.insert('Accounts', { Account_Name: 'Before' });
    const id = await world.insert('Contacts', { Last_Name: 'Employee', Account_Name: { id: account } });
    world.passMinutes(10);
    await world.ran(often);
    world.passMinutes(60);
    await world.update('Accounts', account, { Account_Name: 'After' });
    const name = async (): Promise<unknown> =>
      (await world.sql(`select "Account_Name_name" as n from "Contacts" where id = '${id}'`))[0]?.['n'];
    await world.ran(often);
    assert.equal(await name(), 'Before');
    assert.equal(await world.differences(often), 1);
    world.passMinutes(24 * 60);
    await world.ran(often);
    assert.equal(await name(), 'After');
  });

  it('names a module or a field that is not there, and goes on with others', async () => {
    const { outcome, modules } = await world.run(
      world.job(['Lead', 'Contacts', { module: 'Deals', fields: ['Amout'] }]),
    );
    assert.equal(outcome, 'failed');
    assert.match(modules[0]?.problem ?? '', /no module Lead/);
    assert.equal(modules[1]?.problem, undefined);
    assert.match(modules[2]?.problem ?? '', /Amout of Deals/);
  });
});
