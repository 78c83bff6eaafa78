import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { RetriableError } from '../../src/core/errors.ts';
import { readJobFile } from '../../src/core/jobs/jobFile/readJobFile.ts';
import { RunStore } from '../../src/core/jobs/runs/runStore.ts';
import type { RunRecord } from '../../src/core/model/run.ts';
import { FolderFiles } from '../../src/core/util/folderFiles.ts';
import { JobRuns } from '../../src/extension/jobs/jobRuns.ts';
import type { ReadyJob } from '../../src/extension/jobs/jobTarget.ts';
import { exampleConnection } from '../core/exampleConnection.ts';
import { memoryLog } from '../core/memoryPorts.ts';

describe('a job that runs already', () => {
  let folder: string;
  let ready: ReadyJob;
  let end: (record: RunRecord) => void;
  let first: Promise<RunRecord>;
  let firstWindow: JobRuns;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'job-runs-'));
    ready = { job: job(), connection: exampleConnection(), name: 'copy', file: path.join(folder, 'copy'), folder };
    firstWindow = window(new Promise((resolve) => (end = resolve)));
    first = firstWindow.run(ready);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is refused in the same window and in another, until it is over', async () => {
    const other = window(Promise.resolve(record));
    for (const each of [firstWindow, other]) {
      await assert.rejects(each.run(ready), (error: unknown) => {
        assert.ok(error instanceof RetriableError);
        assert.match(error.message, /^copy is running already, in this window or in another\. Wait until/);
        return true;
      });
    }
    assert.equal(await other.runScheduled(ready, 0), undefined);
    end(record);
    await first;
    assert.equal((await other.run(ready)).id, record.id);
  });

  /** The runs of a window, whose thread has this result. */
  function window(result: Promise<RunRecord>): JobRuns {
    return new JobRuns({
      thread: { run: () => result },
      runs: new RunStore(new FolderFiles(path.join(folder, 'runs'))),
      clock: { now: () => Date.now() },
      log: { ...memoryLog(), show: () => undefined },
      locksFolder: path.join(folder, 'locks'),
      changed: () => undefined,
    });
  }
});

const record: RunRecord = {
  ...{ id: '1', jobName: 'copy', jobKind: 'replicate', connectionName: 'Acme EU', host: 'editor' },
  ...{ startedAt: 0, endedAt: 1, outcome: 'succeeded', modules: [], creditsSpent: 0, files: [] },
};

function job(): ReadyJob['job'] {
  const modules = [{ module: 'Leads' }];
  const file = { version: 1, kind: 'replicate', connection: 'Acme EU', modules, to: { sqlite: 'crm.db' } };
  const found = readJobFile(JSON.stringify(file)).job;
  assert.ok(found);
  return found;
}
