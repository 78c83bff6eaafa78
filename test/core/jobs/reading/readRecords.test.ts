import assert from 'node:assert/strict';

import type { Condition } from '../../../../src/core/coql/syntax.ts';
import { parseDocument } from '../../../../src/core/coql/parse.ts';
import { allIds } from '../../../../src/core/jobs/reading/allIds.ts';
import { CallGovernor } from '../../../../src/core/jobs/reading/callGovernor.ts';
import { BudgetSpentError, CreditBudget } from '../../../../src/core/jobs/reading/creditBudget.ts';
import { countRecords } from '../../../../src/core/jobs/reading/countRecords.ts';
import { deletionsSince } from '../../../../src/core/jobs/reading/deletions.ts';
import { GovernedRecords } from '../../../../src/core/jobs/reading/governedRecords.ts';
import { readRecords } from '../../../../src/core/jobs/reading/readRecords.ts';
import type { IdRange, ReadRequest } from '../../../../src/core/jobs/reading/readRequest.ts';
import { readWays } from '../../../../src/core/jobs/reading/readRequest.ts';
import type { RecordPage } from '../../../../src/core/crm/crmRecords.ts';
import type { CrmRecord } from '../../../../src/core/model/record.ts';
import { never, ReadingWorld } from './readingWorld.ts';

/** Small pages, so that few records fill many of them. */
const smallPages = { queryRows: 40, listIds: 10 };
const leads = 600;

describe('reading records', () => {
  let world: ReadingWorld;
  before(async () => {
    world = await ReadingWorld.start({ records: new Map([['Leads', leads]]) });
  });
  beforeEach(async () => {
    world.sampleOrg.clock.advance(60_000);
    await world.faults();
  });
  after(() => world.stop());

  const all = async (): Promise<readonly string[]> => idsOf(await world.read({ module: 'Leads', fields: [] }));

  it('gives each record once when several lanes read, and takes few more calls than pages', async () => {
    const before = world.records.spent();
    const records = await world.read(
      { module: 'Leads', fields: ['Last_Name'], way: 'coql' },
      { count: leads, limits: smallPages },
    );
    assert.deepEqual(idsOf(records), await all());
    assert.ok(world.records.spent() - before < 2 * (leads / smallPages.queryRows));
  });

  it('keeps to the order by id, with several lanes', async () => {
    for (const way of ['coql', 'list'] as const) {
      const request = { module: 'Leads', fields: ['Last_Name'], order: 'id', way } as const;
      const batches = await world.batches(request, { count: leads, limits: smallPages });
      assert.deepEqual(
        batches.flatMap((batch) => idsOf(batch.records)),
        await all(),
        way,
      );
      assert.ok(batches.length > 1);
    }
  });

  it('keeps to the order by time, also where many records share a second', async () => {
    const ids = (await all()).slice(0, 90);
    await world.api('PUT', '/Leads', { data: ids.map((id) => ({ id, City: 'Same second' })) });
    for (const way of ['coql', 'list'] as const) {
      const request = { module: 'Leads', fields: ['City', 'Modified_Time'], order: 'Modified_Time', way } as const;
      const batches = await world.batches(request, { count: leads, limits: smallPages });
      const records = batches.flatMap((batch) => batch.records);
      const times = records.map((record) => Date.parse(record['Modified_Time'] as string));
      assert.deepEqual(
        times,
        times.toSorted((a, b) => a - b),
        way,
      );
      assert.equal(new Set(idsOf(records)).size, leads, way);
    }
  });

  it('goes on where it stopped, whichever way', async () => {
    for (const request of [
      { module: 'Leads', fields: ['City'], way: 'coql' },
      { module: 'Leads', fields: ['City'], way: 'coql', order: 'id' },
      { module: 'Leads', fields: ['City'], way: 'list' },
      { module: 'Leads', fields: ['City'], way: 'bulk' },
    ] as const) {
      const kept: string[] = [];
      let remaining: readonly IdRange[] | undefined;
      for (let run = 0; run < 3; run++) {
        const rest: ReadRequest = remaining ? { ...request, remaining } : request;
        const plan = await world.plan(rest, leads, smallPages);
        for await (const batch of readRecords(world.records, plan, world.parts())) {
          kept.push(...idsOf(batch.records));
          remaining = batch.remaining;
          if (run < 2 && kept.length > (run + 1) * 100) break;
        }
        // As if it had been stored and read again.
        remaining = JSON.parse(JSON.stringify(remaining)) as readonly IdRange[];
      }
      assert.deepEqual(kept.toSorted(), await all(), JSON.stringify(request));
      assert.deepEqual(remaining, [], JSON.stringify(request));
    }
  });

  it('takes the columns of a record from one version of it, although somebody edits it between two calls', async () => {
    const [record] = await world.read({ module: 'Leads', fields: ['City'] });
    const id = record?.id ?? '';
    const fields = ['City', 'Street', 'Phone', 'State', 'Fax', 'Company'];
    for (const way of ['coql', 'list', 'bulk'] as const) {
      let edits = 0;
      const edit = async (): Promise<void> => {
        world.sampleOrg.clock.advance(2_000);
        edits += 1;
        const value = `edit ${edits}`;
        await world.api('PUT', '/Leads', { data: [{ id, City: value, Street: value, State: value, Company: value }] });
      };
      await edit();
      const limits = { queryFields: 3, listFields: 3, bulkFields: 3 };
      const plan = await world.plan({ module: 'Leads', fields, way, changed: lastMinute(world) }, 1, limits);
      const meddling = new Meddling(world, edit);
      const found: CrmRecord[] = [];
      for await (const batch of readRecords(meddling, plan, world.parts())) found.push(...batch.records);
      const mine = found.find((each) => each.id === id);
      assert.ok(edits > 1, way);
      assert.equal(new Set([mine?.['City'], mine?.['Street'], mine?.['State'], mine?.['Company']]).size, 1, way);
    }
  });

  it('loses nothing that stays while records are made, edited and deleted', async () => {
    for (const way of readWays) {
      const before = await all();
      const [gone = '', edited = ''] = [before.at(-3), before.at(-5)];
      const plan = await world.plan({ module: 'Leads', fields: ['City', 'Site_Photos'], way }, leads, smallPages);
      const seen = new Set<string>();
      let isChanged = false;
      for await (const batch of readRecords(world.records, plan, world.parts())) {
        for (const id of idsOf(batch.records)) {
          assert.ok(!seen.has(id), 'each record comes once');
          seen.add(id);
        }
        if (isChanged) continue;
        isChanged = true;
        await world.api('DELETE', `/Leads?ids=${gone}`);
        await world.api('PUT', '/Leads', { data: [{ id: edited, City: 'Elsewhere' }] });
        await world.api('POST', '/Leads', { data: [{ Last_Name: 'New' }] });
      }
      assert.deepEqual(
        before.filter((id) => id !== gone && !seen.has(id)),
        [],
        way,
      );
    }
  });

  it('finds the same by a condition, whichever way', async () => {
    const condition = conditionOf("Lead_Source = 'Cold Call' or Last_Name like 'M%' and Annual_Revenue > 1000");
    const request = { module: 'Leads', fields: ['Last_Name'], condition };
    const counted = await countRecords(world.records, request, never);
    for (const way of readWays) {
      assert.equal((await world.read({ ...request, way }, { limits: smallPages })).length, counted, way);
    }
    assert.ok(counted !== undefined && counted > 0 && counted < leads);
  });

  it('reads single records by their ids', async () => {
    const ids = (await all()).slice(3, 30);
    for (const way of ['coql', 'list'] as const) {
      const request = { module: 'Leads', fields: ['City'], ids, way };
      assert.deepEqual(idsOf(await world.read(request)), ids, way);
    }
  });

  it('slows down as one when the CRM says 429, and recovers', async () => {
    const effect = { kind: 'answer', status: 429 };
    await world.faults({ path: '/crm/v8/coql', everyNth: 6, times: 4, effect });
    const governor = new CallGovernor({ calls: 19, heavyCalls: 9 });
    const request = { module: 'Leads', fields: ['City'], way: 'coql' } as const;
    const records = await world.read(request, { count: leads, limits: smallPages, governor });
    assert.equal(records.length, (await all()).length);
    assert.ok(governor.allowed < 19);
  });

  it('stops at the share of the credits, and goes on from there another day', async () => {
    const request = { module: 'Leads', fields: ['City'], way: 'coql' } as const;
    const plan = await world.plan(request, leads, smallPages);
    const before = world.records.spent();
    const spent = (): number => world.records.spent() - before;
    const budget = new CreditBudget({ share: 0.01, aDay: 900, spent, creditsLeft: () => undefined });
    const kept: string[] = [];
    let remaining: readonly IdRange[] = [];
    await assert.rejects(async () => {
      for await (const batch of readRecords(world.records, plan, world.parts({ budget }))) {
        kept.push(...idsOf(batch.records));
        remaining = batch.remaining ?? [];
      }
    }, BudgetSpentError);
    assert.ok(spent() <= 9 && kept.length > 0 && remaining.length > 0);
    const rest = await world.read({ ...request, remaining }, { limits: smallPages });
    assert.deepEqual([...kept, ...idsOf(rest)].toSorted(), await all());
  });

  it('stops when it is told to, with the reason it was given', async () => {
    for (const way of readWays) {
      const controller = new AbortController();
      const reason = new Error('enough');
      const plan = await world.plan({ module: 'Leads', fields: ['City'], way }, leads, smallPages);
      const reading = async (): Promise<void> => {
        for await (const batch of readRecords(world.records, plan, world.parts({ signal: controller.signal }))) {
          if (batch.records.length > 0) controller.abort(reason);
        }
      };
      await assert.rejects(reading(), (error) => error === reason, way);
    }
  });

  it('takes another way where a module is not given this way', async () => {
    const fields = ['File_Name', 'Parent_Id'];
    assert.equal((await world.read({ module: 'Attachments', fields })).length, 12);
    await assert.rejects(world.read({ module: 'Attachments', fields, way: 'coql' }));
  });

  it('tells what was deleted, over several pages, without what was restored', async () => {
    const since = world.sampleOrg.clock.now() - 1000;
    const added = await Promise.all(
      [1, 2, 3].map(() =>
        world.api('POST', '/Leads', { data: Array.from({ length: 100 }, () => ({ Last_Name: 'Short-lived' })) }),
      ),
    );
    const ids = (added as { data: { details: { id: string } }[] }[]).flatMap(({ data }) =>
      data.map((each) => each.details.id),
    );
    for (const from of [0, 100, 200]) await world.api('DELETE', `/Leads?ids=${ids.slice(from, from + 100).join(',')}`);
    await world.api('POST', `/settings/recycle_bin/${ids[0] ?? ''}/actions/restore`);
    const now = world.sampleOrg.clock.now();
    const { deletions, isComplete } = await deletionsSince(world.records, 'Leads', since, now, never);
    assert.deepEqual(deletions.map((each) => each.id).toSorted(), ids.slice(1).toSorted());
    assert.ok(isComplete && deletions.every((each) => each.kind === 'recycled'));
    assert.equal((await deletionsSince(world.records, 'Leads', now - 130 * 86_400_000, now, never)).isComplete, false);
  });

  it('knows all ids of a module', async () => {
    const limits = await world.records.readLimits(never);
    const ids: string[] = [];
    const asked = { module: 'Leads', count: leads, limits, fieldsOf: world.fieldsOf };
    for await (const some of allIds(world.records, asked, world.parts())) ids.push(...some);
    assert.deepEqual(ids.toSorted(), await all());
  });
});

/** Edits a record after each of its first queries, pages and downloads. */
class Meddling extends GovernedRecords {
  readonly #edit: () => Promise<void>;
  #left = 4;

  constructor(world: ReadingWorld, edit: () => Promise<void>) {
    const governor = new CallGovernor({ calls: 9, heavyCalls: 9 });
    super(world.records, { credits: { query: () => 1 } } as never, governor, undefined);
    this.#edit = edit;
  }

  override query(statement: string, signal: AbortSignal): Promise<RecordPage> {
    return this.#meddle(super.query(statement, signal));
  }

  override list(...args: Parameters<GovernedRecords['list']>) {
    return this.#meddle(super.list(...args));
  }

  override bulkReadResult(...args: Parameters<GovernedRecords['bulkReadResult']>) {
    return this.#meddle(super.bulkReadResult(...args));
  }

  async #meddle<T>(answer: Promise<T>): Promise<T> {
    const result = await answer;
    if (this.#left-- > 0) await this.#edit();
    return result;
  }
}

function lastMinute(world: ReadingWorld) {
  const now = Math.floor(world.sampleOrg.clock.now() / 1000) * 1000;
  return { field: 'Modified_Time', fromMs: now - 30_000, untilMs: now + 3_600_000 } as const;
}

function conditionOf(text: string): Condition {
  const condition = parseDocument(`select id from Leads where ${text}`).queries[0]?.where?.condition;
  assert.ok(condition);
  return condition;
}

function idsOf(records: readonly CrmRecord[]): readonly string[] {
  return records.map((record) => record.id);
}
