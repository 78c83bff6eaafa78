import type { FailureKind, JobContext, JobSummary, ModuleSummary } from '../model/run.ts';
import { endingOf, failureKindOf, messageOf } from './jobEnding.ts';
import type { ReplicateJob } from './jobFile/jobSchema.ts';
import type { JobParts } from './jobParts.ts';
import { beginReading } from './jobReading.ts';
import { ProgressMeter } from './progressMeter.ts';
import { ModuleReplication } from './replicating/moduleReplication.ts';
import { patientParts } from './replicating/patientParts.ts';
import type { PreparedTables } from './replicating/prepareTables.ts';
import { prepareTables } from './replicating/prepareTables.ts';
import { planReplica } from './replicating/replicaPlan.ts';
import type { ReplicaRun } from './replicating/replicaRun.ts';
import type { ReplicaResult } from './replicating/replicaSummary.ts';
import { replicaSummary } from './replicating/replicaSummary.ts';

/**
 * Copies modules into the tables of a database: all records the first time, then what changed, with deletions. A run that
 * was stopped or killed is gone on with by the next one. Tables are made and grow by themselves; what needs a decision
 * leaves its module out and is told. Rows that the database refuses are kept there and tried again by each run.
 *
 * A module that cannot be had is named in the summary while others go on. Rejects only for defects, and where the CRM or
 * the database cannot be asked at all.
 */
export async function replicate(given: JobParts, job: ReplicateJob, context: JobContext): Promise<JobSummary> {
  const parts = patientParts(given, context);
  const { clock } = parts;
  const { report, signal } = context;
  const reading = await beginReading(parts, job.creditShare, context);
  const meter = new ProgressMeter({
    ...{ clock, report, modulesTotal: job.modules.length, creditsSpent: reading.spent },
  });
  const target = await parts.openTarget(job.to, signal);
  try {
    const apartMs = (await reading.records.serverTime(signal)) - clock.now();
    const run = { parts, job, context, reading, meter, target, crmNow: () => clock.now() + apartMs };
    return replicaSummary(reading, await replicateModules(run));
  } finally {
    await target.close();
  }
}

async function replicateModules(run: ReplicaRun): Promise<ReplicaResult> {
  const { parts, job, context, target, meter } = run;
  const result = new Results(context);
  await result.attempt(undefined, async () => {
    meter.enter('planning');
    const prepared = await prepareTables(target, await planReplica(parts, job, context.signal), job, context.signal);
    for (const sql of prepared.statements) context.log.info(sql);
    result.leftOut(prepared.problems);
    await replicatePrepared(run, prepared, result);
  });
  return result.of(job.modules.map(({ module }) => module));
}

async function replicatePrepared(run: ReplicaRun, { modules }: PreparedTables, result: Results): Promise<void> {
  const done: ModuleReplication[] = [];
  for (const { module, plan } of modules) {
    const replication = new ModuleReplication(run, module, plan);
    const isDone = await result.attempt(replication, () => replication.run());
    if (result.isStopped) return;
    if (isDone) done.push(replication);
    run.meter.moduleDone();
  }
  // Rows may have waited for those that they lead to, or have lost them.
  for (const replication of run.job.to.foreignKeys ? done : []) {
    await result.attempt(replication, () => replication.retryRejected());
    if (result.isStopped) return;
  }
}

/** What came of each module, as long as there is use in going on. */
class Results {
  readonly #context: JobContext;
  readonly #summaries = new Map<string, ModuleSummary>();
  readonly #replications = new Set<ModuleReplication>();
  #stopped: ReplicaResult['stopped'];
  #problemKind: FailureKind | undefined;

  constructor(context: JobContext) {
    this.#context = context;
  }

  get isStopped(): boolean {
    return this.#stopped !== undefined;
  }

  leftOut(problems: ReadonlyMap<string, Error>): void {
    const nothing = { read: 0, inserted: 0, updated: 0, deleted: 0, rejected: 0 };
    for (const [module, error] of problems) {
      this.#summaries.set(module, { module, ...nothing, problem: messageOf(error) });
      this.#problemKind ??= failureKindOf(error);
    }
  }

  /** Answers whether it went through. */
  async attempt(replication: ModuleReplication | undefined, deed: () => Promise<void>): Promise<boolean> {
    let [isDone, problem]: [boolean, string | undefined] = [false, undefined];
    try {
      await deed();
      isDone = true;
    } catch (error) {
      const ending = endingOf(error, this.#context.signal);
      if (ending === 'defect') throw error;
      if (ending !== 'module') this.#stopped = { outcome: ending, error };
      else if (!replication) this.#stopped = { outcome: 'failed', error };
      else {
        problem = messageOf(error);
        this.#context.moduleFailed?.(replication.summary().module, error);
        this.#problemKind ??= failureKindOf(error);
      }
    }
    if (!replication) return isDone;
    this.#replications.add(replication);
    const summary = replication.summary(problem);
    this.#summaries.set(summary.module, summary);
    return isDone;
  }

  /** In the order of the job; those that it did not come to are left out. */
  of(modules: readonly string[]): ReplicaResult {
    const waiting = [...this.#replications].map(({ rejected }) => rejected).filter(({ length }) => length > 0);
    for (const rejected of waiting) this.#context.reject?.(rejected);
    return {
      modules: modules.flatMap((module) => this.#summaries.get(module) ?? []),
      waiting: waiting.flat(),
      notes: [],
      stopped: this.#stopped,
      problemKind: this.#problemKind,
    };
  }
}
