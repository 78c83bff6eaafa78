import path from 'node:path';

import * as vscode from 'vscode';

import type { ModuleSummary, RunRecord } from '../../core/model/run.ts';
import { relativeTime } from '../connectionTree/age.ts';
import { escapeMarkdown } from '../timeZones/markdown.ts';
import type { RunningJob } from './jobRuns.ts';
import type { ScheduledJob } from './jobSchedules.ts';
import { countsText, figuresText, isResumable, outcomeText, progressText } from './runWords.ts';

/** A row of the Jobs view. `jobFile` is the path by which commands find the job. */
export type JobNode =
  | { readonly kind: 'running'; readonly jobFile: string; readonly running: RunningJob }
  | { readonly kind: 'scheduled'; readonly jobFile: string; readonly scheduled: ScheduledJob }
  | { readonly kind: 'run'; readonly jobFile: string | undefined; readonly run: RunRecord }
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
  scheduled(): readonly ScheduledJob[];
  past(): Promise<readonly RunRecord[]>;
}

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

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
        return runItem(node.run);
      case 'runModule':
        return moduleItem(node.run, node.module);
      case 'runFile':
        return fileItem(node.run, node.file);
      case 'runNote':
        return Object.assign(row(`${node.run.id}/${node.note}`, node.note, 'info'), { tooltip: node.note });
    }
  }

  async #top(): Promise<JobNode[]> {
    const shown = await this.#shown();
    return [
      ...shown.running().map((running) => ({ kind: 'running', running, jobFile: running.ready.file }) as const),
      ...shown.scheduled().map((scheduled) => ({ kind: 'scheduled', scheduled, jobFile: scheduled.file }) as const),
      ...(await shown.past()).map((run) => ({ kind: 'run', run, jobFile: run.jobFile }) as const),
    ];
  }
}

function row(id: string, label: string, icon: string, color?: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label, None);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  return item;
}

function runningItem({ ready, progress }: RunningJob): vscode.TreeItem {
  const item = row(`running:${ready.file}`, ready.name, 'loading~spin');
  item.contextValue = 'running jobFile';
  item.description = progress ? progressText(progress, vscode.l10n) : vscode.l10n.t('beginning');
  item.tooltip = ready.file;
  item.accessibilityInformation = { label: `${ready.name}, ${item.description}` };
  return item;
}

function scheduledItem({ file, name, nextAt, isAllowed }: ScheduledJob): vscode.TreeItem {
  const item = row(`scheduled:${file}`, name, isAllowed ? 'clock' : 'circle-slash');
  item.contextValue = 'scheduled jobFile';
  const next = nextAt === undefined ? vscode.l10n.t('never again') : new Date(nextAt).toLocaleString();
  item.description = isAllowed ? vscode.l10n.t('next: {0}', next) : vscode.l10n.t('scheduled, but not allowed here');
  item.tooltip = file;
  item.accessibilityInformation = { label: `${name}, ${item.description}` };
  return item;
}

const icons: Readonly<Record<RunRecord['outcome'], readonly [icon: string, color: string]>> = {
  succeeded: ['pass', 'testing.iconPassed'],
  rejectedRows: ['warning', 'problemsWarningIcon.foreground'],
  stoppedAtBudget: ['debug-pause', 'problemsWarningIcon.foreground'],
  cancelled: ['circle-slash', 'disabledForeground'],
  failed: ['error', 'problemsErrorIcon.foreground'],
};

function runItem(run: RunRecord): vscode.TreeItem {
  const { l10n } = vscode;
  const item = row(`run:${run.id}`, run.jobName, ...icons[run.outcome]);
  item.collapsibleState = Collapsed;
  item.contextValue = [
    'run',
    ...(run.jobFile === undefined ? [] : ['jobFile']),
    ...(isResumable(run) ? ['resumable'] : []),
    ...(run.rejectedRowsFile === undefined ? [] : ['rejected']),
    ...(run.files.some((file) => file !== run.rejectedRowsFile) ? ['files'] : []),
  ].join(' ');
  item.description = `${figuresText(run, l10n)} · ${relativeTime(run.startedAt, Date.now(), l10n)}`;
  item.tooltip = tooltip(run);
  item.accessibilityInformation = { label: `${run.jobName}, ${outcomeText(run.outcome, l10n)}, ${item.description}` };
  return item;
}

function tooltip(run: RunRecord): vscode.MarkdownString {
  const { l10n } = vscode;
  const lines = [
    [l10n.t('Outcome'), outcomeText(run.outcome, l10n)],
    [l10n.t('Connection'), run.connectionName],
    [l10n.t('Begun'), new Date(run.startedAt).toLocaleString()],
    [l10n.t('Figures'), figuresText(run, l10n)],
    [l10n.t('Job file'), run.jobFile ?? ''],
    ['', run.explanation ?? ''],
  ] as const;
  const text = new vscode.MarkdownString(`**${escapeMarkdown(run.jobName)}**\n\n`);
  for (const [label, value] of lines) {
    if (value !== '') text.appendMarkdown(`${label === '' ? '' : `*${label}*: `}${escapeMarkdown(value)}  \n`);
  }
  return text;
}

function moduleItem(run: RunRecord, module: ModuleSummary): vscode.TreeItem {
  const hasProblem = module.problem !== undefined;
  const item = row(`${run.id}/module/${module.module}`, module.module, hasProblem ? 'warning' : 'symbol-class');
  item.description = module.problem ?? countsText({ jobKind: run.jobKind, modules: [module] }, vscode.l10n);
  if (hasProblem) item.tooltip = module.problem;
  return item;
}

function fileItem(run: RunRecord, file: string): vscode.TreeItem {
  const isRejected = file === run.rejectedRowsFile;
  const label = isRejected ? vscode.l10n.t('Rejected Rows') : path.basename(file);
  const item = row(`${run.id}/file/${file}`, label, isRejected ? 'warning' : 'file');
  item.tooltip = file;
  item.description = isRejected ? '' : path.dirname(file);
  item.command = { command: 'zohoCrm.job.openResult', title: vscode.l10n.t('Open'), arguments: [{ file }] };
  return item;
}
