import type { JobContext, ModuleSummary } from '../../model/run.ts';
import { messageOf } from '../jobEnding.ts';
import type { ExportJob } from '../jobFile/jobSchema.ts';
import type { JobParts } from '../jobParts.ts';
import type { JobReading } from '../jobReading.ts';
import type { ProgressMeter } from '../progressMeter.ts';
import { ChangeFilter } from '../reading/changes.ts';
import { chunksOf } from '../reading/chunks.ts';
import { destinationFormat } from './csvOptions.ts';
import { writeDeletionsFile } from './deletionsFile.ts';
import type { ExportDescription, ExportedModule } from './exportDescription.ts';
import { expectedRecords } from './expectedRecords.ts';
import { describeExport } from './exportDescription.ts';
import { ExportDraft } from './exportDraft.ts';
import type { ExportedBatch } from './exportedBatches.ts';
import { exportedBatches } from './exportedBatches.ts';
import type { ExportedDeletions } from './exportedDeletions.ts';
import { exportedDeletions } from './exportedDeletions.ts';
import type { ExportFiles } from './exportFiles.ts';
import { exportFiles, holdFiles } from './exportFiles.ts';
import type { ExportPlan, ExportStart } from './exportPlan.ts';
import { planExport, startFrom } from './exportPlan.ts';
import type { LastExport } from './exportState.ts';
import { readExportState } from './exportState.ts';
import { forgetStopped, lastOf } from './nextExport.ts';
import { keepOutOfGit } from './gitIgnore.ts';

/** One run of a job, as its modules share it. */
export interface ExportRun {
  readonly parts: JobParts;
  readonly job: ExportJob;
  readonly context: JobContext;
  readonly reading: JobReading;
  readonly meter: ProgressMeter;
  /** Epoch milliseconds, by which files are named. */
  readonly startedAt: number;
}

const linesAtOnce = 2_000;

/** The export of one module; `run` may be called once, and what was done is told whatever came of it. */
export class ModuleExport {
  readonly files: string[] = [];
  readonly notes: string[] = [];
  readonly #run: ExportRun;
  readonly #module: ExportedModule;
  #read = 0;
  #leftOut = 0;
  #written: Pick<ExportDraft, 'records' | 'deletions'> = { records: 0, deletions: 0 };
  #upTo: number | undefined;

  constructor(run: ExportRun, module: ExportedModule) {
    this.#run = run;
    this.#module = module;
  }

  /** Leaves a state to go on from, whatever it rejects with. */
  async run(): Promise<void> {
    const files = this.#files(this.#run.startedAt);
    const release = await holdFiles(files);
    try {
      await this.#export(files.state);
    } finally {
      await release();
    }
  }

  summary(problem?: string): ModuleSummary {
    const { records, deletions } = this.#written;
    return {
      module: this.#module.module,
      ...{ read: this.#read, inserted: records, updated: 0, deleted: deletions, rejected: 0 },
      ...(this.#upTo === undefined ? {} : { upTo: this.#upTo }),
      ...(problem === undefined ? {} : { problem }),
    };
  }

  async #export(stateFile: string): Promise<void> {
    const { parts, job, reading, meter } = this.#run;
    meter.enter('planning', this.#module.module);
    const described = await describeExport(parts, job, this.#module, reading);
    const state = await readExportState(stateFile);
    const found = startFrom(state, described);
    if (state && state.content !== described.content && job.changes === 'sinceLastRun') {
      this.notes.push(`${this.#module.module}: the job or the fields changed, so all records are exported again.`);
    }
    const { encoding, compression } = job.to;
    const files = this.#files(found.stopped?.startedAt ?? this.#run.startedAt);
    const resumeAt = found.stopped?.bytes;
    const draft = await parts.files.open({ file: files.file, encoding, compression, resumeAt });
    try {
      await this.#tellGit(files);
      const start = draft.isResumed ? found : { ...found, stopped: undefined };
      if (!start.stopped) await forgetStopped(stateFile, state, described, start);
      const plan = await planExport(job, described, start, reading);
      const expected = await expectedRecords(plan, described, start.stopped?.records ?? 0, reading);
      await this.#write({ described, start, plan, expected, files }, draft);
    } finally {
      await draft.close();
    }
  }

  async #write(
    { described, start, plan, expected, files }: PlannedExport,
    fileDraft: Awaited<ReturnType<JobParts['files']['open']>>,
  ): Promise<void> {
    const { parts, job, context, reading, meter, startedAt } = this.#run;
    const { last, stopped } = start;
    const deletions = last && plan.window && job.deletions !== 'none' ? await this.#deletions(last, plan) : undefined;
    const deleted = new Set(deletions?.rows.map(({ id }) => id));
    const restored = new Set<string>();
    const filter = plan.window && new ChangeFilter(last, plan.window, deleted);
    const recent = () =>
      [...(stopped?.recent ?? []), ...(filter?.checkpoint().recent ?? [])].map(([a, b]): [string, string] => [a, b]);
    const draft = new ExportDraft({
      ...{ draft: fileDraft, format: destinationFormat(described.columns, job.to), stateFile: files.state },
      ...{ content: described.content, request: described.request, startedAt: stopped?.startedAt ?? startedAt },
      ...{ untilMs: plan.untilMs, last, stopped, isResumable: plan.sort === undefined, recent, clock: parts.clock },
    });
    this.#written = draft;
    this.#expect(plan, expected, stopped?.records ?? 0);
    if (!stopped && job.deletions === 'column') await this.#writeDeletions(draft, deletions);
    try {
      const request = { plan, module: this.#module, stopped, filter, suspects: deletions?.suspects ?? [], restored };
      for await (const batch of exportedBatches(parts, request, reading)) await this.#writeBatch(draft, batch);
      await draft.settle();
    } catch (error) {
      // Why the run ended counts for more than that it cannot be gone on with.
      await draft.save().catch((problem: unknown) => {
        context.log.warn(`${files.state} could not be written: ${messageOf(problem)}`);
      });
      throw error;
    }
    meter.enter('finishing');
    this.#tellLeftOut();
    if (job.deletions === 'file') {
      const rows = deletions?.rows ?? [];
      this.files.push(await writeDeletionsFile(parts, job, { file: files.deletions, rows }, context.signal));
      this.#written = { records: draft.records, deletions: rows.length };
    }
    const next = lastOf(plan, recent(), deletions, restored);
    this.files.push(await draft.finish(job.changes === 'sinceLastRun' ? next : undefined, context.signal));
    this.#upTo = plan.untilMs;
  }

  async #writeBatch(draft: ExportDraft, { records, exported, read, leftOut, position }: ExportedBatch): Promise<void> {
    await draft.writeRecords(records, exported, position);
    this.#read += read;
    this.#leftOut += leftOut;
    this.#run.meter.add(records.length + (exported?.count ?? 0));
    this.#run.context.signal.throwIfAborted();
  }

  async #deletions(last: LastExport, { untilMs }: ExportPlan): Promise<ExportedDeletions> {
    this.#run.meter.enter('deleting');
    const { module } = this.#module;
    const found = await exportedDeletions(module, last, untilMs, this.#run.reading);
    if (!found.isComplete) {
      const note = `${module}: the last run is so long ago that the CRM may have forgotten some deletions. Remove the state file and export all records again.`;
      this.notes.push(note);
    }
    return found;
  }

  async #writeDeletions(draft: ExportDraft, deletions: ExportedDeletions | undefined): Promise<void> {
    for (const rows of chunksOf(deletions?.rows ?? [], linesAtOnce)) await draft.writeDeletions(rows);
  }

  #expect({ window }: ExportPlan, expected: number | undefined, done: number): void {
    const { meter, job } = this.#run;
    meter.resume(done);
    meter.expect(expected === undefined ? undefined : expected + done);
    if (job.changes === 'sinceLastRun' && !window) {
      this.notes.push(`${this.#module.module} does not tell what changed, so all its records are exported each time.`);
    }
    meter.enter('reading');
  }

  #tellLeftOut(): void {
    const { module, converted } = this.#module;
    if (converted !== 'no' || this.#leftOut === 0) return;
    const count = new Intl.NumberFormat('en-US').format(this.#leftOut);
    this.notes.push(`${module}: ${count} converted records are left out. "converted": "both" exports them, too.`);
  }

  async #tellGit({ file, deletions, pattern }: ExportFiles): Promise<void> {
    const wanted = this.#run.job.deletions === 'file' ? [deletions] : [];
    const changed = [
      await keepOutOfGit(file, pattern),
      ...(await Promise.all(wanted.map((each) => keepOutOfGit(each)))),
    ];
    const ignoreFile = changed.find((each) => each !== undefined);
    if (ignoreFile !== undefined) {
      this.notes.push(`${ignoreFile} keeps ${pattern} out of version control, as it is customer data.`);
    }
  }

  #files(startedAt: number): ExportFiles {
    const { parts, job } = this.#run;
    const place = { folder: parts.folder, timeZone: parts.connection.timeZone, startedAt };
    return exportFiles(job.to, this.#module.module, place);
  }
}

interface PlannedExport {
  readonly described: ExportDescription;
  readonly start: ExportStart;
  readonly plan: ExportPlan;
  /** Records that are still to be exported, as far as the CRM tells. */
  readonly expected: number | undefined;
  readonly files: ExportFiles;
}
