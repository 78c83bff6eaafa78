import assert from 'node:assert/strict';

import type { JobParts } from '../../../../src/core/jobs/jobParts.ts';
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

  it('copies everything first, then what changed, and makes its tables once', async () => {
    const job = world.job(['Contacts', 'Properties', 'Quotes']);
    const first = await world.run(job);
    assert.equal(first.outcome, 'succeeded', first.explanation);
    assert.equal(first.modules[0]?.inserted, world.count('Contacts'));
    assert.equal(await world.differences(job), 0);
    world.passMinutes(60);
    const id = await world.insert('Contacts', { Last_Name: 'Second' });
    world.log.lines.length = 0;
    const second = await world.run(job);
    assert.deepEqual(
      world.log.lines.filter((line) => /create|alter/i.test(line)),
      [],
    );
    const { read, inserted, updated, deleted } = second.modules[0] ?? {};
    assert.deepEqual({ read, inserted, updated, deleted }, { read: 1, inserted: 1, updated: 0, deleted: 0 });
    await world.delete('Contacts', id);
  });

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
    const rows = world.sql(`select "Last_Name" as n from "Contacts" where id in ('${id}', '${late}') order by 1`);
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
    assert.match(cancelled.explanation ?? '', /^Cancelled in Leads/);
    assert.equal((await world.run(job)).outcome, 'succeeded');
    assert.equal(world.count('Leads'), 2_500);
  });

  it('follows rows of subforms and links that change without their record', async () => {
    const job = world.job(['Properties'], { reconcile: 'never' });
    const contact = await world.insert('Contacts', { Last_Name: 'Linked' });
    const id = await world.insert('Properties', {
      Name: 'House',
      Rooms: [{ Room_Name: 'Hall' }, { Room_Name: 'Attic' }],
    });
    await world.ran(job);
    assert.equal(world.sql(`select 1 from "Properties_Rooms" where parent_id = '${id}'`).length, 2);
    world.passMinutes(60);
    const link = await world.insert('Properties_X_Contacts', { Property: { id }, Interested_Contact: { id: contact } });
    await world.ran(job);
    const links = (): readonly unknown[] =>
      world
        .sql(`select linked_id as l from "Properties_Interested_Contacts" where parent_id = '${id}'`)
        .map(({ l }) => l);
    assert.deepEqual(links(), [contact]);
    world.passMinutes(60);
    await world.delete('Properties_X_Contacts', link);
    await world.ran(job);
    assert.deepEqual(links(), []);
    world.passMinutes(60);
    await world.reading.api('POST', `/settings/recycle_bin/${link}/actions/restore`, {});
    await world.ran(job);
    assert.deepEqual(links(), [contact]);
    assert.equal(await world.differences(job), 0);
  });

  it('reads names of lookups and formulas again when they are due', async () => {
    const often = world.job(['Contacts'], { formulas: 'daily' });
    const account = await world.insert('Accounts', { Account_Name: 'Before' });
    const id = await world.insert('Contacts', { Last_Name: 'Employee', Account_Name: { id: account } });
    world.passMinutes(10);
    await world.ran(often);
    world.passMinutes(60);
    await world.update('Accounts', account, { Account_Name: 'After' });
    const name = (): unknown =>
      world.sql(`select "Account_Name_name" as n from "Contacts" where id = '${id}'`)[0]?.['n'];
    await world.ran(often);
    assert.equal(name(), 'Before');
    assert.equal(await world.differences(often), 1);
    world.passMinutes(24 * 60);
    await world.ran(often);
    assert.equal(name(), 'After');
  });

  it('keeps what the database refuses, and tries it again in each run', async () => {
    const job = world.job(['Contacts'], { to: { multiSelect: 'text', ids: 'bigint' } });
    await world.ran(job);
    const { parts } = world;
    const spoiled = spoiling(parts.records, 'Spoiled');
    world.passMinutes(60);
    const id = await world.insert('Contacts', { Last_Name: 'Spoiled' });
    const told: string[] = [];
    const reject = (rows: readonly { recordId: string }[]): void => {
      told.push(...rows.map(({ recordId }) => recordId));
    };
    const summary = await world.run(job, { reject }, { records: spoiled });
    assert.equal(summary.outcome, 'rejectedRows', summary.explanation);
    assert.deepEqual(told, [id]);
    world.passMinutes(600);
    assert.equal((await world.ran(job)).inserted, 1);
    assert.equal(world.sql(`select "Last_Name" as n from "Contacts" where id = ${id}`)[0]?.['n'], 'Spoiled');
  });

  it('asks before it follows a renamed field, and lets the other modules go on', async () => {
    const change = { module: 'Contacts', field: { api_name: 'Region', data_type: 'text' } };
    await world.reading.control('POST', 'schema', { change: 'addField', ...change });
    const id = await world.insert('Contacts', { Last_Name: 'Renamed', Region: 'North' });
    await world.ran(world.job(['Contacts', 'Deals']));
    world.passMinutes(60);
    const renamed = { module: 'Contacts', field: 'Region', api_name: 'Area', label: 'Area' };
    await world.reading.control('POST', 'schema', { change: 'renameField', ...renamed });
    const asked = await world.run(world.job(['Contacts', 'Deals']));
    assert.equal(asked.outcome, 'failed');
    const [contacts, deals] = asked.modules;
    const key = /"decisions": \{ ("[^"]+")/.exec(contacts?.problem ?? '')?.[1];
    assert.ok(key !== undefined, contacts?.problem);
    assert.equal(deals?.problem, undefined);
    const decisions = { [JSON.parse(key) as string]: 'renameColumn' };
    await world.ran(world.job(['Contacts', 'Deals'], { to: { decisions } }));
    assert.equal(world.sql(`select "Area" as a from "Contacts" where id = '${id}'`)[0]?.['a'], 'North');
    assert.equal((await world.run(world.job(['Contacts']))).outcome, 'succeeded', 'it is decided once');
  });

  it('adds a column for a new field and fills it', async () => {
    await world.ran(world.job([{ module: 'Contacts', fields: ['Last_Name'] }]));
    const job = world.job([{ module: 'Contacts', fields: ['Last_Name', 'Email'] }]);
    await world.ran(job);
    assert.ok(world.sql('select "Email" from "Contacts" where "Email" is not null').length > 10);
    assert.equal(await world.differences(job), 0);
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

  it('keeps every version where history is wanted', async () => {
    const job = world.job(['Contacts'], { to: { history: true } });
    const id = await world.insert('Contacts', { Last_Name: 'One' });
    await world.ran(job);
    world.passMinutes(10);
    await world.update('Contacts', id, { Last_Name: 'Two' });
    await world.ran(job);
    world.passMinutes(10);
    await world.delete('Contacts', id);
    await world.ran(job);
    const versions = world.sql(
      `select "Last_Name" as n, _is_current as c from "Contacts_history" where id = '${id}' order by _valid_from`,
    );
    assert.deepEqual(
      versions.map(({ n, c }) => [n, c]),
      [
        ['One', 0],
        ['Two', 0],
      ],
    );
  });
});

/** Sends one record with a value that no column of its type takes. */
function spoiling(records: JobParts['records'], lastName: string): JobParts['records'] {
  const spoil = <T extends { readonly records: readonly { readonly id: string }[] }>(page: T): T => ({
    ...page,
    records: page.records.map((each) =>
      (each as Record<string, unknown>)['Last_Name'] === lastName ? { ...each, Date_of_Birth: 'no date' } : each,
    ),
  });
  return new Proxy(records, {
    get(target, name) {
      if (name === 'query')
        return async (...words: Parameters<typeof target.query>) => spoil(await target.query(...words));
      if (name === 'list')
        return async (...words: Parameters<typeof target.list>) => spoil(await target.list(...words));
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
