import * as vscode from 'vscode';

import { asObject, asText } from '../../core/model/parse.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { signedIn } from '../queryEditor/signInFirst.ts';
import { JobFiles } from './jobFiles.ts';
import type { RunningJob } from './jobRuns.ts';
import type { JobsParts, JobsServices } from './jobsParts.ts';
import { createJobsParts } from './jobsParts.ts';
import type { ScheduledRow } from './jobRows.ts';
import type { ReadyJob } from './jobTarget.ts';
import { jobFileFor, readyJob } from './jobTarget.ts';
import type { KnownJob } from './knownJobs.ts';
import { knownJobs } from './knownJobs.ts';
import { newExport, newReplication } from './newJob.ts';
import { tellOutcome } from './runMessage.ts';
import { scheduleJob } from './scheduleJob.ts';
import { askAboutTables } from './tableQuestion.ts';

const redrawEveryMs = 500;

/** All about jobs: their files in the editor, their runs, their schedules. */
export class Jobs implements vscode.Disposable {
  readonly #services: JobsServices;
  readonly #parts: JobsParts;
  readonly #disposables: vscode.Disposable;
  #redraw: NodeJS.Timeout | undefined;

  constructor(services: JobsServices) {
    this.#services = services;
    this.#parts = createJobsParts(services, () => {
      this.#changed();
    });
    const { schedules, runs, thread } = this.#parts;
    this.#disposables = vscode.Disposable.from(
      ...[new JobFiles(services), schedules, runs, thread],
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.refresh();
      }),
    );
  }

  running(): readonly RunningJob[] {
    return this.#parts.runs.running();
  }

  /** Those that do not run now. */
  scheduled(): readonly ScheduledRow[] {
    const { schedules, scheduledRuns } = this.#parts;
    const running = new Set(this.running().map(({ ready }) => ready.file));
    const waiting = schedules.list().filter(({ file }) => !running.has(file));
    return waiting.map((job) => ({ ...job, trouble: scheduledRuns.troubleOf(job.file) }));
  }

  /** The newest first. */
  past(): Promise<readonly RunRecord[]> {
    return this.#parts.past.list();
  }

  /** The jobs that copy into a database, as far as this window knows of them. `name`: as job files have it. */
  async jobsInto(name: string): Promise<readonly KnownJob[]> {
    const known = await knownJobs(await this.past());
    return known.filter(({ job }) => job.kind === 'replicate' && job.to.database === name);
  }

  /** Reads again what other windows may have run. */
  refresh(): void {
    this.#parts.past.readAgain();
    this.#services.jobsChanged.fire();
  }

  /** Runs a job file, also again, or on from where its last run stopped. */
  async run(argument: unknown): Promise<void> {
    const { runs, past, shared, scheduledRuns } = this.#parts;
    const ready = await this.#ready(argument);
    if (!ready || !(await shared.agreed(ready)) || !(await this.#tablesAgreed(ready, argument))) return;
    scheduledRuns.forget(ready.file);
    const record = await runs.run(ready).finally(() => {
      past.readAgain();
    });
    await tellOutcome(record, ready, this.#services.log);
  }

  /** Shows what a run would do and cost. Changes nothing. */
  async plan(argument: unknown): Promise<void> {
    const ready = await this.#ready(argument);
    if (ready) await this.#parts.looks.showPlan(ready);
  }

  /** Compares the tables of a replication with the CRM. Changes nothing. */
  async verify(argument: unknown): Promise<void> {
    const ready = await this.#ready(argument);
    if (ready) await this.#parts.looks.showVerification(ready);
  }

  async schedule(argument: unknown): Promise<void> {
    const uri = await jobFileFor(argument);
    if (uri) await scheduleJob(await readyJob(uri, this.#services.store), this.#parts.schedules);
  }

  newExport(argument: unknown): Promise<void> {
    return newExport(argument, this.#services);
  }

  newReplication(argument: unknown): Promise<void> {
    return newReplication(argument, this.#services);
  }

  cancel(argument: unknown): void {
    const file = asText(asObject(argument)?.['jobFile']);
    if (file !== undefined) this.#parts.runs.cancel(file);
  }

  async openJobFile(argument: unknown): Promise<void> {
    const uri = await jobFileFor(argument);
    if (uri) await vscode.window.showTextDocument(uri);
  }

  openResult(argument: unknown): Promise<void> {
    return this.#parts.past.openResult(argument);
  }

  showRejected(argument: unknown): Promise<void> {
    return this.#parts.past.showRejected(argument);
  }

  /** Forgets a run; what it wrote stays. */
  async removeRun(argument: unknown): Promise<void> {
    await this.#parts.past.remove(argument);
    this.refresh();
  }

  dispose(): void {
    clearTimeout(this.#redraw);
    this.#disposables.dispose();
  }

  /** Undefined where the user turned back. */
  async #ready(argument: unknown): Promise<ReadyJob | undefined> {
    const { store } = this.#services;
    const uri = await jobFileFor(argument);
    if (!uri) return undefined;
    const ready = await readyJob(uri, store);
    const isSignedIn = await signedIn(ready.connection, store, new AbortController().signal);
    // Signing in may have renamed its organization.
    return isSignedIn ? { ...ready, connection: store.find(ready.connection.id) ?? ready.connection } : undefined;
  }

  /** Whether the user has seen what a run would do to tables, if anything, and wants it. */
  async #tablesAgreed(ready: ReadyJob, argument: unknown): Promise<boolean> {
    if (asObject(argument)?.['isAgreed'] === true) return true;
    const { looks } = this.#parts;
    const planned = await looks.plannedTables(ready);
    if (planned.statements.length === 0) return true;
    await looks.showPlan(ready, 'behind');
    return askAboutTables(ready, planned);
  }

  /** Soon: progress comes several times a second. */
  #changed(): void {
    this.#redraw ??= setTimeout(() => {
      this.#redraw = undefined;
      this.#services.jobsChanged.fire();
    }, redrawEveryMs);
  }
}
