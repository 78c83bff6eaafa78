import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { InputError, SignInError } from '../../../src/core/errors.ts';
import type { Job } from '../../../src/core/jobs/jobFile/jobSchema.ts';
import { readJobFile } from '../../../src/core/jobs/jobFile/readJobFile.ts';
import { reasonOfRefusal } from '../../../src/core/metadata/staleness.ts';
import { MetadataCache } from '../../../src/core/metadata/metadataCache.ts';
import { directNetwork } from '../../../src/core/model/network.ts';
import type { JobContext, RunProgress } from '../../../src/core/model/run.ts';
import { FolderFiles } from '../../../src/core/util/folderFiles.ts';
import { JobThread } from '../../../src/extension/jobs/jobThread.ts';
import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { memoryLog } from '../../core/memoryPorts.ts';
import { crmPartsFor } from '../../core/crmParts.ts';

const program = fileURLToPath(new URL('../../../src/extension/jobs/job.worker.ts', import.meta.url));
const contacts = 3_000;

describe('a job in a thread', () => {
  let sampleOrg: RunningSampleOrg;
  let folder: string;
  let storage: string;
  let log: ReturnType<typeof memoryLog>;
  let crm: ReturnType<typeof crmPartsFor>;
  /** What the host was told of connections and modules. */
  let noted: { readonly id: string; readonly module?: string; readonly error: unknown }[];

  before(async () => {
    sampleOrg = await startSampleOrg({ bulkStepMs: 1, records: new Map([['Contacts', contacts]]) });
  });
  after(() => sampleOrg.stop());

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'job-thread-'));
    storage = mkdtempSync(path.join(tmpdir(), 'job-thread-storage-'));
    log = memoryLog();
    noted = [];
    crm = crmPartsFor(sampleOrg);
    const { clientSecret, refreshToken } = sampleOrg.info;
    await crm.store.save(connection(), { clientSecret, refreshToken });
  });

  afterEach(async () => {
    await crm.crm.close();
    for (const each of [folder, storage]) rmSync(each, { recursive: true });
  });

  it('writes the file that it is for, tells how far it is, and is recorded', async () => {
    const progress: RunProgress[] = [];
    const record = await thread().run(exportOf(), running, context({ report: (each) => progress.push(each) }));
    assert.equal(record.outcome, 'succeeded', record.explanation);
    assert.equal(readFileSync(path.join(folder, 'contacts.csv'), 'utf8').split('\r\n').length, contacts + 2);
    assert.equal(progress.at(-1)?.recordsDone, contacts);
    assert.equal(progress.at(-1)?.modulesDone, 1);
    assert.deepEqual(runFiles(), [`${record.id}.run.json`]);
  });

  it('plans as well, and writes nothing then', async () => {
    const plan = await thread().plan(exportOf(), context());
    assert.equal(plan.modules[0]?.module, 'Contacts');
    assert.ok(plan.totals.credits > 0);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('copies into a database beside the job file, and compares', async () => {
    const job = {
      ...exportOf(),
      job: parse({
        ...basics,
        kind: 'replicate',
        modules: [{ module: 'Contacts', fields: ['Last_Name'] }],
        to: { sqlite: 'crm.sqlite' },
      }),
    };
    assert.ok(job.job.kind === 'replicate');
    const before = await thread().tables({ ...job, job: job.job }, context());
    assert.equal(before.made, before.statements.filter((each) => each.startsWith('create table')).length);
    assert.ok(before.statements.some((each) => each.includes('Last_Name')));
    assert.deepEqual(readdirSync(folder), []);
    assert.equal((await thread().run(job, running, context())).outcome, 'succeeded');
    assert.deepEqual(await thread().tables({ ...job, job: job.job }, context()), {
      ...{ destination: 'crm.sqlite', statements: [], made: 0 },
    });
    const { modules } = await thread().verify({ ...job, job: job.job }, context());
    assert.deepEqual(
      modules[0]?.tables.map(({ rowsInCrm, rowsInTable, differing }) => ({ rowsInCrm, rowsInTable, differing })),
      [{ rowsInCrm: contacts, rowsInTable: contacts, differing: 0 }],
    );
  });

  it('stops when it is cancelled, and goes on from there', async () => {
    const aborting = new AbortController();
    const stopEarly = ({ phase }: RunProgress): void => {
      if (phase === 'reading') aborting.abort();
    };
    const first = await thread().run(
      exportOf({ way: 'list' }),
      running,
      context({ signal: aborting.signal, report: stopEarly }),
    );
    assert.equal(first.outcome, 'cancelled');
    assert.ok(!readdirSync(folder).includes('contacts.csv'));
    assert.equal((await thread().run(exportOf({ way: 'list' }), running, context())).outcome, 'succeeded');
    assert.equal(readFileSync(path.join(folder, 'contacts.csv'), 'utf8').split('\r\n').length, contacts + 2);
  });

  it('does nothing when it was cancelled before', async () => {
    const record = await thread().run(exportOf(), running, context({ signal: AbortSignal.abort() }));
    assert.equal(record.outcome, 'cancelled');
  });

  it('gets an error of the host as what it was', async () => {
    crm.tokens.tokenFor = () => Promise.reject(new SignInError('"Acme EU" is signed out. Sign in again.', 'c1'));
    await assert.rejects(thread().plan(exportOf(), context()), (error) => {
      assert.ok(error instanceof SignInError);
      assert.deepEqual([error.kind, error.connectionId], ['signIn', 'c1']);
      return true;
    });
    const record = await thread().run(exportOf(), running, context());
    assert.deepEqual([record.outcome, record.failureKind], ['failed', 'signIn']);
  });

  it('tells the host of a connection that lets nobody in any more', async () => {
    const refused = new SignInError('"Acme EU" is signed out. Sign in again.', 'c1');
    crm.tokens.tokenFor = () => Promise.reject(refused);
    assert.equal((await thread().run(exportOf(), running, context())).failureKind, 'signIn');
    assert.deepEqual(
      new Set(noted.map(({ id, error }) => `${id} ${String(error)}`)),
      new Set([`c1 ${String(refused)}`]),
    );
  });

  it('tells the host of a module that is listed and cannot be read', async () => {
    const unusable = { module: 'Functions__s', fields: ['id'] };
    const record = await thread().run(exportOf(unusable), running, context());
    assert.equal(record.outcome, 'failed');
    const [only, ...others] = noted;
    assert.deepEqual([only?.module, others], ['Functions__s', []]);
    assert.equal(reasonOfRefusal(only?.error), 'recordsRefused');
  });

  it('says nothing about a module that cannot be read by the one way that the job insists on', async () => {
    const record = await thread().run(
      exportOf({ module: 'Functions__s', fields: ['id'], way: 'bulk' }),
      running,
      context(),
    );
    assert.equal(record.outcome, 'failed');
    assert.deepEqual(noted, []);
  });

  it('hands an error of its own to the host as what it was', async () => {
    const job = {
      ...exportOf(),
      job: parse({ ...basics, kind: 'replicate', modules: [{ module: 'Contacts' }], to: { database: 'Warehouse' } }),
    };
    assert.ok(job.job.kind === 'replicate');
    await assert.rejects(thread().verify({ ...job, job: job.job }, context()), (error) => {
      assert.ok(error instanceof InputError);
      assert.equal(error.message, 'There is no database "Warehouse".');
      return true;
    });
  });

  it('writes no token into logs, messages and files', async () => {
    const progress: RunProgress[] = [];
    await thread().run(exportOf(), running, context({ report: (each) => progress.push(each) }));
    const texts = [...log.lines, JSON.stringify(progress), ...allFiles()].join('\n');
    assert.ok(log.lines.length > 0);
    const token = await crm.tokens.tokenFor(connection(), new AbortController().signal);
    for (const secret of [token.text, sampleOrg.info.refreshToken, sampleOrg.info.clientSecret]) {
      assert.ok(!texts.includes(secret));
    }
  });

  it('tells when the thread ends before the job does', async () => {
    const file = path.join(folder, 'ends.mjs');
    writeFileSync(file, 'process.exit(7);');
    await assert.rejects(thread(file).run(exportOf(), running, context()), /ended before its work did \(exit code 7\)/);
  });

  function thread(ofProgram = program): JobThread {
    const clock = { now: () => Date.now() };
    return new JobThread({
      program: ofProgram,
      runsFolder: path.join(storage, 'runs'),
      engine: () =>
        Promise.resolve({
          tokens: crm.tokens,
          apiOriginOf: () => Promise.resolve(sampleOrg.info.apiUrl),
          network: () => directNetwork,
        }),
      metadata: new MetadataCache({
        files: new FolderFiles(path.join(storage, 'metadata')),
        ...{ clock, log },
        clientFor: (of) => Promise.resolve(crm.crm.clientFor(of)),
      }),
      database: (name) => Promise.reject(new InputError(`There is no database "${name}".`)),
      noteFailure: (of, error) => noted.push({ id: of.id, error }),
      noteRefusal: (of, module, error) => {
        noted.push({ id: of.id, module, error });
        return Promise.resolve();
      },
    });
  }

  function connection() {
    return exampleConnection({ dataCenter: 'sample', clientId: sampleOrg.info.clientId });
  }

  function exportOf(module: Readonly<Record<string, unknown>> = {}) {
    const modules = [{ module: 'Contacts', fields: ['id', 'Last_Name'], ...module }];
    const job = parse({ ...basics, kind: 'export', modules, to: { file: 'contacts.csv' } });
    return { job, connection: connection(), folder };
  }

  function context(parts: Partial<JobContext> = {}): JobContext {
    return { signal: new AbortController().signal, report: () => undefined, log, ...parts };
  }

  function runFiles(): readonly string[] {
    return readdirSync(path.join(storage, 'runs'));
  }

  function allFiles(): readonly string[] {
    const files = [folder, storage].flatMap((each) =>
      readdirSync(each, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
    );
    return files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
  }
});

const basics = { version: 1, connection: 'Acme EU' };
const running = { jobName: 'contacts', jobFile: undefined, host: 'editor' } as const;

function parse(file: unknown): Job {
  const { job } = readJobFile(JSON.stringify(file));
  assert.ok(job);
  return job;
}
