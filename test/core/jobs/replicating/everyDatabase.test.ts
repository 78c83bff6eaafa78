import assert from 'node:assert/strict';

import type { JobParts } from '../../../../src/core/jobs/jobParts.ts';
import { describeForEachDatabase } from './emptyDatabases.ts';
import { ReplicaWorld } from './replicaWorld.ts';

await describeForEachDatabase('replication', (kind) => {
  let world: ReplicaWorld;
  before(async () => {
    world = await ReplicaWorld.start({ records: new Map([['Contacts', 60]]) }, kind);
  });
  beforeEach(() => world.renew());
  after(() => world.stop());

  it('copies everything first, then what changed, and makes its tables once', async () => {
    const job = world.job(['Contacts', 'Properties', 'Quotes']);
    const first = await world.run(job);
    assert.equal(first.outcome, 'succeeded', first.explanation);
    assert.equal(first.modules[0]?.inserted, await world.count('Contacts'));
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

  it('follows rows of subforms and links that change without their record', async () => {
    const job = world.job(['Properties'], { reconcile: 'never' });
    const contact = await world.insert('Contacts', { Last_Name: 'Linked' });
    const id = await world.insert('Properties', {
      Name: 'House',
      Rooms: [{ Room_Name: 'Hall' }, { Room_Name: 'Attic' }],
    });
    await world.ran(job);
    const rooms = await world.sql(
      `select "Room_Name" as r from "Properties_Rooms" where parent_id = '${id}' order by 1`,
    );
    assert.deepEqual(
      rooms.map(({ r }) => r),
      ['Attic', 'Hall'],
    );
    world.passMinutes(60);
    const link = await world.insert('Properties_X_Contacts', { Property: { id }, Interested_Contact: { id: contact } });
    await world.ran(job);
    const links = async (): Promise<readonly unknown[]> =>
      (await world.sql(`select linked_id as l from "Properties_Interested_Contacts" where parent_id = '${id}'`)).map(
        ({ l }) => l,
      );
    assert.deepEqual(await links(), [contact]);
    world.passMinutes(60);
    await world.delete('Properties_X_Contacts', link);
    await world.ran(job);
    assert.deepEqual(await links(), []);
    world.passMinutes(60);
    await world.reading.api('POST', `/settings/recycle_bin/${link}/actions/restore`, {});
    await world.ran(job);
    assert.deepEqual(await links(), [contact]);
    assert.equal(await world.differences(job), 0);
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
    const [row] = await world.sql(`select "Last_Name" as n from "Contacts" where id = ${id}`);
    assert.equal(row?.['n'], 'Spoiled');
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
    const [row] = await world.sql(`select "Area" as a from "Contacts" where id = '${id}'`);
    assert.equal(row?.['a'], 'North');
    assert.equal((await world.run(world.job(['Contacts']))).outcome, 'succeeded', 'it is decided once');
  });

  it('adds a column for a new field and fills it', async () => {
    await world.ran(world.job([{ module: 'Contacts', fields: ['Last_Name'] }]));
    const job = world.job([{ module: 'Contacts', fields: ['Last_Name', 'Email'] }]);
    await world.ran(job);
    assert.ok((await world.sql('select "Email" from "Contacts" where "Email" is not null')).length > 10);
    assert.equal(await world.differences(job), 0);
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
    const versions = await world.sql(
      `select "Last_Name" as n, _is_current as c from "Contacts_history" where id = '${id}' order by _valid_from`,
    );
    assert.deepEqual(
      versions.map(({ n, c }) => [n, Boolean(c)]),
      [
        ['One', false],
        ['Two', false],
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
