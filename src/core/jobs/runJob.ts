import path from 'node:path';

import type { JobContext, JobSummary, RunRecord } from '../model/run.ts';
import { exportRecords } from './exporting/exportRecords.ts';
import { endingOf, failureKindOf, messageOf } from './jobEnding.ts';
import type { Job } from './jobFile/jobSchema.ts';
import type { JobParts } from './jobParts.ts';
import { RejectedRowsFile } from './rejectedRowsFile.ts';
import { replicate } from './replicate.ts';
import type { RunStore } from './runs/runStore.ts';
import { rejectedRowsName, runIdAt } from './runs/runStore.ts';

/** A run as whoever starts it knows it. */
export interface RunRequest {
  readonly job: Job;
  /** For people: the name of the job file without its ending, or what stands for it. */
  readonly jobName: string;
  /** Absolute path; undefined for a job that was never saved. */
  readonly jobFile: string | undefined;
  readonly host: 'editor' | 'terminal';
}

export interface RunKeeping {
  readonly runs: RunStore;
  /** Absolute path of the folder of the run store, for files that belong to a run. */
  readonly folder: string;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
}

/**
 * Runs a job of any kind and keeps a record of it, whatever comes of it: errors that people can do something about are in
 * the record, with their kind. Rejects for defects alone, after these are recorded too.
 */
export async function runJob(
  parts: JobParts,
  { job, jobName, jobFile, host }: RunRequest,
  context: JobContext,
  { runs, folder, random }: RunKeeping,
): Promise<RunRecord> {
  const startedAt = parts.clock.now();
  const id = runIdAt(startedAt, random());
  const rejected = new RejectedRowsFile(parts.files, path.join(folder, rejectedRowsName(id)));
  const reject: JobContext['reject'] = (rows) => {
    rejected.add(rows);
    context.reject?.(rows);
  };
  const { summary, defect } = await attempt(parts, () => dispatch(parts, job, { ...context, reject }), context.signal);
  const record: RunRecord = {
    ...{ id, jobName, jobKind: job.kind, connectionName: job.connection, host },
    ...(jobFile === undefined ? {} : { jobFile }),
    ...{ startedAt, endedAt: parts.clock.now() },
    ...(await withRejected(summary, rejected, context)),
  };
  await runs.save(record);
  if (defect !== undefined) throw defect;
  return record;
}

async function dispatch(parts: JobParts, job: Job, context: JobContext): Promise<JobSummary> {
  switch (job.kind) {
    case 'export':
      return exportRecords(parts, job, context);
    case 'replicate':
      return replicate(parts, job, context);
  }
}

interface Attempt {
  readonly summary: JobSummary;
  /** Undefined for all that people can do something about. */
  readonly defect: Error | undefined;
}

/** What a run was cut short by becomes its summary, so that there is a record of it. */
async function attempt(
  { records }: Pick<JobParts, 'records'>,
  work: () => Promise<JobSummary>,
  signal: AbortSignal,
): Promise<Attempt> {
  const before = records.spent();
  try {
    return { summary: await work(), defect: undefined };
  } catch (error) {
    const ending = endingOf(error, signal);
    const none = { modules: [], creditsSpent: records.spent() - before, files: [] };
    if (ending === 'cancelled') {
      const explanation = 'Canceled before anything was written.';
      return { summary: { outcome: 'cancelled', ...none, explanation }, defect: undefined };
    }
    if (ending === 'stoppedAtBudget') {
      return { summary: { outcome: ending, ...none, explanation: messageOf(error) }, defect: undefined };
    }
    const failure = { ...none, failureKind: failureKindOf(error), explanation: messageOf(error) };
    const defect = ending !== 'defect' ? undefined : error instanceof Error ? error : new Error(messageOf(error));
    return { summary: { outcome: 'failed', ...failure }, defect };
  }
}

/** A run whose list of rejected rows cannot be written is still a run: the target keeps them too. */
async function withRejected(summary: JobSummary, rejected: RejectedRowsFile, { log }: JobContext): Promise<JobSummary> {
  try {
    const file = await rejected.finish();
    return file === undefined ? summary : { ...summary, files: [...summary.files, file], rejectedRowsFile: file };
  } catch (error) {
    const note = `The list of rejected rows could not be written: ${messageOf(error)}`;
    log.warn(note);
    return { ...summary, notes: [...(summary.notes ?? []), note] };
  }
}
