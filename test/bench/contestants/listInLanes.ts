import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { CallGovernor } from '../../../src/core/jobs/reading/callGovernor.ts';
import { learnFields } from '../../../src/core/jobs/reading/learnFields.ts';
import { planRead } from '../../../src/core/jobs/reading/readPlan.ts';
import { readRecords } from '../../../src/core/jobs/reading/readRecords.ts';
import { benchFields, benchModule } from '../crm/benchFields.ts';
import { benchParts, never, quietContext } from '../crm/benchParts.ts';
import type { PagesInfo } from '../crm/startPages.ts';
import type { Deed } from './contestant.ts';

/** The product's reading by lists, by an organization that is allowed so many calls at once. */
export async function run({ info, calls }: { readonly info: PagesInfo; readonly calls: number }): Promise<Deed> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zcb-'));
  const { records, fieldsOf } = await benchParts(info, folder);
  try {
    const known = await learnFields(benchModule, benchFields, fieldsOf, never);
    const limits = { ...(await records.readLimits(never)), concurrentCalls: calls, concurrentHeavyCalls: calls };
    const facts = { count: await records.count(benchModule, undefined, never), known, creditsLeft: undefined, limits };
    const plan = planRead({ module: benchModule, fields: benchFields, way: 'list' }, facts);
    const governor = new CallGovernor({ calls, heavyCalls: calls });
    const parts = { governor, temporaryFolder: folder, log: quietContext.log, signal: never };
    const startedAt = performance.now();
    let count = 0;
    for await (const batch of readRecords(records, plan, parts)) count += batch.records.length;
    return { count, ms: performance.now() - startedAt };
  } finally {
    await rm(folder, { recursive: true });
  }
}
