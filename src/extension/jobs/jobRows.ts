import path from 'node:path';

import * as vscode from 'vscode';

import type { ModuleSummary, RunRecord } from '../../core/model/run.ts';
import { relativeTime } from '../connectionTree/age.ts';
import { escapeMarkdown } from '../timeZones/markdown.ts';
import type { RunningJob } from './jobRuns.ts';
import type { ScheduledJob } from './jobSchedules.ts';
import { countsText, figuresText, outcomeText, progressText } from './runWords.ts';
import { nextTimeText } from './scheduleText.ts';

/** A job that waits for its time. */
export interface ScheduledRow extends ScheduledJob {
  /** For people: why its last time was in vain; undefined = it was not. */
  readonly trouble: string | undefined;
}

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

function row(id: string, label: string, icon: string, color?: string): vscode.TreeItem {
  const item = new vscode.TreeItem(label, None);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  return item;
}

export function runningItem({ ready, progress }: RunningJob): vscode.TreeItem {
  const item = row(`running:${ready.file}`, ready.name, 'loading~spin');
  item.contextValue = 'running jobFile';
  item.description = progress ? progressText(progress, vscode.l10n) : vscode.l10n.t('beginning');
  item.tooltip = ready.file;
  item.accessibilityInformation = { label: `${ready.name}, ${item.description}` };
  return item;
}

export function scheduledItem({ file, name, nextAt, isAllowed, trouble }: ScheduledRow): vscode.TreeItem {
  const item = row(`scheduled:${file}`, name, ...scheduledIcon(isAllowed, trouble));
  item.contextValue = 'scheduled jobFile';
  const next =
    nextAt === undefined ? vscode.l10n.t('never again') : nextTimeText(nextAt, Date.now(), vscode.env.language);
  const times = isAllowed ? vscode.l10n.t('next: {0}', next) : vscode.l10n.t('scheduled, but not allowed here');
  item.description = [times, ...(trouble === undefined ? [] : [trouble])].join(' · ');
  item.tooltip = [file, ...(trouble === undefined ? [] : [trouble])].join('\n\n');
  item.accessibilityInformation = { label: `${name}, ${item.description}` };
  return item;
}

function scheduledIcon(isAllowed: boolean, trouble: string | undefined): readonly [icon: string, color?: string] {
  if (!isAllowed) return ['circle-slash'];
  return trouble === undefined ? ['clock'] : ['warning', 'problemsWarningIcon.foreground'];
}

const icons: Readonly<Record<RunRecord['outcome'], readonly [icon: string, color: string]>> = {
  succeeded: ['pass', 'testing.iconPassed'],
  rejectedRows: ['warning', 'problemsWarningIcon.foreground'],
  stoppedAtBudget: ['debug-pause', 'problemsWarningIcon.foreground'],
  cancelled: ['circle-slash', 'disabledForeground'],
  failed: ['error', 'problemsErrorIcon.foreground'],
};

export function runItem(run: RunRecord, canGoOn: boolean): vscode.TreeItem {
  const { l10n } = vscode;
  const item = row(`run:${run.id}`, run.jobName, ...icons[run.outcome]);
  item.collapsibleState = Collapsed;
  item.contextValue = [
    'run',
    ...(run.jobFile === undefined ? [] : ['jobFile']),
    ...(canGoOn ? ['resumable'] : []),
    ...(run.jobKind === 'replicate' && run.jobFile !== undefined ? ['replica'] : []),
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

export function moduleItem(run: RunRecord, module: ModuleSummary): vscode.TreeItem {
  const hasProblem = module.problem !== undefined;
  const item = row(`${run.id}/module/${module.module}`, module.module, hasProblem ? 'warning' : 'symbol-class');
  item.description = module.problem ?? countsText({ jobKind: run.jobKind, modules: [module] }, vscode.l10n);
  if (hasProblem) item.tooltip = module.problem;
  return item;
}

export function fileItem(run: RunRecord, file: string): vscode.TreeItem {
  const isRejected = file === run.rejectedRowsFile;
  const label = isRejected ? vscode.l10n.t('Rejected Rows') : path.basename(file);
  const item = row(`${run.id}/file/${file}`, label, isRejected ? 'warning' : 'file');
  item.tooltip = file;
  item.description = isRejected ? '' : path.dirname(file);
  item.command = { command: 'zohoCrm.job.openResult', title: vscode.l10n.t('Open'), arguments: [{ file }] };
  return item;
}

export function noteItem(run: RunRecord, note: string): vscode.TreeItem {
  return Object.assign(row(`${run.id}/${note}`, note, 'info'), { tooltip: note });
}
