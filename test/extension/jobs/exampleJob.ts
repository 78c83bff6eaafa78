import assert from 'node:assert/strict';
import path from 'node:path';

import { readJobFile } from '../../../src/core/jobs/jobFile/readJobFile.ts';
import type { RunRecord } from '../../../src/core/model/run.ts';
import type { ReadyJob } from '../../../src/extension/jobs/jobTarget.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';

/** A replication of Leads that can be run. `file`: absolute path of its job file. */
export function exampleJob(file = '/data/copy.zoho-job.json', to: object = { sqlite: 'crm.sqlite' }): ReadyJob {
  const content = { version: 1, kind: 'replicate', connection: 'Acme EU', modules: [{ module: 'Leads' }], to };
  const { job } = readJobFile(JSON.stringify(content));
  assert.ok(job);
  const name = path.basename(file, '.zoho-job.json');
  return { job, connection: exampleConnection(), name, file, folder: path.dirname(file) };
}

export function exampleRun(parts: Partial<RunRecord> = {}): RunRecord {
  return {
    ...{ id: '1', jobName: 'copy', jobKind: 'replicate', connectionName: 'Acme EU', host: 'editor' },
    ...{ startedAt: 0, endedAt: 1, outcome: 'succeeded', modules: [], creditsSpent: 0, files: [] },
    ...parts,
  };
}
