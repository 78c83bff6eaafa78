import type { FailureKind, JobContext, JobSummary, ModuleSummary } from '../../model/run.ts';
import { endingOf, failureKindOf, messageOf } from '../jobEnding.ts';
import type { ExportJob } from '../jobFile/jobSchema.ts';
import type { JobParts } from '../jobParts.ts';
import type { JobReading } from '../jobReading.ts';
import { beginReading } from '../jobReading.ts';
import { ProgressMeter } from '../progressMeter.ts';
import type { ExportRun } from './moduleExport.ts';
import { ModuleExport } from './moduleExport.ts';

/**
 * Exports records to CSV files, one for each module; a file changes when all of it is there. A run that was stopped or
 * killed is gone on with by the next run of the same job: with the same bytes as if it had not been stopped where the
 * job promises an order by id, or by the time of change while nobody changes records; else with the same lines.
 *
 * With "changes since the last run", a file tells of what was changed or deleted after the end of the run before it, each
 * version once. It does not tell of records that no longer fulfill the job's condition; and deletions are told whether
 * the record fulfilled it or not, as nothing is known of it any more.
 *
 * A module that cannot be read is named in the summary while others go on. Rejects only for defects, and where the CRM
 * cannot be asked at all.
 */
export async function exportRecords(parts: JobParts, job: ExportJob, context: JobContext): Promise<JobSummary> {
  const reading = await beginReading(parts, job.creditShare, context);
  const meter = new ProgressMeter({
    clock: parts.clock,
    report: context.report,
    modulesTotal: job.modules.length,
    creditsSpent: reading.spent,
  });
  const run = { parts, job, context, reading, meter, startedAt: parts.clock.now() };
  const result = await exportModules(run);
  return summaryOf(job, reading, result);
}

interface Result {
  readonly modules: ModuleSummary[];
  readonly files: string[];
  readonly notes: string[];
  /** Why the run ended before its end. */
  stopped?: { readonly outcome: 'cancelled' | 'stoppedAtBudget' | 'failed'; readonly error: unknown };
  /** Of the first module that could not be had. */
  problemKind?: FailureKind;
}

async function exportModules(run: ExportRun): Promise<Result> {
  const result: Result = { modules: [], files: [], notes: [] };
  for (const wanted of run.job.modules) {
    const module = new ModuleExport(run, wanted);
    let problem: string | undefined;
    try {
      await module.run();
    } catch (error) {
      const ending = endingOf(error, run.context.signal);
      if (ending === 'defect') throw error;
      if (ending === 'module') {
        problem = messageOf(error);
        run.context.moduleFailed?.(wanted.module, error);
        result.problemKind ??= failureKindOf(error);
      } else result.stopped = { outcome: ending, error };
    }
    result.modules.push(module.summary(problem));
    result.files.push(...module.files);
    result.notes.push(...module.notes);
    if (result.stopped) break;
    run.meter.moduleDone();
  }
  return result;
}

function summaryOf(job: ExportJob, { spent }: JobReading, result: Result): JobSummary {
  const { modules, files, notes, stopped, problemKind } = result;
  const common = { modules, creditsSpent: spent(), files, ...(notes.length === 0 ? {} : { notes }) };
  if (stopped) {
    const { outcome, error } = stopped;
    const kind = outcome === 'failed' ? { failureKind: failureKindOf(error) } : {};
    return { outcome, ...common, ...kind, explanation: explanationOf(job, result, stopped) };
  }
  if (problemKind === undefined) return { outcome: 'succeeded', ...common };
  return { outcome: 'failed', ...common, failureKind: problemKind, explanation: problemsOf(modules) };
}

function explanationOf(
  { modules }: ExportJob,
  result: Result,
  { outcome, error }: NonNullable<Result['stopped']>,
): string {
  const current = result.modules.at(-1);
  const isSorted = modules.some(({ module, orderBy }) => module === current?.module && isOwnOrder(orderBy));
  const next = isSorted ? 'The next run begins this file again, as it is sorted.' : 'The next run goes on from there.';
  if (outcome !== 'cancelled') return `${messageOf(error)}${isSorted ? ` ${next}` : ''}`;
  const records = result.modules.reduce((sum, { inserted }) => sum + inserted, 0);
  return `Canceled in ${current?.module ?? ''}, after ${records.toLocaleString('en')} records. ${next}`;
}

function isOwnOrder(orderBy: ExportJob['modules'][number]['orderBy']): boolean {
  return orderBy !== undefined && (orderBy.descending || !['id', 'Modified_Time'].includes(orderBy.field));
}

function problemsOf(modules: readonly ModuleSummary[]): string {
  const failed = modules.filter(({ problem }) => problem !== undefined);
  const problems = failed.map(({ module, problem }) =>
    modules.length === 1 ? problem : `${module}: ${problem ?? ''}`,
  );
  if (modules.length === 1) return problems.join(' ');
  return `${failed.length} of ${modules.length} modules could not be exported. ${problems.join(' ')}`;
}
