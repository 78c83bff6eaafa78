import type { FailureKind, JobSummary, ModuleSummary, RejectedRecord } from '../../model/run.ts';
import { isEmptyLookupReason } from '../../targets/emptyLookups.ts';
import { failureKindOf, messageOf } from '../jobEnding.ts';
import type { JobReading } from '../jobReading.ts';

/** What came of the modules of a run. */
export interface ReplicaResult {
  readonly modules: readonly ModuleSummary[];
  /** Records that could not be written as they are. */
  readonly waiting: readonly RejectedRecord[];
  readonly notes: readonly string[];
  /** Why the run ended before its end. */
  readonly stopped:
    { readonly outcome: 'cancelled' | 'stoppedAtBudget' | 'failed'; readonly error: unknown } | undefined;
  /** Of the first module that could not be had. */
  readonly problemKind: FailureKind | undefined;
}

export function replicaSummary({ spent }: Pick<JobReading, 'spent'>, result: ReplicaResult): JobSummary {
  const { modules, waiting, notes, stopped, problemKind } = result;
  const common = { modules, creditsSpent: spent(), files: [], ...(notes.length === 0 ? {} : { notes }) };
  if (stopped) {
    const { outcome, error } = stopped;
    const kind = outcome === 'failed' ? { failureKind: failureKindOf(error) } : {};
    const explanation = outcome === 'cancelled' ? cancelledText(modules) : messageOf(error);
    return { outcome, ...common, ...kind, explanation };
  }
  if (problemKind !== undefined) {
    return { outcome: 'failed', ...common, failureKind: problemKind, explanation: problemsText(modules) };
  }
  if (waiting.length === 0) return { outcome: 'succeeded', ...common };
  return { outcome: 'rejectedRows', ...common, explanation: waitingText(waiting) };
}

function waitingText(waiting: readonly RejectedRecord[]): string {
  const incomplete = waiting.filter(({ reason }) => isEmptyLookupReason(reason)).length;
  const refused = waiting.length - incomplete;
  return [
    ...(refused === 0 ? [] : [`${recordsText(refused)} could not be written.`]),
    ...(incomplete === 0
      ? []
      : [
          `${recordsText(incomplete)} ${incomplete === 1 ? 'is' : 'are'} written with a lookup left empty, as what it leads to is not in its table.`,
        ]),
    waiting.length === 1
      ? 'The database keeps its id and the reason, and each run tries it again.'
      : 'The database keeps their ids and the reasons, and each run tries them again.',
  ].join(' ');
}

function recordsText(count: number): string {
  return count === 1 ? '1 record' : `${count.toLocaleString('en')} records`;
}

function cancelledText(modules: readonly ModuleSummary[]): string {
  const written = modules.reduce((sum, { inserted, updated }) => sum + inserted + updated, 0);
  return `Canceled in ${modules.at(-1)?.module ?? 'planning'}, after ${written.toLocaleString('en')} rows. The next run goes on from there.`;
}

function problemsText(modules: readonly ModuleSummary[]): string {
  const failed = modules.filter(({ problem }) => problem !== undefined);
  const problems = failed.map(({ module, problem }) =>
    modules.length === 1 ? problem : `${module}: ${problem ?? ''}`,
  );
  if (modules.length === 1) return problems.join(' ');
  return `${failed.length} of ${modules.length} modules could not be replicated. ${problems.join(' ')}`;
}
