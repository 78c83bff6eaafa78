import type { ReplicateJob } from '../jobFile/jobSchema.ts';
import type { JobParts } from '../jobParts.ts';
import { missingTables } from '../replicating/prepareTables.ts';
import { planReplica } from '../replicating/replicaPlan.ts';
import { withTarget } from './replicaSteps.ts';

/** What a run would do to the tables of a database before it copies anything. */
export interface PlannedTables {
  /** As the job has it. */
  readonly destination: string;
  /** SQL; empty where the tables are as they are wanted. */
  readonly statements: readonly string[];
  /** Tables that would be made, those in which the target keeps how far it is included. */
  readonly made: number;
}

/**
 * Looks at the tables alone: asks for no counts and, where the metadata are known, for no credits. Changes nothing. A
 * database that cannot be asked has nothing to be shown: the run will say why.
 */
export async function plannedTables(
  parts: JobParts,
  job: ReplicateJob,
  { signal }: { readonly signal: AbortSignal },
): Promise<PlannedTables> {
  const plan = await planReplica(parts, job, signal);
  const found = await withTarget(parts, job, signal, (target) => missingTables(target, plan, job, signal));
  const statements = 'problem' in found ? [] : found.changes.statements;
  const made = statements.filter((each) => /^create table\b/i.test(each)).length;
  return { destination: job.to.sqlite ?? job.to.database ?? '', statements, made };
}
