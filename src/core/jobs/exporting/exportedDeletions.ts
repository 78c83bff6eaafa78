import type { Deletion } from '../../crm/crmRecords.ts';
import type { CrmRecord } from '../../model/record.ts';
import type { JobReading } from '../jobReading.ts';
import { overlapMs } from '../reading/changes.ts';
import { deletionsSince } from '../reading/deletions.ts';
import { deletedTimeKey } from './exportColumns.ts';
import type { LastExport } from './exportState.ts';

export interface ExportedDeletions {
  /** As lines: the id and when. */
  readonly rows: readonly CrmRecord[];
  /** What the next run would be told again. */
  readonly recent: LastExport['deletions'];
  /** Were in the recycle bin, and may have been restored: the CRM tells nothing new of them. */
  readonly suspects: readonly string[];
  /** What the next run has to look after. */
  readonly recycled: LastExport['recycled'];
  /** False where the CRM may have forgotten some. */
  readonly isComplete: boolean;
}

/** Records leave the recycle bin after 60 days (zoho-api.md section 4.14). */
const recycledForMs = 60 * 86_400_000;

/** Each hundred costs a call in each run; more of them are not looked after. */
const mostRecycled = 2_000;

/** Records that were deleted since the last run, each told once, the earliest first. */
export async function exportedDeletions(
  module: string,
  last: LastExport,
  untilMs: number,
  { records, readParts: { signal } }: JobReading,
): Promise<ExportedDeletions> {
  const { deletions, isComplete } = await deletionsSince(records, module, last.untilMs - overlapMs, untilMs, signal);
  const told = new Map(last.deletions);
  const until = deletions.filter(({ deletedAt }) => deletedAt <= untilMs);
  const fresh = until.filter(({ id, deletedAt }) => told.get(id) !== deletedAt).toSorted(byTime);
  const recent = until.filter(({ deletedAt }) => deletedAt >= untilMs - overlapMs);
  const news = new Set(until.map(({ id }) => id));
  const still = last.recycled.filter(([id, deletedAt]) => !news.has(id) && untilMs - deletedAt < recycledForMs);
  const binned = until
    .filter(({ kind }) => kind === 'recycled')
    .map(({ id, deletedAt }): [string, number] => [id, deletedAt]);
  return {
    suspects: still.map(([id]) => id),
    recycled: [...binned, ...still].slice(0, mostRecycled),
    rows: fresh.map(({ id, deletedAt }) => ({ id, [deletedTimeKey]: instantOf(deletedAt) })),
    recent: recent.map(({ id, deletedAt }) => [id, deletedAt]),
    isComplete,
  };
}

function byTime(a: Deletion, b: Deletion): number {
  return a.deletedAt - b.deletedAt || (a.id < b.id ? -1 : 1);
}

function instantOf(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}
