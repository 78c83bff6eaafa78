import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';

import { isProductError } from '../../errors.ts';
import type { DataTarget } from '../../targets/dataTarget.ts';
import type { ModulePlan } from '../../targets/tablePlan.ts';
import { messageOf } from '../jobEnding.ts';
import type { ReplicateJob } from '../jobFile/jobSchema.ts';
import type { JobParts } from '../jobParts.ts';
import type { JobReading } from '../jobReading.ts';
import { countRecords } from '../reading/countRecords.ts';
import { planRead } from '../reading/readPlan.ts';
import type { ReadRequest } from '../reading/readRequest.ts';
import { ModulePass } from '../replicating/modulePass.ts';
import { wantedRecords } from '../replicating/moduleReading.ts';
import { missingTables } from '../replicating/prepareTables.ts';
import { isRefreshDue } from '../replicating/refreshComputed.ts';
import type { ReplicaModule, ReplicaPlan } from '../replicating/replicaPlan.ts';
import { planReplica } from '../replicating/replicaPlan.ts';
import { progressOf, requestOf } from '../replicating/replicaProgress.ts';
import { isAnyDue } from '../replicating/schedules.ts';
import { deletionsStep } from './exportSteps.ts';
import type { PlannedModule, PlannedSchema, PlannedStep, PlannedSteps } from './jobPlan.ts';
import { plainStep, problemOf, readStep } from './jobPlan.ts';

/** What a replication would ask of the CRM and do to the database. */
export async function replicaSteps(parts: JobParts, job: ReplicateJob, reading: JobReading): Promise<PlannedSteps> {
  const { signal } = reading.readParts;
  const plan = await planReplica(parts, job, signal);
  const nowMs = await reading.records.serverTime(signal);
  const found = await withTarget(parts, job, signal, async (target) => {
    const { changes, issues } = await missingTables(target, plan, job, signal);
    const plans = new Map(changes.plans.map((each) => [each.module, each]));
    const modules: PlannedModule[] = [];
    const readAgain: string[] = [];
    // One session answers one question after the other.
    for (const each of plan.modules) {
      const actual = plans.get(each.plan.module) ?? each.plan;
      const kept = await target.state(actual, signal);
      const isAgain = changes.readAgain.includes(actual.module);
      if (isAgain && kept.checkpoint) readAgain.push(actual.module);
      const state = isAgain ? { rejectedRows: 0 } : kept;
      modules.push(await planModule({ job, reading, nowMs, ...each, plan: actual, state }));
    }
    return { schema: { statements: changes.statements, issues, readAgain }, modules };
  });
  const { schema, modules } = 'problem' in found ? await firstRun(plan, job, reading, nowMs, found.problem) : found;
  return { destination: job.to.sqlite ?? job.to.database ?? '', modules: inOrder(job, plan, modules, signal), schema };
}

/** Opens the database, or says why that is not possible. A SQLite file that is not there yet is not made by planning. */
export async function withTarget<T>(
  parts: JobParts,
  { to }: ReplicateJob,
  signal: AbortSignal,
  work: (target: DataTarget) => Promise<T>,
): Promise<T | { readonly problem: string }> {
  const isNew = to.sqlite !== undefined && !existsSync(path.resolve(parts.folder, to.sqlite));
  const stand = path.join(parts.temporaryFolder, `plan-${randomUUID()}.sqlite`);
  let target: DataTarget;
  try {
    target = await parts.openTarget(isNew ? { ...to, sqlite: stand } : to, signal);
  } catch (error) {
    if (signal.aborted || !isProductError(error)) throw error;
    return { problem: messageOf(error) };
  }
  try {
    return await work(target);
  } finally {
    await target.close();
    if (isNew) for (const end of ['', '-wal', '-shm']) await rm(stand + end, { force: true });
  }
}

/** Without a database to ask, everything is new. */
async function firstRun(
  plan: ReplicaPlan,
  job: ReplicateJob,
  reading: JobReading,
  nowMs: number,
  problem: string,
): Promise<{ readonly schema: PlannedSchema; readonly modules: readonly PlannedModule[] }> {
  const state = { rejectedRows: 0 };
  const modules = await Promise.all(plan.modules.map((each) => planModule({ job, reading, nowMs, ...each, state })));
  return { schema: { statements: [], issues: [], readAgain: [], problem }, modules };
}

interface ModuleFacts {
  readonly job: ReplicateJob;
  readonly reading: JobReading;
  readonly nowMs: number;
  readonly module: ReplicaModule;
  readonly plan: ModulePlan;
  readonly state: Awaited<ReturnType<DataTarget['state']>>;
}

async function planModule(facts: ModuleFacts): Promise<PlannedModule> {
  const { module, plan, reading } = facts;
  const into = [plan.main, ...plan.children, ...(plan.history ? [plan.history] : [])].map(({ name }) => name);
  try {
    return { module: module.module.apiName, into, steps: await stepsOf(facts) };
  } catch (error) {
    const problem = problemOf(error, reading.readParts.signal);
    return { module: module.module.apiName, into, steps: [], problem };
  }
}

async function stepsOf({ job, reading, nowMs, module, state }: ModuleFacts): Promise<readonly PlannedStep[]> {
  const progress = progressOf(state, requestOf(module));
  const pass = new ModulePass(progress, module, nowMs);
  const kind = pass.isResumed ? 'rest' : pass.window ? 'changes' : 'all';
  const read = await plannedRead(kind, { ...wantedRecords(module), ...pass.request }, module, reading);
  const rows = pass.window ? module.rows.map(() => rowsStep(reading)) : [];
  const isCompared =
    !pass.isFilling &&
    (state.reconciliation?.resume !== undefined || isAnyDue(job.reconcile, state.reconciliation?.doneAt, nowMs));
  const ids = {
    module: module.module.apiName,
    fields: [],
    ...(module.condition ? { condition: module.condition } : {}),
  };
  return [
    deletionsStep(reading),
    read,
    ...rows,
    ...(isCompared ? [await plannedRead('reconcile', ids, module, reading)] : []),
    ...(!pass.isFilling && isRefreshDue(job, module, progress, nowMs)
      ? [await plannedRead('formulas', wantedRecords(module), module, reading)]
      : []),
  ];
}

async function plannedRead(
  kind: PlannedStep['kind'],
  request: ReadRequest,
  { known }: ReplicaModule,
  { records, limits, readParts }: JobReading,
): Promise<PlannedStep> {
  const count = await countRecords(records, request, readParts.signal);
  const facts = { count: count ?? 0, limits, known, creditsLeft: records.creditsLeft() };
  return readStep(kind, planRead(request, facts), count);
}

/** What changed in the rows of subforms and links, and which of them were deleted. */
function rowsStep({ limits }: JobReading): PlannedStep {
  const { query, deletions } = limits.credits;
  const credits = query(1) + query(limits.queryRows) + deletions;
  return plainStep('rows', { calls: 3, credits, seconds: 1 }, undefined);
}

/** As the job names them, with those that cannot be had. */
function inOrder(
  job: ReplicateJob,
  { problems }: ReplicaPlan,
  planned: readonly PlannedModule[],
  signal: AbortSignal,
): readonly PlannedModule[] {
  return job.modules.flatMap(({ module }): readonly PlannedModule[] => {
    const error = problems.get(module);
    if (error) return [{ module, into: [], steps: [], problem: problemOf(error, signal) }];
    return planned.filter((each) => each.module === module);
  });
}
