import assert from 'node:assert/strict';

import { CallGovernor } from '../../../../src/core/jobs/reading/callGovernor.ts';
import { changesSince } from '../../../../src/core/jobs/reading/changes.ts';
import { deletionsSince } from '../../../../src/core/jobs/reading/deletions.ts';
import { GovernedRecords } from '../../../../src/core/jobs/reading/governedRecords.ts';
import { readRecords } from '../../../../src/core/jobs/reading/readRecords.ts';
import type { ReadRequest } from '../../../../src/core/jobs/reading/readRequest.ts';
import type { CrmRecord } from '../../../../src/core/model/record.ts';
import { seededRandom } from '../../../../src/sampleOrg/random.ts';
import { never, ReadingWorld } from './readingWorld.ts';

const fields = ['City', 'Street', 'Phone', 'Owner', 'Layout', 'Modified_Time'];
const leads = 400;

const cases: readonly { readonly name: string; readonly request: Partial<ReadRequest>; readonly lanes: number }[] = [
  { name: 'queries in one lane', request: { way: 'coql' }, lanes: 1 },
  { name: 'queries in nine lanes', request: { way: 'coql' }, lanes: 9 },
  { name: 'queries in order of the ids, in four lanes', request: { way: 'coql', order: 'id' }, lanes: 4 },
  { name: 'queries in order of the time', request: { way: 'coql', order: 'Modified_Time' }, lanes: 1 },
  { name: 'one chain of lists', request: { way: 'list' }, lanes: 1 },
  { name: 'lists in order of the ids, in four lanes', request: { way: 'list', order: 'id' }, lanes: 4 },
  { name: 'an export in pages', request: { way: 'bulk' }, lanes: 1 },
  { name: 'exports of four parts', request: { way: 'bulk' }, lanes: 4 },
];

describe('nothing is lost while others work and calls fail', () => {
  let world: ReadingWorld;
  before(async () => {
    world = await ReadingWorld.start({
      records: new Map([['Leads', leads]]),
      bulkRows: 130,
      tokenLifetimeSeconds: 86_400,
    });
  });
  after(() => world.stop());

  for (const [index, { name, request, lanes }] of cases.entries()) {
    const seed = index + 1;
    it(`by ${name} (seed ${seed})`, async () => {
      world.sampleOrg.clock.advance(600_000);
      const before = byId(await world.read({ module: 'Leads', fields, way: 'coql' }));
      const untilMs = await world.records.serverTime(never);
      const others = new Others(world, [...before.keys()], seededRandom(seed));
      await world.faults(...faultRules);
      const found = await readAmong(world, others, { module: 'Leads', fields, ...request }, lanes);
      await world.faults();
      assert.ok(others.changes > 0, 'others were at work');

      const seen = new Map<string, number>();
      for (const { id } of found) seen.set(id, (seen.get(id) ?? 0) + 1);
      for (const [id, record] of before) {
        if (others.touched.has(id)) continue;
        assert.equal(seen.get(id), 1, `${id} arrives once`);
        assert.deepEqual(
          found.find((each) => each.id === id),
          record,
        );
      }
      assert.deepEqual(await withNews(world, found, untilMs), byId(await world.read({ module: 'Leads', fields })));
    });
  }
});

/** Each of what a bad day has, a few times; the calls of the others are spared. */
const faultRules = [{ method: 'GET', path: '/crm/v8/**' }, { path: '/crm/v8/coql' }, { path: '/crm/bulk/**' }].flatMap(
  (calls) => [
    { ...calls, probability: 0.1, times: 2, effect: tooMany(429) },
    { ...calls, probability: 0.1, times: 2, effect: tooMany(503) },
    { ...calls, probability: 0.1, times: 1, effect: { kind: 'drop', when: 'before' } },
    { ...calls, probability: 0.1, times: 1, effect: { kind: 'drop', when: 'after' } },
  ],
);

function tooMany(status: number) {
  return { kind: 'answer', status, headers: { 'Retry-After': '0' } };
}

async function readAmong(
  world: ReadingWorld,
  others: Others,
  request: ReadRequest,
  lanes: number,
): Promise<readonly CrmRecord[]> {
  // One chain of lists needs room for all; other ways take small pages.
  const small = request.way === 'list' && request.order === undefined ? {} : { queryRows: 40 };
  const limits = { listIds: 20, ...small, ...(lanes > 1 ? { bulkRows: 120 } : {}) };
  const plan = { ...(await world.plan(request, leads, limits)), lanes };
  const found: CrmRecord[] = [];
  for await (const batch of readRecords(new AmongOthers(world, others), plan, world.parts()))
    found.push(...batch.records);
  return found;
}

/** What was found, after the deletions and changes of which the next run would hear. */
async function withNews(
  world: ReadingWorld,
  found: readonly CrmRecord[],
  untilMs: number,
): Promise<ReadonlyMap<string, CrmRecord>> {
  const rows = new Map(found.map((record) => [record.id, record]));
  const nowMs = await world.records.serverTime(never);
  const { deletions } = await deletionsSince(world.records, 'Leads', untilMs, nowMs, never);
  for (const { id } of deletions) rows.delete(id);
  const changed = changesSince({ untilMs, recent: [] }, 'Modified_Time', nowMs + 1_000);
  for (const record of await world.read({ module: 'Leads', fields, changed })) rows.set(record.id, record);
  return byId([...rows.values()]);
}

function byId(records: readonly CrmRecord[]): ReadonlyMap<string, CrmRecord> {
  return new Map(records.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((record) => [record.id, record]));
}

/** Other users: they edit, make and delete records. */
class Others {
  readonly touched = new Set<string>();
  changes = 0;
  readonly #world: ReadingWorld;
  readonly #ids: string[];
  readonly #random: () => number;

  constructor(world: ReadingWorld, ids: readonly string[], chance: () => number) {
    this.#world = world;
    this.#ids = [...ids];
    this.#random = chance;
  }

  async mayWork(): Promise<void> {
    if (this.#random() < 0.5 || this.changes >= 40) return;
    this.changes += 1;
    const deed = this.#random();
    if (deed < 0.25) await this.#add();
    else if (deed < 0.5) await this.#remove();
    else await this.#edit();
  }

  async #add(): Promise<void> {
    const data = [{ Last_Name: `New ${this.changes}`, City: 'New' }];
    await this.#world.api('POST', '/Leads', { data });
  }

  async #remove(): Promise<void> {
    const id = this.#pick();
    this.#ids.splice(this.#ids.indexOf(id), 1);
    await this.#world.api('DELETE', `/Leads?ids=${id}`);
  }

  async #edit(): Promise<void> {
    const value = `Edit ${this.changes}`;
    const data = [this.#pick(), this.#pick()].map((id) => ({ id, City: value, Street: value }));
    await this.#world.api('PUT', '/Leads', { data });
  }

  #pick(): string {
    const id = this.#ids[Math.floor(this.#random() * this.#ids.length)] ?? '';
    this.touched.add(id);
    return id;
  }
}

/** Between two calls of ours, others may do something. */
class AmongOthers extends GovernedRecords {
  readonly #others: Others;

  constructor(world: ReadingWorld, others: Others) {
    const governor = new CallGovernor({ calls: 19, heavyCalls: 9 });
    super(world.records, { credits: { query: () => 1 } } as never, governor, undefined);
    this.#others = others;
  }

  override query(...args: Parameters<GovernedRecords['query']>) {
    return this.#among(super.query(...args));
  }

  override list(...args: Parameters<GovernedRecords['list']>) {
    return this.#among(super.list(...args));
  }

  override bulkReadState(...args: Parameters<GovernedRecords['bulkReadState']>) {
    return this.#among(super.bulkReadState(...args));
  }

  override bulkReadResult(...args: Parameters<GovernedRecords['bulkReadResult']>) {
    return this.#among(super.bulkReadResult(...args));
  }

  async #among<T>(answer: Promise<T>): Promise<T> {
    await this.#others.mayWork();
    const result = await answer;
    await this.#others.mayWork();
    return result;
  }
}
