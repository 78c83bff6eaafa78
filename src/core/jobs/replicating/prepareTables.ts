import { InputError, RetriableError } from '../../errors.ts';
import type { DataTarget, SchemaChanges, SchemaIssue } from '../../targets/dataTarget.ts';
import type { ModulePlan } from '../../targets/tablePlan.ts';
import { writeOrder } from '../../targets/writeOrder.ts';
import { retry } from '../../util/retry.ts';
import type { ReplicateJob } from '../jobFile/jobSchema.ts';
import type { ReplicaModule, ReplicaPlan } from './replicaPlan.ts';
import { decisionsOf } from './replicaPlan.ts';

export interface PreparedTables {
  /** With the tables as they are. */
  readonly modules: readonly { readonly module: ReplicaModule; readonly plan: ModulePlan }[];
  /** By API name: why others are left out. */
  readonly problems: ReadonlyMap<string, Error>;
  /** SQL that was run. */
  readonly statements: readonly string[];
}

/** What the tables of a job lack, as far as no decision is missing, and the issues that want one. Changes nothing. */
export async function missingTables(
  target: Pick<DataTarget, 'schemaChanges'>,
  { modules }: Pick<ReplicaPlan, 'modules'>,
  job: ReplicateJob,
  signal: AbortSignal,
): Promise<{ readonly changes: SchemaChanges; readonly issues: readonly SchemaIssue[] }> {
  const decisions = decisionsOf(job);
  const plans = modules.map(({ plan }) => plan);
  const all = await target.schemaChanges(plans, decisions, signal);
  if (all.issues.length === 0) return { changes: all, issues: [] };
  const ready = plans.filter((plan) => issuesOf(plan, all.issues).length === 0);
  return { changes: await target.schemaChanges(ready, decisions, signal), issues: all.issues };
}

/** Makes and changes tables. Modules whose tables want a decision are left out. */
export async function prepareTables(
  target: DataTarget,
  plan: ReplicaPlan,
  job: ReplicateJob,
  signal: AbortSignal,
): Promise<PreparedTables> {
  // Two runs that begin at once would make the same tables.
  const rules = {
    waitMsAfter: (error: unknown) => (error instanceof RetriableError ? 0 : undefined),
    ...{ attempts: 6, firstPauseMs: 500, longestPauseMs: 15_000 },
  };
  const writer = await retry(() => target.startWriting('schema', signal), rules, signal);
  try {
    const { changes, issues } = await missingTables(target, plan, job, signal);
    if (changes.statements.length > 0 || changes.memory.length > 0) await target.applySchema(changes, signal);
    const ready = writeOrder(changes.plans);
    const problems = new Map(plan.problems);
    for (const { plan: wanted } of plan.modules) {
      const isReady = ready.some((each) => each.module === wanted.module);
      if (!isReady) problems.set(wanted.module, undecided(issuesOf(wanted, issues)));
    }
    const modules = ready.flatMap((actual) => {
      const planned = plan.modules.find((each) => each.plan.module === actual.module);
      return planned ? [{ module: planned.module, plan: actual }] : [];
    });
    return { modules, problems, statements: changes.statements };
  } finally {
    await writer.close();
  }
}

function issuesOf({ main, children, history }: ModulePlan, issues: readonly SchemaIssue[]): readonly SchemaIssue[] {
  const tables = new Set([main, ...children, ...(history ? [history] : [])].map(({ name }) => name));
  return issues.filter(({ table }) => tables.has(table));
}

function undecided(issues: readonly SchemaIssue[]): InputError {
  const texts = issues.map(({ key, kind, table, column, was, wanted, choices }) => {
    const place = column === undefined ? table : `${table}.${column}`;
    if (kind === 'strange') {
      return `There is "${place}" already, which this job did not make. Choose another prefix, or remove it.`;
    }
    const change = kind === 'renamed' ? 'is called' : 'became';
    return `The field of "${place}" was ${was ?? 'another'} and ${change} ${wanted ?? 'another'} now. Decide in the job file: "decisions": { ${JSON.stringify(key)}: ${choices.map((each) => JSON.stringify(each)).join(' or ')} }.`;
  });
  return new InputError(texts.join(' '), issues[0]?.key);
}
