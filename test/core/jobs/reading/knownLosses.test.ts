import assert from 'node:assert/strict';

import { RefusedError } from '../../../../src/core/errors.ts';
import { changeField, ChangeFilter, changesSince, overlapMs } from '../../../../src/core/jobs/reading/changes.ts';
import type { ReadCheckpoint } from '../../../../src/core/jobs/reading/changes.ts';
import { computedAge, computedRequest } from '../../../../src/core/jobs/reading/computedFields.ts';
import { readRecords } from '../../../../src/core/jobs/reading/readRecords.ts';
import { readWays } from '../../../../src/core/jobs/reading/readRequest.ts';
import type { CrmRecord } from '../../../../src/core/model/record.ts';
import { never, ReadingWorld } from './readingWorld.ts';

/** What other tools are known to lose. */
describe('reading does not lose', () => {
  let world: ReadingWorld;
  before(async () => {
    world = await ReadingWorld.start({
      records: new Map([
        ['Vendors', 100_001],
        ['Solutions', 2_001],
      ]),
    });
  });
  beforeEach(async () => {
    world.sampleOrg.clock.advance(60_000);
    await world.faults();
  });
  after(() => world.stop());

  it('the 2,001st record, where pages without a token end', async () => {
    for (const way of readWays) {
      // A count that lags lets the list begin as one chain.
      const records = await world.read({ module: 'Solutions', fields: ['Solution_Title'], way }, { count: 1_900 });
      assert.equal(new Set(records.map((record) => record.id)).size, 2_001, way);
    }
  });

  it('the 51st column, where one call ends', async () => {
    const fields = (await world.fieldsOf('Leads', never)).map((field) => field.apiName);
    assert.ok(fields.length > 51);
    for (const way of readWays) {
      const [record] = await world.read({ module: 'Leads', fields: fields.filter((each) => each !== 'Address'), way });
      assert.deepEqual(
        fields.filter((field) => record?.[field] === undefined),
        ['Address'],
        way,
      );
    }
  });

  it('the 100,001st row, where page tokens and offsets end', async () => {
    const request = { module: 'Vendors', fields: ['Vendor_Name'] };
    for (const way of ['coql', 'bulk'] as const) {
      const ids = new Set((await world.read({ ...request, way }, { count: 100_001 })).map((record) => record.id));
      assert.equal(ids.size, 100_001, way);
    }
    const listed = await world.plan({ ...request, way: 'list' }, 100_001);
    assert.ok(listed.calls > 1_000, 'the list is asked for ids, not for pages');
  }).timeout(60_000);

  it('a record that is stamped in the second of the checkpoint', async () => {
    const second = Math.ceil(world.sampleOrg.clock.now() / 1000) * 1000;
    world.sampleOrg.clock.set(second);
    const first = await changes(world, 'Leads', undefined);
    world.sampleOrg.clock.set(first.checkpoint.untilMs);
    const id = await insert(world, 'Leads', { Last_Name: 'Same second' });
    world.sampleOrg.clock.set(second + 60_000);
    const next = await changes(world, 'Leads', first.checkpoint);
    assert.deepEqual(idsOf(next.records), [id]);
  });

  it('a record that is committed late, with an earlier time', async () => {
    const first = await changes(world, 'Leads', undefined);
    world.sampleOrg.clock.advance(-120_000);
    const id = await insert(world, 'Leads', { Last_Name: 'Late' });
    world.sampleOrg.clock.advance(180_000);
    const next = await changes(world, 'Leads', first.checkpoint);
    assert.deepEqual(idsOf(next.records), [id], 'and nothing that was read before');
    world.sampleOrg.clock.advance(60_000);
    assert.deepEqual((await changes(world, 'Leads', next.checkpoint)).records, []);
  });

  it('what is new in a module without Modified_Time', async () => {
    assert.equal(changeField(await world.fieldsOf('DealHistory', never)), 'Created_Time');
    const first = await changes(world, 'DealHistory', undefined);
    const times = first.records.map((record) => Date.parse(record['Created_Time'] as string));
    const middle = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    const next = await changes(world, 'DealHistory', { untilMs: middle + overlapMs, recent: [] });
    assert.equal(next.records.length, times.filter((time) => time >= middle).length);
    assert.ok(next.records.length < first.records.length);
  });

  it('converted leads', async () => {
    for (const way of readWays) {
      const records = await world.read({ module: 'Leads', fields: ['Converted__s'], way });
      assert.ok(
        records.some((record) => record['Converted__s'] === true),
        way,
      );
    }
  });

  it('the id of a deleted record that a lookup points to', async () => {
    for (const way of readWays) {
      const records = await world.read({ module: 'Contacts', fields: ['Last_Name', 'Account_Name'], way });
      const left = records.find((record) => record['Last_Name'] === 'Left Behind');
      const account = left?.['Account_Name'] as { id: string; name: unknown };
      assert.match(account.id, /^\d{18}$/);
      assert.equal(account.name, null, way);
    }
  });

  it('the meaning of a renamed pick-list value', async () => {
    for (const way of readWays) {
      const records = await world.read({ module: 'Leads', fields: ['Lead_Status', 'Last_Name'], way });
      const values = new Set(records.map((record) => record['Lead_Status']));
      assert.ok(values.has('In Contact') && !values.has('Contacted'), way);
    }
  });

  it('what a formula is now, although its record did not change', async () => {
    const fields = await world.fieldsOf('Accounts', never);
    const wanted = ['Account_Name', 'Number_of_Deals'];
    const [account] = await world.read({ module: 'Accounts', fields: wanted });
    const first = await changes(world, 'Accounts', undefined);
    world.sampleOrg.clock.advance(600_000);
    await insert(world, 'Deals', { Deal_Name: 'One more', Stage: 'Qualification', Account_Name: { id: account?.id } });
    assert.deepEqual((await changes(world, 'Accounts', first.checkpoint)).records, [], 'no change shows');
    const request = computedRequest('Accounts', wanted, fields);
    assert.deepEqual(request?.fields, ['Number_of_Deals']);
    const again = (await world.read(request)).find((record) => record.id === account?.id);
    assert.equal(again?.['Number_of_Deals'], Number(account?.['Number_of_Deals']) + 1);
    assert.deepEqual(computedAge(1_000, 61_000, 60_000), { readAt: 1_000, ageMs: 60_000, isDue: true });
    assert.equal(computedAge(1_000, 60_000, 60_000).isDue, false);
  });

  it('the reason why a module cannot be read that the CRM lists', async () => {
    await assert.rejects(world.read({ module: 'Functions__s', fields: ['Function_Name__s'] }), (error) => {
      return error instanceof RefusedError && error.message.includes('Functions__s');
    });
  });

  it('its way where the CRM answers nothing at all: 204 and 304', async () => {
    const now = world.sampleOrg.clock.now();
    const changed = { field: 'Modified_Time', fromMs: now + 3_600_000, untilMs: now + 7_200_000 } as const;
    for (const way of readWays) {
      const request = { module: 'Leads', fields: ['Last_Name'], changed, way };
      assert.deepEqual(await world.read(request, { count: 0 }), [], way);
    }
  });

  it('its way where a gateway answers with an HTML page', async () => {
    for (const way of readWays) {
      await world.faults(
        { path: '/crm/**', nth: 1, effect: { kind: 'answer', status: 200, body: 'html' } },
        { path: '/crm/**', nth: 2, effect: { kind: 'answer', status: 502, body: 'html' } },
      );
      assert.equal((await world.read({ module: 'Solutions', fields: [], way })).length, 2_001, way);
    }
  }).timeout(30_000);

  it('the rows of a zip that was cut off, whatever its headers promised', async () => {
    for (const promise of ['kept', 'whole']) {
      const effect = { kind: 'truncate', keepBytes: 5_000, promise };
      await world.faults({ pathPattern: '/read/\\d+/result$', times: 1, effect });
      const request = { module: 'Solutions', fields: ['Solution_Title'], way: 'bulk' } as const;
      assert.equal((await world.read(request)).length, 2_001, promise);
    }
  });
});

/** One run of an incremental reading: a window, the records that are new in it, and the checkpoint for the next. */
async function changes(world: ReadingWorld, module: string, checkpoint: ReadCheckpoint | undefined) {
  const field = changeField(await world.fieldsOf(module, never));
  assert.ok(field);
  const changed = changesSince(checkpoint, field, await world.records.serverTime(never));
  const plan = await world.plan({ module, fields: [field], changed }, 100);
  const filter = new ChangeFilter(checkpoint, changed);
  const records: CrmRecord[] = [];
  for await (const batch of filter.filter(readRecords(world.records, plan, world.parts())))
    records.push(...batch.records);
  return { records, checkpoint: filter.checkpoint() };
}

async function insert(world: ReadingWorld, module: string, values: unknown): Promise<string> {
  const answer = (await world.api('POST', `/${module}`, { data: [values] })) as { data: { details: { id: string } }[] };
  return answer.data[0]?.details.id ?? '';
}

function idsOf(records: readonly CrmRecord[]): readonly string[] {
  return records.map((record) => record.id);
}
