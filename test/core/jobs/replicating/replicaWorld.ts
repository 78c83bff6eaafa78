import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { ReplicateJob } from '../../../../src/core/jobs/jobFile/jobSchema.ts';
import { jobSchema } from '../../../../src/core/jobs/jobFile/jobSchema.ts';
import type { JobParts } from '../../../../src/core/jobs/jobParts.ts';
import { replicate } from '../../../../src/core/jobs/replicate.ts';
import { verifyReplica } from '../../../../src/core/jobs/verifyReplica.ts';
import type { DatabaseKind } from '../../../../src/core/model/databaseConnection.ts';
import type { JobContext, JobSummary, ModuleSummary } from '../../../../src/core/model/run.ts';
import type { SampleOrgOptions } from '../../../../src/sampleOrg/options.ts';
import { memoryLog } from '../../memoryPorts.ts';
import type { ConnectedParts } from '../connectedParts.ts';
import { connectedParts } from '../connectedParts.ts';
import { never, ReadingWorld } from '../reading/readingWorld.ts';
import type { EmptyDatabase } from './emptyDatabases.ts';
import { emptyDatabases } from './emptyDatabases.ts';

/** What a test says of a job besides its modules. */
export type JobChoices = Partial<Record<'reconcile' | 'formulas', string>> & {
  readonly to?: Readonly<Record<string, unknown>>;
  readonly creditShare?: number;
};

/** A sample organization with few records, a database, and jobs between them. */
export class ReplicaWorld {
  readonly reading: ReadingWorld;
  readonly parts: JobParts;
  readonly log = memoryLog();
  readonly #connected: ConnectedParts;
  readonly database: EmptyDatabase;
  readonly #folder: string;

  private constructor(reading: ReadingWorld, folder: string, database: EmptyDatabase) {
    this.reading = reading;
    this.database = database;
    this.#folder = folder;
    this.#connected = connectedParts(reading.sampleOrg.info, folder, database.connection);
    this.parts = this.#connected.parts;
  }

  static async start(options: Partial<SampleOrgOptions> = {}, kind: DatabaseKind = 'sqlite'): Promise<ReplicaWorld> {
    const folder = await mkdtemp(path.join(tmpdir(), 'replica-'));
    const database = await emptyDatabases[kind]();
    return new ReplicaWorld(await ReadingWorld.start({ tokenLifetimeSeconds: 1e9, ...options }), folder, database);
  }

  async stop(): Promise<void> {
    await this.#connected.close();
    await this.reading.stop();
    await this.database.drop();
    await rm(this.#folder, { recursive: true });
  }

  /** Lets a test begin with an empty database, a minute after the one before. */
  async renew(): Promise<void> {
    await this.database.renew();
    this.passMinutes(1);
    await this.reading.faults();
  }

  passMinutes(minutes: number): void {
    this.reading.sampleOrg.clock.advance(minutes * 60_000);
  }

  job(modules: readonly (string | Readonly<Record<string, unknown>>)[], choices: JobChoices = {}): ReplicateJob {
    const job = jobSchema.parse({
      ...{ version: 1, kind: 'replicate', connection: 'Sample' },
      ...choices,
      modules: modules.map((module) => (typeof module === 'string' ? { module } : module)),
      to: { database: 'Test', ...choices.to },
    });
    if (job.kind !== 'replicate') throw new Error('It is a job of another kind.');
    return job;
  }

  run(job: ReplicateJob, context: Partial<JobContext> = {}, parts: Partial<JobParts> = {}): Promise<JobSummary> {
    const quiet = { signal: never, report: () => undefined, log: this.log };
    return replicate({ ...this.parts, ...parts }, job, { ...quiet, ...context });
  }

  /** A run that must succeed; what came of its only, or first, module. */
  async ran(job: ReplicateJob): Promise<ModuleSummary> {
    const summary = await this.run(job);
    const [module] = summary.modules;
    if (summary.outcome !== 'succeeded' || !module) throw new Error(`${summary.outcome}: ${summary.explanation ?? ''}`);
    return module;
  }

  /** How many rows of all tables differ from the source. */
  async differences(job: ReplicateJob): Promise<number> {
    const report = await verifyReplica(this.parts, job, { signal: never, report: () => undefined, log: this.log });
    return report.modules.reduce((sum, { tables }) => sum + tables.reduce((all, each) => all + each.differing, 0), 0);
  }

  /** Asks the database without any of our code. */
  sql(text: string): ReturnType<EmptyDatabase['sql']> {
    return this.database.sql(text);
  }

  async count(table: string): Promise<number> {
    return Number((await this.sql(`select count(*) as n from "${table}"`))[0]?.['n']);
  }

  async insert(module: string, values: Readonly<Record<string, unknown>>): Promise<string> {
    const answer = (await this.reading.api('POST', `/${module}`, { data: [values] })) as {
      data: { details: { id: string } }[];
    };
    return answer.data[0]?.details.id ?? '';
  }

  async update(module: string, id: string, values: Readonly<Record<string, unknown>>): Promise<void> {
    await this.reading.api('PUT', `/${module}/${id}`, { data: [values] });
  }

  async delete(module: string, id: string): Promise<void> {
    await this.reading.api('DELETE', `/${module}/${id}`);
  }
}
