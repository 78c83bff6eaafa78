import type { ModuleSummary, RejectedRecord } from '../../model/run.ts';
import type { ModuleState } from '../../targets/dataTarget.ts';
import type { ModulePlan } from '../../targets/tablePlan.ts';
import { overlapMs } from '../reading/changes.ts';
import { changedRows } from './changedRows.ts';
import { copyByIds } from './copyByIds.ts';
import { copyWindow, missedRecords } from './copyWindow.ts';
import { findDeletions } from './findDeletions.ts';
import { ModulePass, rowDeletions, withoutRestored } from './modulePass.ts';
import { ModuleWriter } from './moduleWriter.ts';
import { reconcile } from './reconcile.ts';
import { isRefreshDue, refreshComputed } from './refreshComputed.ts';
import type { ReplicaModule } from './replicaPlan.ts';
import { progressOf, requestOf } from './replicaProgress.ts';
import type { ModuleWork, ReplicaRun } from './replicaRun.ts';
import { isAnyDue } from './schedules.ts';

/** The replication of one module. What was done is told by `summary`, whatever came of it. */
export class ModuleReplication {
  readonly #run: ReplicaRun;
  readonly #module: ReplicaModule;
  readonly #plan: ModulePlan;
  #counts = { read: 0, inserted: 0, updated: 0, deleted: 0 };
  #upTo: number | undefined;
  #rejected: readonly RejectedRecord[] = [];

  constructor(run: ReplicaRun, module: ReplicaModule, plan: ModulePlan) {
    this.#run = run;
    this.#module = module;
    this.#plan = plan;
  }

  /** Leaves a table from which the next run goes on, whatever it rejects with. */
  async run(): Promise<void> {
    this.#run.meter.enter('planning', this.#module.module.apiName);
    await this.#write(async (work) => {
      // What an earlier run left half-done ends at its own time; what changed since is read after it.
      while (await this.#pass(work));
    });
  }

  /** Tries those rows again that wait: it may have been for rows of other tables, or since one was deleted there. */
  async retryRejected(): Promise<void> {
    await this.#learnRejected();
    if (this.#rejected.length === 0) return;
    await this.#write(async (work) => {
      await copyByIds(work, await this.#waiting(), { deletesMissing: true });
    });
  }

  /** Rows that could not be written as they are and wait for the next run. */
  get rejected(): readonly RejectedRecord[] {
    return this.#rejected;
  }

  summary(problem?: string): ModuleSummary {
    return {
      module: this.#module.module.apiName,
      ...this.#counts,
      rejected: this.#rejected.length,
      ...(this.#upTo === undefined ? {} : { upTo: this.#upTo }),
      ...(problem === undefined ? {} : { problem }),
    };
  }

  async #write(deed: (work: ModuleWork) => Promise<void>): Promise<void> {
    const { target, context, crmNow, meter } = this.#run;
    const { signal } = context;
    const plan = this.#plan;
    const writer = new ModuleWriter({
      writer: await target.startWriting(plan.main.name, signal),
      plan,
      crmNow,
      signal,
    });
    const read = (records: number): void => {
      this.#counts.read += records;
      meter.add(records);
    };
    try {
      await deed({ run: this.#run, module: this.#module, plan, writer, read });
      await writer.settle();
    } finally {
      await writer.close();
      this.#counts.inserted += writer.inserted;
      this.#counts.updated += writer.updated;
      this.#counts.deleted += writer.deleted;
    }
    await this.#learnRejected();
  }

  /** Answers whether there is more to do: it went on with what an earlier run had begun. */
  async #pass(work: ModuleWork): Promise<boolean> {
    const { run, module, plan, writer } = work;
    const state = await run.target.state(plan, run.context.signal);
    const nowMs = await run.reading.records.serverTime(run.context.signal);
    const pass = new ModulePass(progressOf(state, requestOf(module)), module, nowMs);
    const isFirst = pass.isFilling && (await isEmpty(work));

    run.meter.enter('deleting');
    const { recycled } = pass.before;
    const name = module.module.apiName;
    const gone = await findDeletions(run, name, pass.deletionsSinceMs, nowMs, recycled);
    const mustCompare = !gone.isComplete || (pass.isFilling && !isFirst && !pass.isResumed);
    const begun = pass.begun(gone);
    const deletions = rowDeletions(gone.deletions);
    const owed = { reconciliation: { ...doneAtOf(state), resume: { isOwed: true } } };
    await writer.write({ deletions, progress: begun, ...(mustCompare ? owed : {}) });

    run.meter.enter('reading');
    const rows = await changedRows(work, pass.rowsWindow, recycled, pass.window !== undefined);
    const found = await copyByIds(work, new Set([...gone.suspects, ...rows.parents]), { deletesMissing: false });
    await copyByIds(work, await this.#waiting(), { deletesMissing: true });
    const seen = await copyWindow(work, pass, begun);
    // In this order: what is in the recycle bin by now is looked after by the next run, what came out of it was missed.
    const known = new Map([[name, withoutRestored(gone.recycled, found)]]);
    const later = await findDeletions(run, name, nowMs - overlapMs, nowMs, known);
    await copyByIds(work, await missedRecords(work, pass, seen), { deletesMissing: false });
    const ended = pass.ended(new Map([...rows.recycled, [name, later.recycled]]));
    await writer.write({ progress: ended });
    await writer.settle();
    this.#upTo = pass.untilMs;
    if (pass.isResumed) return true;

    const isOwed = mustCompare || state.reconciliation?.resume !== undefined;
    const isDue = !isFirst && isAnyDue(run.job.reconcile, state.reconciliation?.doneAt, nowMs);
    if (isOwed || isDue) await reconcile(work, nowMs);
    // Whoever reads all records has compared all ids.
    else if (isFirst) await writer.write({ reconciliation: { doneAt: nowMs } });
    if (isRefreshDue(run.job, module, ended, nowMs)) await refreshComputed(work, ended, nowMs);
    return false;
  }

  async #waiting(): Promise<ReadonlySet<string>> {
    const waiting = new Set<string>();
    for await (const rows of this.#run.target.rejectedRows(this.#plan, this.#run.context.signal)) {
      for (const { recordId } of rows) waiting.add(recordId);
    }
    return waiting;
  }

  async #learnRejected(): Promise<void> {
    const rejected: RejectedRecord[] = [];
    const module = this.#module.module.apiName;
    for await (const rows of this.#run.target.rejectedRows(this.#plan, this.#run.context.signal)) {
      for (const { recordId, reason } of rows) rejected.push({ module, recordId, reason });
    }
    this.#rejected = rejected;
  }
}

function doneAtOf({ reconciliation }: ModuleState): { readonly doneAt?: number } {
  return reconciliation?.doneAt === undefined ? {} : { doneAt: reconciliation.doneAt };
}

async function isEmpty({ run, plan }: ModuleWork): Promise<boolean> {
  for await (const ids of run.target.ids(plan, run.context.signal)) if (ids.length > 0) return false;
  return true;
}
