import type { CrmRecord } from '../model/record.ts';
import type { JobContext } from '../model/run.ts';
import type { DataTarget, RowHash } from '../targets/dataTarget.ts';
import type { ModulePlan, Table } from '../targets/tablePlan.ts';
import { endingOf, messageOf } from './jobEnding.ts';
import type { ReplicateJob } from './jobFile/jobSchema.ts';
import type { JobParts } from './jobParts.ts';
import type { JobReading } from './jobReading.ts';
import { beginReading } from './jobReading.ts';
import { ProgressMeter } from './progressMeter.ts';
import { findDeletions } from './replicating/findDeletions.ts';
import { readPlanned, wantedRecords } from './replicating/moduleReading.ts';
import { missingTables } from './replicating/prepareTables.ts';
import type { ReplicaModule } from './replicating/replicaPlan.ts';
import { planReplica } from './replicating/replicaPlan.ts';

export interface ReplicaVerification {
  readonly modules: readonly ModuleVerification[];
  readonly creditsSpent: number;
}

export interface ModuleVerification {
  readonly module: string;
  /** Why it could not be compared. */
  readonly problem?: string;
  readonly tables: readonly TableVerification[];
}

/** One table against what the CRM would fill it with. */
export interface TableVerification {
  readonly table: string;
  readonly rowsInCrm: number;
  readonly rowsInTable: number;
  /** Rows whose values differ, or that only one side has. */
  readonly differing: number;
  /** Rows that differ because their records were changed or deleted after the last run; not among the former. */
  readonly notYetCopied: number;
  /** The first thousand that differ, by key. */
  readonly differences: readonly RowDifference[];
}

export interface RowDifference {
  /** The record's id; in child tables the values of the key, with a blank between them, the record's id first. */
  readonly key: string;
  readonly kind: 'onlyInCrm' | 'onlyInTable' | 'different';
  /** Why, for a record that could not be written as it is and waits to be tried again. */
  readonly reason?: string;
}

interface VerifyRun {
  readonly parts: JobParts;
  readonly reading: JobReading;
  readonly meter: ProgressMeter;
  readonly target: DataTarget;
  readonly context: JobContext;
}

const mostListed = 1_000;

/**
 * Compares the tables of a job with the CRM, by number and content of the rows, and names those that differ. Reads all
 * records, changes nothing. Names of lookups count: where they changed since their record was copied, they differ until
 * they are read again (see `formulas` of the job).
 */
export async function verifyReplica(
  parts: JobParts,
  job: ReplicateJob,
  context: JobContext,
): Promise<ReplicaVerification> {
  const reading = await beginReading(parts, job.creditShare, context);
  const target = await parts.openTarget(job.to, context.signal);
  try {
    const wanted = await planReplica(parts, job, context.signal);
    const { changes } = await missingTables(target, wanted, job, context.signal);
    const meter = new ProgressMeter({
      ...{ clock: parts.clock, report: context.report, creditsSpent: reading.spent, modulesTotal: job.modules.length },
    });
    const run = { parts, reading, meter, target, context };
    const plans = new Map(changes.plans.map((plan) => [plan.module, plan]));
    const modules: ModuleVerification[] = [];
    for (const { module: name } of job.modules) {
      meter.enter('reading', name);
      const module = wanted.modules.find((each) => each.module.module.apiName === name)?.module;
      const plan = plans.get(name);
      modules.push(
        module && plan && (await target.state(plan, context.signal)).checkpoint
          ? await verifyOrTell(run, module, plan)
          : { module: name, problem: problemOf(wanted.problems.get(name)), tables: [] },
      );
      meter.moduleDone();
    }
    return { modules, creditsSpent: reading.spent() };
  } finally {
    await target.close();
  }
}

async function verifyOrTell(run: VerifyRun, module: ReplicaModule, plan: ModulePlan): Promise<ModuleVerification> {
  const name = module.module.apiName;
  try {
    return { module: name, tables: await verifyModule(run, module, plan) };
  } catch (error) {
    if (endingOf(error, run.context.signal) !== 'module') throw error;
    return { module: name, problem: messageOf(error), tables: [] };
  }
}

async function verifyModule(
  run: VerifyRun,
  module: ReplicaModule,
  plan: ModulePlan,
): Promise<readonly TableVerification[]> {
  const { target, context, reading, meter } = run;
  const { checkpoint } = await target.state(plan, context.signal);
  const upTo = checkpoint?.upTo ?? 0;
  const expected = new Map([plan.main, ...plan.children].map((table) => [table, new Map<string, string>()]));
  const moved = new Set<string>();
  for await (const { records } of readPlanned(run, module, wantedRecords(module), (count) => {
    meter.expect(count);
  })) {
    for (const record of records) if (isNewer(record, module, upTo)) moved.add(record.id);
    for (const [table, hashes] of target.expectedHashes(plan, records)) {
      for (const { key, hash } of hashes) expected.get(table)?.set(key, hash);
    }
    meter.add(records.length);
  }
  const nowMs = await reading.records.serverTime(context.signal);
  const gone = await findDeletions(run, module.module.apiName, upTo, nowMs, new Map());
  for (const { id } of gone.deletions) moved.add(id);
  const reasons = new Map<string, string>();
  for await (const rows of target.rejectedRows(plan, context.signal)) {
    for (const { recordId, reason } of rows) reasons.set(recordId, reason);
  }
  const tables: TableVerification[] = [];
  for (const [table, hashes] of expected) {
    tables.push(await compare(table, hashes, target.hashes(table, context.signal), { moved, reasons }));
  }
  return tables;
}

async function compare(
  table: Table,
  expected: Map<string, string>,
  actual: AsyncIterable<readonly RowHash[]>,
  { moved, reasons }: { readonly moved: ReadonlySet<string>; readonly reasons: ReadonlyMap<string, string> },
): Promise<TableVerification> {
  const rowsInCrm = expected.size;
  let [rowsInTable, differing, notYetCopied] = [0, 0, 0];
  const differences: RowDifference[] = [];
  const tell = (key: string, kind: RowDifference['kind']): void => {
    const [id = ''] = key.split(' ');
    const reason = reasons.get(id);
    if (moved.has(id)) notYetCopied += 1;
    else {
      differing += 1;
      if (differences.length < mostListed) differences.push({ key, kind, ...(reason === undefined ? {} : { reason }) });
    }
  };
  for await (const page of actual) {
    rowsInTable += page.length;
    for (const { key, hash } of page) {
      const wanted = expected.get(key);
      expected.delete(key);
      if (wanted !== hash) tell(key, wanted === undefined ? 'onlyInTable' : 'different');
    }
  }
  for (const key of expected.keys()) tell(key, 'onlyInCrm');
  const sorted = differences.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return { table: table.name, rowsInCrm, rowsInTable, differing, notYetCopied, differences: sorted };
}

function isNewer(record: CrmRecord, { changeField }: ReplicaModule, upTo: number): boolean {
  const time = changeField === undefined ? undefined : record[changeField];
  return typeof time === 'string' && Date.parse(time) >= upTo;
}

function problemOf(error: Error | undefined): string {
  return error
    ? error.message
    : 'There is no table yet, or it wants a decision first. Plan the job to see what is missing, or run it.';
}
