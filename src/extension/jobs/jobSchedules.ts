import { createHash } from 'node:crypto';

import * as vscode from 'vscode';

import type { Job } from '../../core/jobs/jobFile/jobSchema.ts';
import { readJobFile } from '../../core/jobs/jobFile/readJobFile.ts';
import { nextRunAt } from '../../core/jobs/jobFile/schedule.ts';
import { asObject } from '../../core/model/parse.ts';
import type { Clock, Log, StateStore } from '../../core/ports.ts';
import { jobExtension, jobNameOf } from './jobDocuments.ts';

/** A job file of the workspace that says when it runs. */
export interface ScheduledJob {
  /** Absolute path. */
  readonly file: string;
  readonly name: string;
  /** Epoch milliseconds; undefined = never again. */
  readonly nextAt: number | undefined;
  /** By the user, on this computer. */
  readonly isAllowed: boolean;
}

export interface JobSchedulesParts {
  /** Of this user, not of the workspace. */
  readonly state: StateStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Runs a job for the time that its schedule named. Never rejects. */
  readonly run: (file: string, dueAt: number) => Promise<void>;
  readonly changed: () => void;
}

const mostFiles = 500;
/** Timers stand still while a computer sleeps, and cannot be set for months. */
const longestWaitMs = 600_000;
const settleMs = 500;

/**
 * Runs jobs at their times while the editor is open, from the files of workspaces that the user trusts. Each file acts
 * only after the user allowed it, and asks again when it would write elsewhere than it was allowed to.
 */
export class JobSchedules implements vscode.Disposable {
  readonly #parts: JobSchedulesParts;
  readonly #disposables: vscode.Disposable[] = [];
  /** Files that the user did not decide about in this session. */
  readonly #asked = new Set<string>();
  #jobs: readonly ScheduledJob[] = [];
  #timer: NodeJS.Timeout | undefined;
  #scanTimer: NodeJS.Timeout | undefined;
  #isDisposed = false;

  constructor(parts: JobSchedulesParts) {
    this.#parts = parts;
    const watcher = vscode.workspace.createFileSystemWatcher(`**/*${jobExtension}`);
    const scan = (): void => {
      this.#scanSoon();
    };
    this.#disposables.push(
      ...[watcher, watcher.onDidCreate(scan), watcher.onDidChange(scan), watcher.onDidDelete(scan)],
      // Some computers cannot watch their files.
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.path.endsWith(jobExtension)) scan();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(scan),
      vscode.workspace.onDidChangeWorkspaceFolders(scan),
    );
    scan();
  }

  list(): readonly ScheduledJob[] {
    return this.#jobs;
  }

  /** Allows a file to run by itself, or forbids it. */
  async decide(file: string, job: Job, isAllowed: boolean): Promise<void> {
    await this.#parts.state.set(keyOf(file), { fingerprint: fingerprintOf(job), isAllowed });
    await this.#scan();
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#scanTimer);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /** Editors write a file in several steps. */
  #scanSoon(): void {
    clearTimeout(this.#scanTimer);
    this.#scanTimer = setTimeout(() => {
      void this.#scan();
    }, settleMs);
  }

  async #scan(): Promise<void> {
    const isTrusted = vscode.workspace.isTrusted;
    const uris = isTrusted
      ? await vscode.workspace.findFiles(`**/*${jobExtension}`, '**/node_modules/**', mostFiles)
      : [];
    const found = await Promise.all(uris.filter(({ scheme }) => scheme === 'file').map((uri) => this.#read(uri)));
    if (this.#isDisposed) return;
    this.#jobs = found.flatMap((each) => each ?? []).sort((a, b) => a.name.localeCompare(b.name));
    this.#wait();
    this.#parts.changed();
  }

  async #read(uri: vscode.Uri): Promise<ScheduledJob | undefined> {
    try {
      const { job } = readJobFile(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
      if (!job?.schedule) return undefined;
      const nextAt = nextRunAt(job.schedule, this.#parts.clock.now());
      const decision = this.#decisionOn(uri.fsPath, job);
      if (decision === undefined) void this.#ask(uri.fsPath, job);
      return { file: uri.fsPath, name: jobNameOf(uri.path), nextAt, isAllowed: decision === true };
    } catch (error) {
      this.#parts.log.debug(`The schedule of ${uri.fsPath} cannot be read: ${String(error)}`);
      return undefined;
    }
  }

  #decisionOn(file: string, job: Job): boolean | undefined {
    const stored = asObject(this.#parts.state.get(keyOf(file)));
    return stored?.['fingerprint'] === fingerprintOf(job) ? stored['isAllowed'] === true : undefined;
  }

  async #ask(file: string, job: Job): Promise<void> {
    if (this.#asked.has(file) || !job.schedule) return;
    this.#asked.add(file);
    const [allow, forbid, open] = [vscode.l10n.t('Allow'), vscode.l10n.t('Never'), vscode.l10n.t('Show File')];
    const { cron, timeZone } = job.schedule;
    const message = vscode.l10n.t(
      'The job "{0}" wants to run by itself while the editor is open ({1}): from "{2}" to {3}.',
      ...[jobNameOf(file), timeZone === undefined ? cron : `${cron}, ${timeZone}`, job.connection, destinationOf(job)],
    );
    const chosen = await vscode.window.showInformationMessage(message, allow, forbid, open);
    if (chosen === open) await vscode.window.showTextDocument(vscode.Uri.file(file));
    else if (chosen !== undefined) await this.decide(file, job, chosen === allow);
  }

  /** Until the next job is due, or until it is time to look at the clock again. */
  #wait(): void {
    clearTimeout(this.#timer);
    const due = this.#jobs.flatMap(({ nextAt, isAllowed }) => (isAllowed && nextAt !== undefined ? [nextAt] : []));
    if (due.length === 0) return;
    const waitMs = Math.min(...due) - this.#parts.clock.now();
    this.#timer = setTimeout(
      () => {
        this.#runDue();
      },
      Math.max(0, Math.min(waitMs, longestWaitMs)),
    );
  }

  #runDue(): void {
    const now = this.#parts.clock.now();
    const due = this.#jobs.filter(({ nextAt, isAllowed }) => isAllowed && nextAt !== undefined && nextAt <= now);
    // The times after these are read from the files, which may have changed.
    for (const { file, nextAt } of due) void this.#parts.run(file, nextAt ?? now);
    if (due.length > 0) void this.#scan();
    else this.#wait();
  }
}

function keyOf(file: string): string {
  return `jobSchedule/${file}`;
}

/** Of what the user allowed: from where data go to where. */
function fingerprintOf({ kind, connection, to }: Job): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, connection, to]))
    .digest('hex')
    .slice(0, 16);
}

function destinationOf({ to }: Job): string {
  return 'file' in to ? to.file : (to.database ?? to.sqlite ?? '');
}
