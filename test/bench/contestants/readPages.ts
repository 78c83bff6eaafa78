import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { learnFields } from '../../../src/core/jobs/reading/learnFields.ts';
import { planRead } from '../../../src/core/jobs/reading/readPlan.ts';
import { readRecords } from '../../../src/core/jobs/reading/readRecords.ts';
import { benchFields, benchModule } from '../crm/benchFields.ts';
import { benchParts, never, quietContext } from '../crm/benchParts.ts';
import type { PagesInfo } from '../crm/startPages.ts';
import type { Deed } from './contestant.ts';

/** The product's reading without a place to put the records. */
export async function run({ info }: { readonly info: PagesInfo }): Promise<Deed> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zcb-'));
  const { records, governor, fieldsOf } = await benchParts(info, folder);
  try {
    const startedAt = performance.now();
    const known = await learnFields(benchModule, benchFields, fieldsOf, never);
    const facts = { count: await records.count(benchModule, undefined, never), known, creditsLeft: undefined };
    const limits = await records.readLimits(never);
    const plan = planRead({ module: benchModule, fields: benchFields, way: 'coql' }, { ...facts, limits });
    const parts = { governor, temporaryFolder: folder, log: quietContext.log, signal: never };
    let count = 0;
    for await (const batch of readRecords(records, plan, parts)) count += batch.records.length;
    return { count, ms: performance.now() - startedAt };
  } finally {
    await rm(folder, { recursive: true });
  }
}
