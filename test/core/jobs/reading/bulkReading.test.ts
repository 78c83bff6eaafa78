import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';

import { CallGovernor } from '../../../../src/core/jobs/reading/callGovernor.ts';
import { GovernedRecords } from '../../../../src/core/jobs/reading/governedRecords.ts';
import { readRecords } from '../../../../src/core/jobs/reading/readRecords.ts';
import type { IdRange, ReadRequest } from '../../../../src/core/jobs/reading/readRequest.ts';
import type { CrmRecord } from '../../../../src/core/model/record.ts';
import { ReadingWorld } from './readingWorld.ts';

const leads = 600;
/** Rows of a file: six files, of which no more than ten are given a minute. */
const bulkRows = 100;

describe('reading by bulk export', () => {
  let world: ReadingWorld;
  let all: readonly string[];
  before(async () => {
    world = await ReadingWorld.start({ records: new Map([['Leads', leads]]), bulkRows });
    all = idsOf(await world.read({ module: 'Leads', fields: [], way: 'coql' }));
  });
  beforeEach(async () => {
    world.sampleOrg.clock.advance(60_000);
    await world.faults();
  });
  after(() => world.stop());

  const request: ReadRequest = { module: 'Leads', fields: ['Last_Name'], way: 'bulk' };
  /** Reads until so many records are there, and tells what is left. */
  const begin = async (least: number): Promise<{ kept: readonly string[]; remaining: readonly IdRange[] }> => {
    const kept: string[] = [];
    for await (const batch of readRecords(world.records, await world.plan(request, leads), world.parts())) {
      kept.push(...idsOf(batch.records));
      if (kept.length >= least) return { kept, remaining: batch.remaining ?? [] };
    }
    throw new Error(`There are fewer than ${least} records.`);
  };

  it('follows page tokens to the last row', async () => {
    assert.deepEqual(idsOf(await world.read(request)), all);
  });

  it('exports parts side by side, each of several pages', async () => {
    const limits = { bulkRows: 222 };
    const plan = await world.plan(request, leads, limits);
    assert.deepEqual([plan.parts, plan.lanes], [4, 4]);
    assert.deepEqual(idsOf(await world.read(request, { count: leads, limits })), all);
  });

  it('goes on after a page that was kept', async () => {
    const { kept, remaining } = await begin(250);
    world.sampleOrg.clock.advance(60_000);
    const rest = await world.read({ ...request, remaining });
    assert.ok(kept.length < leads && rest.length > 0);
    assert.deepEqual([...kept, ...idsOf(rest)], all);
  });

  it('exports everything in one part where tests of the id are refused, and gives what is wanted of it', async () => {
    const { kept, remaining } = await begin(350);
    const body = { code: 'FIELD_IN_CRITERIA_NOT_SUPPORTED', details: {}, message: 'not supported', status: 'error' };
    await world.faults({ method: 'POST', body: '"api_name":"id"', effect: { kind: 'answer', status: 400, body } });
    for (const wanted of [request, { ...request, remaining }]) {
      world.sampleOrg.clock.advance(60_000);
      const records = await world.read(wanted, { count: leads, limits: { bulkRows: 222 } });
      assert.deepEqual([...(wanted === request ? [] : kept), ...idsOf(records)], all);
    }
  });

  it('gives no row of a file whose checksum is wrong, and downloads it again', async () => {
    const damaging = new WatchedRecords(world, { isDamaging: true });
    const plan = await world.plan({ ...request, fields: ['Last_Name', 'City'] }, leads);
    const found: CrmRecord[] = [];
    for await (const batch of readRecords(damaging, plan, world.parts())) found.push(...batch.records);
    assert.equal(damaging.downloads, leads / bulkRows + 1);
    const expected = await world.read({ ...request, fields: ['Last_Name', 'City'], way: 'coql' });
    assert.deepEqual(found, expected);
  });

  it('queries what exports refuse, many rows at a time', async () => {
    const fields = ['Last_Name', 'Layout', 'Latitude'];
    const watched = new WatchedRecords(world);
    const plan = await world.plan({ ...request, fields }, leads);
    const records: CrmRecord[] = [];
    for await (const batch of readRecords(watched, plan, world.parts())) records.push(...batch.records);
    // One to see whether queries give the columns, and one for each file.
    assert.deepEqual([watched.queries, watched.lists], [1 + leads / bulkRows, 0]);
    assert.deepEqual(records, await world.read({ ...request, fields, way: 'list' }));
  });

  it('lists what queries refuse, too', async () => {
    const fields = ['Last_Name', 'Layout', 'Latitude'];
    await refuseQueries(world, 'Layout');
    const records = await world.read({ ...request, fields });
    await world.faults();
    assert.deepEqual(records, await world.read({ ...request, fields, way: 'list' }));
  });

  it('leaves no file behind when the reader stops', async () => {
    await begin(1);
    assert.deepEqual(await readdir(world.parts().temporaryFolder), []);
  });
});

describe('reading by queries', () => {
  let world: ReadingWorld;
  before(async () => {
    world = await ReadingWorld.start();
  });
  after(() => world.stop());

  it('lists columns that the CRM turns out not to give in queries', async () => {
    const request = { module: 'Contacts', fields: ['Last_Name', 'Department', 'Phone'] };
    const expected = await world.read({ ...request, way: 'list' });
    await refuseQueries(world, 'Department');
    assert.deepEqual(await world.read({ ...request, way: 'coql' }), expected);
    assert.deepEqual(await world.read({ ...request, way: 'coql', order: 'Modified_Time' }), expected);
  });
});

/** Lets the CRM refuse queries that name a column, as it does for types of fields that nobody has seen. */
async function refuseQueries(world: ReadingWorld, column: string): Promise<void> {
  const details = { column_name: column, reason: 'not supported' };
  const body = { code: 'INVALID_QUERY', details, message: 'invalid query formed', status: 'error' };
  await world.faults({ path: '/crm/v8/coql', body: column, effect: { kind: 'answer', status: 400, body } });
}

/** Counts calls, and changes one byte of the first file where that is asked for. */
class WatchedRecords extends GovernedRecords {
  downloads = 0;
  queries = 0;
  lists = 0;
  readonly #isDamaging: boolean;

  constructor(world: ReadingWorld, { isDamaging = false } = {}) {
    const governor = new CallGovernor({ calls: 9, heavyCalls: 9 });
    super(world.records, { credits: { query: () => 1 } } as never, governor, undefined);
    this.#isDamaging = isDamaging;
  }

  override query(...args: Parameters<GovernedRecords['query']>) {
    this.queries += 1;
    return super.query(...args);
  }

  override list(...args: Parameters<GovernedRecords['list']>) {
    this.lists += 1;
    return super.list(...args);
  }

  override async bulkReadResult(...args: Parameters<GovernedRecords['bulkReadResult']>) {
    const bytes = await super.bulkReadResult(...args);
    return this.downloads++ === 0 && this.#isDamaging ? damaged(bytes) : bytes;
  }
}

async function* damaged(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of bytes) {
    const copy = Uint8Array.from(chunk);
    const place = 600 - at;
    if (place >= 0 && place < copy.length) copy[place] = (copy[place] ?? 0) ^ 1;
    at += copy.length;
    yield copy;
  }
}

function idsOf(records: readonly CrmRecord[]): readonly string[] {
  return records.map((record) => record.id);
}
