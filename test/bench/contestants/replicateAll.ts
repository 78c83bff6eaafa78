import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { DatabaseConnection } from '../../../src/core/model/databaseConnection.ts';
import { readJobFile } from '../../../src/core/jobs/jobFile/readJobFile.ts';
import { replicate } from '../../../src/core/jobs/replicate.ts';
import { benchFields, benchModule } from '../crm/benchFields.ts';
import { benchParts, quietContext } from '../crm/benchParts.ts';
import type { PagesInfo } from '../crm/startPages.ts';
import type { Deed } from './contestant.ts';

interface ReplicateInput {
  readonly info: PagesInfo;
  readonly way: string;
  /** Undefined = a SQLite file. */
  readonly database?: DatabaseConnection;
  readonly multiSelect?: 'text';
}

/** The product's own first copy into a database, as a job file asks for it. */
export async function run({ info, way, database, multiSelect }: ReplicateInput): Promise<Deed> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zcb-'));
  try {
    const parts = await benchParts(info, folder, database);
    const place = database ? { database: database.name } : { sqlite: path.join(folder, 'all.sqlite') };
    const { job } = readJobFile(
      JSON.stringify({
        ...{ version: 1, kind: 'replicate', connection: 'Bench', reconcile: 'never' },
        modules: [{ module: benchModule, fields: benchFields, way }],
        to: { ...place, multiSelect },
      }),
    );
    if (job?.kind !== 'replicate') throw new Error('The job of the bench is none.');
    const startedAt = performance.now();
    const summary = await replicate(parts, job, quietContext);
    const ms = performance.now() - startedAt;
    if (summary.outcome !== 'succeeded') throw new Error(summary.explanation);
    return { count: summary.modules[0]?.inserted ?? 0, ms };
  } finally {
    await rm(folder, { recursive: true });
  }
}
