import type { CrmRecord } from '../../model/record.ts';
import { allIds } from '../reading/allIds.ts';
import { chunksOf } from '../reading/chunks.ts';
import { countRecords } from '../reading/countRecords.ts';
import { learnFields } from '../reading/learnFields.ts';
import { planRead } from '../reading/readPlan.ts';
import { readRecords } from '../reading/readRecords.ts';
import type { ReadRequest, RecordStream } from '../reading/readRequest.ts';
import type { ReplicaModule } from './replicaPlan.ts';
import type { ReplicaRun } from './replicaRun.ts';

/** Ids that one query takes together with a condition. */
const idsInQuery = 50;

/** What a module's table is made of. */
export function wantedRecords({ module, fields, condition, way }: ReplicaModule): ReadRequest {
  return {
    module: module.apiName,
    fields: fields.map(({ apiName }) => apiName),
    ...(condition === undefined ? {} : { condition }),
    ...(way === undefined ? {} : { way }),
  };
}

/**
 * Counts, plans and reads. `expect` hears about how many records there will be, where the CRM tells; `counted` is for who
 * knows that already.
 */
export async function* readPlanned(
  run: Pick<ReplicaRun, 'parts' | 'reading'>,
  module: Pick<ReplicaModule, 'known'>,
  request: ReadRequest,
  expect: (records: number | undefined) => void = () => undefined,
  counted?: number,
): RecordStream {
  const { records, limits, readParts } = run.reading;
  if (request.remaining?.length === 0) return;
  const count = counted ?? (await countRecords(records, request, readParts.signal));
  expect(count);
  const facts = { count: count ?? 0, limits, known: module.known, creditsLeft: records.creditsLeft() };
  yield* readRecords(run.parts.records, planRead(request, facts), readParts);
}

/** Records of a table by their ids, as far as they are there and the job wants them. */
export async function* readByIds(
  run: Pick<ReplicaRun, 'parts' | 'reading'>,
  module: ReplicaModule,
  ids: readonly string[],
): AsyncGenerator<readonly CrmRecord[]> {
  if (ids.length === 0) return;
  const request = wantedRecords({ ...module, way: undefined });
  // Lists know no conditions, and queries few ids.
  const parts = module.condition ? chunksOf(ids, idsInQuery) : [ids];
  for (const some of parts) {
    const each = { ...request, ids: some, ...(module.condition ? { way: 'coql' as const } : {}) };
    for await (const { records } of readPlanned(run, module, each)) yield records;
  }
}

/** The ids of all records that the job wants, in no order. */
export async function* wantedIds(
  run: Pick<ReplicaRun, 'parts' | 'reading'>,
  module: ReplicaModule,
): AsyncGenerator<readonly string[]> {
  const { records, limits, readParts } = run.reading;
  const name = module.module.apiName;
  if (module.condition) {
    const request = { module: name, fields: [], condition: module.condition };
    for await (const batch of readPlanned(run, module, request)) yield batch.records.map(({ id }) => id);
    return;
  }
  const count = (await countRecords(records, { module: name, fields: [] }, readParts.signal)) ?? 0;
  yield* allIds(run.parts.records, { module: name, count, limits, fieldsOf: run.parts.fieldsOf }, readParts);
}

/** Records of another module, with a few fields. */
export async function* readOthers(
  run: Pick<ReplicaRun, 'parts' | 'reading'>,
  request: ReadRequest,
): AsyncGenerator<readonly CrmRecord[]> {
  const { fieldsOf } = run.parts;
  const known = await learnFields(request.module, request.fields, fieldsOf, run.reading.readParts.signal);
  for await (const { records } of readPlanned(run, { known }, request)) yield records;
}
