import path from 'node:path';

import * as vscode from 'vscode';

import { InputError } from '../../core/errors.ts';
import type { PlannedTables } from '../../core/jobs/planning/plannedTables.ts';
import { planText } from '../../core/jobs/planText.ts';
import { RunStore } from '../../core/jobs/runs/runStore.ts';
import type { RunProgress, RunRecord } from '../../core/model/run.ts';
import { asObject, asText } from '../../core/model/parse.ts';
import { FolderFiles } from '../../core/util/folderFiles.ts';
import { stateStoreOf } from '../hostPorts.ts';
import { withCancellableProgress } from '../progress.ts';
import { signedIn } from '../queryEditor/signInFirst.ts';
import type { Services } from '../services.ts';
import { showError } from '../showError.ts';
import { JobFiles } from './jobFiles.ts';
import { openFile, showFiles } from './jobFilesShown.ts';
import { errorOf, JobRuns } from './jobRuns.ts';
import type { RunningJob } from './jobRuns.ts';
import { JobSchedules } from './jobSchedules.ts';
import type { ScheduledJob } from './jobSchedules.ts';
import { jobFileFor, readyJob } from './jobTarget.ts';
import type { ReadyJob } from './jobTarget.ts';
import { JobThread } from './jobThread.ts';
import { newExport, newReplication } from './newJob.ts';
import { figuresText, isResumable, progressText } from './runWords.ts';
import { scheduleJob } from './scheduleJob.ts';
import { askAboutTables, notRunByHand } from './tableQuestion.ts';
import { verificationText } from './verificationText.ts';

export type JobsServices = Pick<
  Services,
  'context' | 'store' | 'databases' | 'metadata' | 'tree' | 'engine' | 'documents' | 'clock' | 'log' | 'jobsChanged'
>;

const redrawEveryMs = 500;

/** All about jobs: their files in the editor, their runs, their schedules. */
export class Jobs implements vscode.Disposable {
  readonly #services: JobsServices;
  readonly #store: RunStore;
  readonly #thread: JobThread;
  readonly #runs: JobRuns;
  readonly #schedules: JobSchedules;
  readonly #disposables: vscode.Disposable;
  #past: Promise<readonly RunRecord[]> | undefined;
  #redraw: NodeJS.Timeout | undefined;

  constructor(services: JobsServices) {
    const { context, databases, engine, metadata, clock, log } = services;
    const storage = context.globalStorageUri.fsPath;
    const runsFolder = path.join(storage, 'runs');
    this.#services = services;
    this.#store = new RunStore(new FolderFiles(runsFolder));
    this.#thread = new JobThread({
      ...{ engine, metadata, runsFolder, program: context.asAbsolutePath('dist/job.worker.cjs') },
      database: async (name) => {
        const connection = databases.named(name);
        if (!connection) throw new InputError(vscode.l10n.t('There is no connection to a database "{0}".', name), 'to');
        return { connection, password: await databases.passwordOf(connection.id) };
      },
    });
    const changed = (): void => {
      this.#changed();
    };
    const locksFolder = path.join(storage, 'locks');
    this.#runs = new JobRuns({ thread: this.#thread, runs: this.#store, clock, log, locksFolder, changed });
    this.#schedules = new JobSchedules({
      ...{ state: stateStoreOf(context.globalState), clock, log, changed },
      run: (file, dueAt) => this.#runScheduled(file, dueAt),
    });
    this.#disposables = vscode.Disposable.from(
      ...[new JobFiles(services), this.#schedules, this.#runs, this.#thread],
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.refresh();
      }),
    );
  }

  running(): readonly RunningJob[] {
    return this.#runs.running();
  }

  /** Those that do not run now. */
  scheduled(): readonly ScheduledJob[] {
    const running = new Set(this.running().map(({ ready }) => ready.file));
    return this.#schedules.list().filter(({ file }) => !running.has(file));
  }

  /** The newest first. */
  past(): Promise<readonly RunRecord[]> {
    return (this.#past ??= this.#store.list());
  }

  /** Reads again what other windows may have run. */
  refresh(): void {
    this.#past = undefined;
    this.#services.jobsChanged.fire();
  }

  /** Runs a job file, also again, or on from where its last run stopped. */
  async run(argument: unknown): Promise<void> {
    const ready = await this.#ready(argument);
    if (!ready || !(await this.#tablesAgreed(ready, argument))) return;
    const record = await this.#runs.run(ready).finally(() => {
      this.#past = undefined;
    });
    await this.#tell(record, ready);
  }

  /** Shows what a run would do and cost. Changes nothing. */
  async plan(argument: unknown): Promise<void> {
    const ready = await this.#ready(argument);
    if (ready) await this.#showPlan(ready);
  }

  /** Compares the tables of a replication with the CRM. Changes nothing. */
  async verify(argument: unknown): Promise<void> {
    const ready = await this.#ready(argument);
    if (!ready) return;
    const { job } = ready;
    if (job.kind !== 'replicate') {
      throw new InputError(vscode.l10n.t('{0} is no replication: there are no tables to verify.', ready.name), 'kind');
    }
    const { log, documents } = this.#services;
    const title = vscode.l10n.t('Verifying {0}', ready.name);
    const found = await withCancellableProgress(title, (signal, tell) => {
      const report = (progress: RunProgress): void => {
        tell(progressText(progress, vscode.l10n));
      };
      return this.#thread.verify({ ...ready, job }, { signal, log, report });
    });
    const report = verificationText(found, ready.name, vscode.l10n);
    await documents.show(vscode.l10n.t('Verification of {0}', ready.name), report);
  }

  async schedule(argument: unknown): Promise<void> {
    const uri = await jobFileFor(argument);
    if (uri) await scheduleJob(await readyJob(uri, this.#services.store), this.#schedules);
  }

  newExport(argument: unknown): Promise<void> {
    return newExport(argument, this.#services);
  }

  newReplication(argument: unknown): Promise<void> {
    return newReplication(argument, this.#services);
  }

  cancel(argument: unknown): void {
    const file = asText(asObject(argument)?.['jobFile']);
    if (file !== undefined) this.#runs.cancel(file);
  }

  async openJobFile(argument: unknown): Promise<void> {
    const uri = await jobFileFor(argument);
    if (uri) await vscode.window.showTextDocument(uri);
  }

  async openResult(argument: unknown): Promise<void> {
    const given = asObject(argument);
    const file = asText(given?.['file']);
    if (file !== undefined) return openFile(file);
    const run = await this.#runOf(argument);
    if (run) await showFiles(run);
  }

  async showRejected(argument: unknown): Promise<void> {
    const run = await this.#runOf(argument);
    if (run?.rejectedRowsFile !== undefined) await openFile(run.rejectedRowsFile);
  }

  /** Forgets a run; what it wrote stays. */
  async removeRun(argument: unknown): Promise<void> {
    const run = await this.#runOf(argument);
    if (!run) return;
    await this.#store.remove(run.id);
    this.refresh();
  }

  dispose(): void {
    clearTimeout(this.#redraw);
    this.#disposables.dispose();
  }

  async #runOf(argument: unknown): Promise<RunRecord | undefined> {
    const id = asText(asObject(asObject(argument)?.['run'])?.['id']);
    return id === undefined ? undefined : this.#store.find(id);
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

  async #showPlan(ready: ReadyJob): Promise<void> {
    const { log, documents } = this.#services;
    const title = vscode.l10n.t('Planning {0}', ready.name);
    const plan = await withCancellableProgress(title, (signal) => this.#thread.plan(ready, { signal, log }));
    await documents.show(vscode.l10n.t('Plan of {0}', ready.name), planText(plan));
  }

  /** Whether the user has seen what a run would do to tables, if anything, and wants it. */
  async #tablesAgreed(ready: ReadyJob, argument: unknown): Promise<boolean> {
    if (asObject(argument)?.['isAgreed'] === true) return true;
    const planned = await this.#plannedTables(ready);
    if (planned.statements.length === 0) return true;
    await this.#showPlan(ready);
    return askAboutTables(ready, planned);
  }

  async #plannedTables(ready: ReadyJob): Promise<PlannedTables> {
    const { job } = ready;
    if (job.kind !== 'replicate') return { destination: '', statements: [], made: 0 };
    const { log } = this.#services;
    const title = vscode.l10n.t('Looking at the tables of {0}', ready.name);
    return withCancellableProgress(title, (signal) => this.#thread.tables({ ...ready, job }, { signal, log }));
  }

  async #runScheduled(file: string, dueAt: number): Promise<void> {
    const { store, log } = this.#services;
    try {
      const ready = await readyJob(vscode.Uri.file(file), store);
      if ((await store.secretsOf(ready.connection.id)) === undefined) {
        throw new InputError(
          vscode.l10n.t(
            '{0} could not run at its time: nobody is signed in to "{1}".',
            ready.name,
            ready.connection.name,
          ),
        );
      }
      const { made, destination } = await this.#plannedTables(ready);
      if (made > 0) throw notRunByHand(ready, made, destination);
      const record = await this.#runs.runScheduled(ready, dueAt);
      if (!record) return;
      this.refresh();
      if (record.outcome !== 'succeeded') await this.#tell(record, ready);
    } catch (error) {
      await showError(error, log);
    }
  }

  /** The one message at the end. */
  async #tell(record: RunRecord, ready: ReadyJob): Promise<void> {
    const { log } = this.#services;
    const { l10n, window } = vscode;
    const again = (): unknown => vscode.commands.executeCommand('zohoCrm.job.run', { jobFile: ready.file });
    if (record.outcome === 'failed') {
      await showError(errorOf(record, ready.connection.id), log, again);
      return;
    }
    const hasFiles = record.files.some((file) => file !== record.rejectedRowsFile);
    const actions = [
      ...(isResumable(record) ? [{ title: l10n.t('Resume'), run: again }] : []),
      ...(hasFiles ? [{ title: l10n.t('Show Files'), run: () => showFiles(record) }] : []),
      ...(record.rejectedRowsFile === undefined
        ? []
        : [{ title: l10n.t('Show Rejected Rows'), run: () => this.showRejected({ run: record }) }]),
      {
        title: l10n.t('Show Log'),
        run: () => {
          log.show();
        },
      },
    ];
    const message = [`${record.jobName}: ${figuresText(record, l10n)}.`, record.explanation ?? ''].join(' ').trim();
    const show = record.outcome === 'succeeded' ? window.showInformationMessage : window.showWarningMessage;
    void show(message, ...actions).then((chosen) => chosen?.run());
  }

  /** Soon: progress comes several times a second. */
  #changed(): void {
    this.#redraw ??= setTimeout(() => {
      this.#redraw = undefined;
      this.#services.jobsChanged.fire();
    }, redrawEveryMs);
  }
}
