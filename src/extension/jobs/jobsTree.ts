import * as vscode from 'vscode';

import type { ModuleSummary, RunRecord } from '../../core/model/run.ts';
import type { RunningJob } from './jobRuns.ts';
import { fileItem, moduleItem, noteItem, runItem, runningItem, scheduledItem } from './jobRows.ts';
import type { ScheduledRow } from './jobRows.ts';
import { isResumable } from './runWords.ts';

/** A row of the Jobs view. `jobFile` is the path by which commands find the job. */
export type JobNode =
  | { readonly kind: 'running'; readonly jobFile: string; readonly running: RunningJob }
  | { readonly kind: 'scheduled'; readonly jobFile: string; readonly scheduled: ScheduledRow }
  | {
      readonly kind: 'run';
      readonly jobFile: string | undefined;
      readonly run: RunRecord;
      /** Whether a run of the job would go on where this one stopped. */
      readonly canGoOn: boolean;
    }
  | {
      readonly kind: 'runModule';
      readonly jobFile?: undefined;
      readonly run: RunRecord;
      readonly module: ModuleSummary;
    }
  | { readonly kind: 'runFile'; readonly jobFile?: undefined; readonly run: RunRecord; readonly file: string }
  | { readonly kind: 'runNote'; readonly jobFile?: undefined; readonly run: RunRecord; readonly note: string };

/** Where the rows come from. */
export interface JobsShown {
  running(): readonly RunningJob[];
  scheduled(): readonly ScheduledRow[];
  past(): Promise<readonly RunRecord[]>;
}

/** The Jobs view's rows: what runs, what will, and what ran, the newest first. */
export class JobsTree implements vscode.TreeDataProvider<JobNode> {
  readonly #shown: () => Promise<JobsShown>;
  readonly #changes = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changes.event;

  constructor(shown: () => Promise<JobsShown>) {
    this.#shown = shown;
  }

  refresh(): void {
    this.#changes.fire(undefined);
  }

  async getChildren(node?: JobNode): Promise<JobNode[]> {
    if (!node) return this.#top();
    if (node.kind !== 'run') return [];
    const { run } = node;
    const notes = [...(run.explanation === undefined ? [] : [run.explanation]), ...(run.notes ?? [])];
    return [
      ...notes.map((note) => ({ kind: 'runNote', run, note }) as const),
      ...run.modules.map((module) => ({ kind: 'runModule', run, module }) as const),
      ...run.files.map((file) => ({ kind: 'runFile', run, file }) as const),
    ];
  }

  getTreeItem(node: JobNode): vscode.TreeItem {
    switch (node.kind) {
      case 'running':
        return runningItem(node.running);
      case 'scheduled':
        return scheduledItem(node.scheduled);
      case 'run':
        return runItem(node.run, node.canGoOn);
      case 'runModule':
        return moduleItem(node.run, node.module);
      case 'runFile':
        return fileItem(node.run, node.file);
      case 'runNote':
        return noteItem(node.run, node.note);
    }
  }

  async #top(): Promise<JobNode[]> {
    const shown = await this.#shown();
    return [
      ...shown.running().map((running) => ({ kind: 'running', running, jobFile: running.ready.file }) as const),
      ...shown.scheduled().map((scheduled) => ({ kind: 'scheduled', scheduled, jobFile: scheduled.file }) as const),
      ...runNodes(await shown.past(), new Set(shown.running().map(({ ready }) => ready.file))),
    ];
  }
}

/** Newest first: only the last run of a job can be gone on with. */
function runNodes(runs: readonly RunRecord[], running: ReadonlySet<string>): readonly JobNode[] {
  const isOver = new Set<string | undefined>([undefined, ...running]);
  return runs.map((run) => {
    const canGoOn = isResumable(run) && !isOver.has(run.jobFile);
    isOver.add(run.jobFile);
    return { kind: 'run', run, jobFile: run.jobFile, canGoOn };
  });
}
