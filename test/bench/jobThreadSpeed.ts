import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

import { readJobFile } from '../../src/core/jobs/jobFile/readJobFile.ts';
import { MetadataCache } from '../../src/core/metadata/metadataCache.ts';
import { directNetwork } from '../../src/core/model/network.ts';
import { FolderFiles } from '../../src/core/util/folderFiles.ts';
import { JobThread } from '../../src/extension/jobs/jobThread.ts';
import { crmPartsFor } from '../core/crmParts.ts';
import { exampleConnection } from '../core/exampleConnection.ts';
import { startSampleOrgProcess } from '../harness/programs/sampleOrgProcess.ts';
import type { BenchRow } from './table.ts';

const program = fileURLToPath(new URL('../../src/extension/jobs/job.worker.ts', import.meta.url));
const recordCount = 100_000;
const mostDelayMs = 15;

/** How long the host's own thread is held up while a job pulls records by queries in parallel lanes. */
export async function benchJobThread(): Promise<readonly BenchRow[]> {
  const sampleOrg = await startSampleOrgProcess('--records', `Contacts=${recordCount}`, '--credits', '1000000');
  const folder = await mkdtemp(path.join(tmpdir(), 'job-thread-bench-'));
  const { crm, store, tokens, log } = crmPartsFor({ info: sampleOrg.info });
  try {
    const { clientId, clientSecret, refreshToken, apiUrl } = sampleOrg.info;
    const connection = exampleConnection({ dataCenter: 'sample', clientId });
    await store.save(connection, { clientSecret, refreshToken });
    const clock = { now: () => Date.now() };
    const thread = new JobThread({
      ...{ program, runsFolder: path.join(folder, 'runs') },
      engine: () =>
        Promise.resolve({ tokens, apiOriginOf: () => Promise.resolve(apiUrl), network: () => directNetwork }),
      metadata: new MetadataCache({
        ...{ files: new FolderFiles(path.join(folder, 'metadata')), clock, log },
        clientFor: (of) => Promise.resolve(crm.clientFor(of)),
      }),
      database: () => Promise.reject(new Error('The job names no database.')),
      noteFailure: () => undefined,
      noteRefusal: () => Promise.resolve(),
    });
    const modules = [{ module: 'Contacts', fields: ['id', 'Last_Name', 'Email', 'Modified_Time'], way: 'coql' }];
    const to = { file: 'contacts.csv' };
    const { job } = readJobFile(JSON.stringify({ version: 1, connection: 'x', kind: 'export', modules, to }));
    if (!job) throw new Error('The job of the bench is none.');
    const request = { jobName: 'bench', jobFile: undefined, host: 'editor' } as const;
    const context = { signal: new AbortController().signal, report: () => undefined, log };
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const { outcome, explanation, startedAt, endedAt } = await thread.run(
      { job, connection, folder },
      request,
      context,
    );
    delay.disable();
    if (outcome !== 'succeeded') throw new Error(explanation ?? outcome);
    // The timer's own millisecond is in each figure.
    const p99 = delay.percentile(99) / 1e6;
    const rate = Math.round((recordCount * 1000) / (endedAt - startedAt));
    return [
      {
        name: 'job-thread-held-up',
        what: `delay of the host's thread while a job exports ${recordCount} contacts in a thread, p99`,
        ratio: { all: [p99 / mostDelayMs], target: 1, better: 'lower' },
        value: `${p99.toFixed(1)} ms (${rate} records/s), at most ${mostDelayMs} ms`,
      },
    ];
  } finally {
    await crm.close();
    await sampleOrg.process.stop();
    await rm(folder, { recursive: true });
  }
}
