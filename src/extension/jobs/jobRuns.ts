import { createHash } from 'node:crypto';
import path from 'node:path';

import * as vscode from 'vscode';

import { FatalError, InputError, RetriableError, SignInError } from '../../core/errors.ts';
import type { RunStore } from '../../core/jobs/runs/runStore.ts';
import type { JobContext, RunProgress, RunRecord } from '../../core/model/run.ts';
import type { Clock } from '../../core/ports.ts';
import { holdFile } from '../../core/util/fileLock.ts';
import type { ShownLog } from '../hostPorts.ts';
import type { JobThread } from './jobThread.ts';
import type { ReadyJob } from './jobTarget.ts';
import { progressText } from './runWords.ts';

/** A run under way. */
export interface RunningJob {
  readonly ready: ReadyJob;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly progress: RunProgress | undefined;
  readonly cancel: () => void;
}

export interface JobRunsParts {
  readonly thread: Pick<JobThread, 'run'>;
  readonly runs: Pick<RunStore, 'list'>;
  readonly clock: Clock;
  readonly log: ShownLog;
  /** Absolute path of a folder that all windows on this computer share. */
  readonly locksFolder: string;
  /** Something about the runs changed. */
  readonly changed: () => void;
}

/** Runs jobs: each file once at a time on this computer, and each with a progress that can be canceled. */
export class JobRuns {
  readonly #parts: JobRunsParts;
  readonly #running = new Map<string, RunningJob>();

  constructor(parts: JobRunsParts) {
    this.#parts = parts;
  }

  /** In the order in which they began. */
  running(): readonly RunningJob[] {
    return [...this.#running.values()];
  }

  /** RetriableError while the job runs already, here or in another window. */
  async run(ready: ReadyJob): Promise<RunRecord> {
    if (this.#running.has(ready.file)) throw alreadyRunning(ready);
    const release = await holdFile(this.#lockOf(ready));
    if (!release) throw alreadyRunning(ready);
    try {
      return await this.#runWithProgress(ready, vscode.ProgressLocation.Notification);
    } finally {
      await release();
    }
  }

  /**
   * The run of a schedule; undefined where another window had its turn. Nobody waits for it: its progress is in the
   * status bar and the Jobs view. `dueAt` is the time of the schedule, in epoch milliseconds.
   */
  async runScheduled(ready: ReadyJob, dueAt: number): Promise<RunRecord | undefined> {
    const release = this.#running.has(ready.file) ? undefined : await holdFile(this.#lockOf(ready));
    if (!release) return undefined;
    try {
      const recent = await this.#parts.runs.list(50);
      const isDone = recent.some(({ jobFile, startedAt }) => jobFile === ready.file && startedAt >= dueAt);
      return isDone ? undefined : await this.#runWithProgress(ready, vscode.ProgressLocation.Window);
    } finally {
      await release();
    }
  }

  /** Cancels what runs from a file. */
  cancel(file: string): void {
    this.#running.get(file)?.cancel();
  }

  dispose(): void {
    for (const { cancel } of this.#running.values()) cancel();
  }

  #runWithProgress(ready: ReadyJob, location: vscode.ProgressLocation): Thenable<RunRecord> {
    const options = { location, title: titleOf(ready), cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      const controller = new AbortController();
      const cancel = (): void => {
        controller.abort();
      };
      token.onCancellationRequested(cancel);
      let percent = 0;
      return this.#runTold(ready, cancel, controller.signal, (news) => {
        const before = percent;
        percent = percentOf(news);
        progress.report({ message: progressText(news, vscode.l10n), increment: Math.max(0, percent - before) });
      });
    });
  }

  async #runTold(
    ready: ReadyJob,
    cancel: () => void,
    signal: AbortSignal,
    tell: (progress: RunProgress) => void,
  ): Promise<RunRecord> {
    const { thread, clock, log, changed } = this.#parts;
    const running = { ready, startedAt: clock.now(), cancel };
    const show = (progress: RunProgress | undefined): void => {
      this.#running.set(ready.file, { ...running, progress });
      changed();
    };
    const report: JobContext['report'] = (progress) => {
      if (!this.#running.has(ready.file)) return;
      show(progress);
      tell(progress);
    };
    show(undefined);
    log.info(`${ready.name}: the run begins.`);
    try {
      const { job, connection, folder, name, file } = ready;
      const request = { jobName: name, jobFile: file, host: 'editor' } as const;
      const record = await thread.run({ job, connection, folder }, request, { signal, log, report });
      logRecord(record, log);
      return record;
    } finally {
      this.#running.delete(ready.file);
      changed();
    }
  }

  #lockOf({ file }: ReadyJob): string {
    const key = createHash('sha256').update(file).digest('hex').slice(0, 24);
    return path.join(this.#parts.locksFolder, `${key}.job`);
  }
}

/** What a failed run is, to whoever shows errors. */
export function errorOf(record: RunRecord, connectionId: string): Error {
  const message = vscode.l10n.t('{0}: {1}', record.jobName, record.explanation ?? vscode.l10n.t('the run failed.'));
  switch (record.failureKind) {
    case 'input':
      return new InputError(message);
    case 'signIn':
      return new SignInError(message, connectionId);
    case 'retriable':
      return new RetriableError(message);
    default:
      return new FatalError(message);
  }
}

function titleOf({ job, name }: ReadyJob): string {
  return job.kind === 'export' ? vscode.l10n.t('Exporting: {0}', name) : vscode.l10n.t('Replicating: {0}', name);
}

function percentOf({ recordsDone, recordsTotal }: RunProgress): number {
  return recordsTotal === undefined || recordsTotal === 0 ? 0 : Math.min(100, (100 * recordsDone) / recordsTotal);
}

function alreadyRunning({ name }: ReadyJob): RetriableError {
  return new RetriableError(
    vscode.l10n.t('{0} is running already, in this window or in another. Wait until it is over, or cancel it.', name),
  );
}

function logRecord(record: RunRecord, log: ShownLog): void {
  const { jobName, outcome, explanation, creditsSpent, modules, notes, files } = record;
  log.info(`${jobName}: ${outcome}. ${explanation ?? ''} Credits: ${creditsSpent}. Run ${record.id}.`);
  for (const { module, read, inserted, updated, deleted, rejected, problem } of modules) {
    const counts = `read ${read}, inserted ${inserted}, updated ${updated}, deleted ${deleted}, rejected ${rejected}`;
    log.info(`${jobName}: ${module}: ${counts}.${problem === undefined ? '' : ` ${problem}`}`);
  }
  for (const note of notes ?? []) log.info(`${jobName}: ${note}`);
  for (const file of files) log.info(`${jobName}: wrote ${file}`);
}
