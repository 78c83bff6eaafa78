import type { FailureKind, JobSummary, ModuleSummary } from '../../model/run.ts';
import { failureKindOf, messageOf } from '../jobEnding.ts';
import type { JobReading } from '../jobReading.ts';

/** What came of the modules of a run. */
export interface ReplicaResult {
  readonly modules: readonly ModuleSummary[];
  readonly notes: readonly string[];
  /** Why the run ended before its end. */
  readonly stopped:
    { readonly outcome: 'cancelled' | 'stoppedAtBudget' | 'failed'; readonly error: unknown } | undefined;
  /** Of the first module that could not be had. */
  readonly problemKind: FailureKind | undefined;
}

export function replicaSummary({ spent }: Pick<JobReading, 'spent'>, result: ReplicaResult): JobSummary {
  const { modules, notes, stopped, problemKind } = result;
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
  const rejected = modules.reduce((sum, each) => sum + each.rejected, 0);
  if (rejected === 0) return { outcome: 'succeeded', ...common };
  const explanation =
    rejected === 1
      ? '1 record could not be written. It is kept in the database with the reason, and each run tries it again.'
      : `${rejected} records could not be written. They are kept in the database with the reasons, and each run tries them again.`;
  return { outcome: 'rejectedRows', ...common, explanation };
}

function cancelledText(modules: readonly ModuleSummary[]): string {
  const written = modules.reduce((sum, { inserted, updated }) => sum + inserted + updated, 0);
  return `Cancelled in ${modules.at(-1)?.module ?? 'planning'}, after ${written} rows. The next run goes on from there.`;
}

function problemsText(modules: readonly ModuleSummary[]): string {
  const failed = modules.filter(({ problem }) => problem !== undefined);
  const problems = failed.map(({ module, problem }) =>
    modules.length === 1 ? problem : `${module}: ${problem ?? ''}`,
  );
  if (modules.length === 1) return problems.join(' ');
  return `${failed.length} of ${modules.length} modules could not be replicated. ${problems.join(' ')}`;
}
