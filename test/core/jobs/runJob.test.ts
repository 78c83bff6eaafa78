import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { InputError, SignInError } from '../../../src/core/errors.ts';
import type { JobParts } from '../../../src/core/jobs/jobParts.ts';
import { runJob } from '../../../src/core/jobs/runJob.ts';
import { RunStore } from '../../../src/core/jobs/runs/runStore.ts';
import type { JobContext, RunRecord } from '../../../src/core/model/run.ts';
import type { FileTarget } from '../../../src/core/targets/fileTarget.ts';
import { FolderFiles } from '../../../src/core/util/folderFiles.ts';
import { memoryLog } from '../memoryPorts.ts';
import { jobOf, JobWorld, never } from './jobWorld.ts';

describe('runJob', function () {
  this.timeout(30_000);
  let world: JobWorld;
  let runs: RunStore;
  let folder: string;
  before(async () => {
    world = await JobWorld.start();
    folder = path.join(world.folder, 'runs');
    runs = new RunStore(new FolderFiles(folder));
  });
  after(() => world.stop());

  const job = { modules: [{ module: 'Leads', fields: ['id'] }], to: { file: 'leads.csv' } };

  function run(
    parts: Partial<JobParts> = {},
    context: Partial<JobContext> = {},
    what: unknown = job,
  ): Promise<RunRecord> {
    const request = {
      job: jobOf(what),
      jobName: 'leads',
      jobFile: '/jobs/leads.zoho-job.json',
      host: 'terminal',
    } as const;
    const all = { signal: never, report: () => undefined, log: memoryLog(), ...context };
    return runJob({ ...world.parts, ...parts }, request, all, { runs, folder, random: Math.random });
  }

  it('keeps a record of a run that says all about it', async () => {
    const record = await run();
    assert.equal(record.outcome, 'succeeded');
    assert.deepEqual(record.files, [path.join(world.folder, 'leads.csv')]);
    assert.deepEqual([record.jobKind, record.connectionName, record.host], ['export', 'Sample', 'terminal']);
    assert.ok(record.endedAt >= record.startedAt && record.creditsSpent > 0);
    assert.deepEqual(await runs.find(record.id), record);
  });

  it('records why a run failed, and by what kind of error', async () => {
    const refused = new SignInError("Zoho refused the refresh token of 'Sample'. Sign in again.", 'c1');
    const record = await run({ modulesOf: () => Promise.reject(refused) });
    assert.deepEqual([record.outcome, record.failureKind, record.explanation], ['failed', 'signIn', refused.message]);
    assert.deepEqual(await runs.find(record.id), record);
  });

  it('records a replication whose database cannot be opened as one that failed', async () => {
    const what = { kind: 'replicate', modules: [{ module: 'Leads' }], to: { database: 'Gone' } };
    const openTarget = () => Promise.reject(new InputError('There is no database connection "Gone".', 'to.database'));
    const record = await run({ openTarget }, {}, what);
    assert.deepEqual([record.jobKind, record.outcome, record.failureKind], ['replicate', 'failed', 'input']);
  });

  it('records a cancellation before anything was done', async () => {
    const record = await run({}, { signal: AbortSignal.abort() });
    assert.equal(record.outcome, 'cancelled');
    assert.match(record.explanation ?? '', /^Canceled/);
  });

  it('records a defect of ours, and shows it', async () => {
    const before = await runs.list();
    await assert.rejects(run({ modulesOf: () => Promise.reject(new TypeError('of ours')) }), TypeError);
    const [record, ...others] = await runs.list();
    assert.deepEqual([record?.outcome, record?.failureKind, others.length], ['failed', 'defect', before.length]);
  });

  it('keeps the rows that could not be written in a file of the run, which goes with its record', async () => {
    const what = {
      kind: 'replicate',
      modules: [{ module: 'Vendors', fields: ['Vendor_Name'] }],
      to: { sqlite: 'copy.db' },
    };
    const id = await world.insert('Vendors', { Vendor_Name: 'With\u0000nothing' });
    const heard: string[] = [];
    const reject: JobContext['reject'] = (rows) => {
      heard.push(...rows.map(({ recordId }) => recordId));
    };
    const record = await run({}, { reject }, what);
    assert.equal(record.outcome, 'rejectedRows', record.explanation);
    assert.deepEqual(heard, [id]);
    const text = await readFile(record.rejectedRowsFile ?? '', 'utf8');
    assert.match(text, new RegExp(`^Record Id,Module,Reason\r\n${id},Vendors,`));
    assert.deepEqual(record.files, [record.rejectedRowsFile]);
    await runs.remove(record.id);
    await assert.rejects(readFile(record.rejectedRowsFile ?? ''), /ENOENT/);
  });

  it('says so when the file of rejected rows cannot be written', async () => {
    const what = {
      kind: 'replicate',
      modules: [{ module: 'Vendors', fields: ['Vendor_Name'] }],
      to: { sqlite: 'copy2.db' },
    };
    const files: FileTarget = { open: () => Promise.reject(new InputError('The disk is full.')) };
    const record = await run({ files }, {}, what);
    assert.equal(record.outcome, 'rejectedRows', record.explanation);
    assert.match(record.notes?.join(' ') ?? '', /rejected rows could not be written: The disk is full/);
  });
});
