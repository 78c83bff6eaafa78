import type { Deletion } from '../../crm/crmRecords.ts';
import { InputError, MissingScopeError, RefusedError } from '../../errors.ts';
import { messageOf } from '../jobEnding.ts';
import { deletionsSince } from '../reading/deletions.ts';
import type { Recycled, RecycledRecord } from './replicaProgress.ts';
import { recycledForMs } from './replicaProgress.ts';
import type { ReplicaRun } from './replicaRun.ts';

export interface FoundDeletions {
  readonly deletions: readonly Deletion[];
  /** False where the CRM may have forgotten some. Where it tells none of a module, comparing all ids in due time must do. */
  readonly isComplete: boolean;
  /** Records that were in the recycle bin before, and of which the CRM told nothing new: some may have been restored. */
  readonly suspects: readonly string[];
  /** Of this module: what the next run has to look after. */
  readonly recycled: readonly RecycledRecord[];
}

/** More of them are left to the comparison of all ids: each hundred costs a call in each run. */
const mostRecycled = 2_000;

/** What was deleted in a module since an instant. */
export async function findDeletions(
  { reading, context }: Pick<ReplicaRun, 'reading' | 'context'>,
  module: string,
  sinceMs: number,
  nowMs: number,
  before: Recycled,
): Promise<FoundDeletions> {
  const { records, readParts } = reading;
  const known = (before.get(module) ?? []).filter(([, deletedAt]) => nowMs - deletedAt < recycledForMs);
  let found: Awaited<ReturnType<typeof deletionsSince>>;
  try {
    found = await deletionsSince(records, module, sinceMs, nowMs, readParts.signal);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    context.log.info(`Deletions of ${module} are found by comparing ids only: ${messageOf(error)}`);
    return { deletions: [], isComplete: true, suspects: [], recycled: [] };
  }
  const told = new Map(found.deletions.map((deletion) => [deletion.id, deletion]));
  const still = known.filter(([id]) => !told.has(id));
  const fresh = found.deletions.filter(({ kind }) => kind === 'recycled');
  const recycled = [...still, ...fresh.map(({ id, deletedAt }): RecycledRecord => [id, deletedAt])];
  return {
    ...found,
    suspects: still.map(([id]) => id),
    recycled: recycled.toSorted(([, a], [, b]) => b - a).slice(0, mostRecycled),
  };
}

function isRefusal(error: unknown): error is Error {
  return error instanceof RefusedError || error instanceof MissingScopeError || error instanceof InputError;
}
