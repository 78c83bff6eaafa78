import * as vscode from 'vscode';

import type { Schedule } from '../../core/jobs/jobFile/schedule.ts';
import { nextRunAt, scheduleProblem } from '../../core/jobs/jobFile/schedule.ts';
import { withSchedule } from '../../core/jobs/jobFile/withSchedule.ts';
import { changeJobFile } from './changeJobFile.ts';
import type { JobSchedules } from './jobSchedules.ts';
import type { ReadyJob } from './jobTarget.ts';
import { cronLines, nextTimeText, workflowText } from './scheduleText.ts';

const presets = ['0 6 * * *', '0 6 * * 1-5', '0 * * * *', '*/15 * * * *'] as const;

/** Asks when a job is to run and by whom, and prepares that: the editor, cron, or a workflow. */
export async function scheduleJob(ready: ReadyJob, schedules: Pick<JobSchedules, 'decide'>): Promise<void> {
  const schedule = await pickTimes(ready);
  if (!schedule) return;
  const { l10n } = vscode;
  const ways = [
    {
      label: `$(clock) ${l10n.t('The editor')}`,
      detail: l10n.t('While it is open and trusts the folder. The times are written into the job file.'),
      go: () => byEditor(ready, schedule, schedules),
    },
    {
      label: `$(terminal) ${l10n.t('cron, by the terminal program')}`,
      detail: l10n.t('Copies a line for your crontab. It runs without the editor.'),
      go: () => byCron(ready, schedule),
    },
    {
      label: `$(github-action) ${l10n.t('A workflow of GitHub Actions')}`,
      detail: l10n.t('Opens a workflow file to be completed and saved. It runs without this computer.'),
      go: () => byWorkflow(ready, schedule),
    },
  ];
  const placeHolder = l10n.t('Who is to run "{0}"?', ready.name);
  await (await vscode.window.showQuickPick(ways, { placeHolder }))?.go();
}

async function pickTimes({ job, name }: ReadyJob): Promise<Schedule | undefined> {
  const { l10n } = vscode;
  const labels: Readonly<Record<(typeof presets)[number], string>> = {
    '0 6 * * *': l10n.t('Every day at 6:00'),
    '0 6 * * 1-5': l10n.t('On working days at 6:00'),
    '0 * * * *': l10n.t('Every hour'),
    '*/15 * * * *': l10n.t('Every quarter of an hour'),
  };
  const current = job.schedule;
  const items: readonly (vscode.QuickPickItem & { readonly schedule: Schedule | undefined })[] = [
    ...(current ? [{ label: current.cron, description: l10n.t('as the job file says'), schedule: current }] : []),
    ...presets.map((cron) => ({ label: labels[cron], description: cron, schedule: { cron } })),
    { label: l10n.t('Other times…'), schedule: undefined },
  ];
  const picked = await vscode.window.showQuickPick(items, { placeHolder: l10n.t('When is "{0}" to run?', name) });
  if (!picked || picked.schedule) return picked?.schedule;
  const cron = await vscode.window.showInputBox({
    title: l10n.t('Times of "{0}"', name),
    prompt: l10n.t('Minute, hour, day of the month, month, day of the week'),
    value: current?.cron ?? presets[0],
    validateInput: (text) => scheduleProblem('cron', text.trim()),
  });
  return cron === undefined ? undefined : { cron: cron.trim() };
}

async function byEditor(
  { file, job, name }: ReadyJob,
  schedule: Schedule,
  schedules: Pick<JobSchedules, 'decide'>,
): Promise<void> {
  const uri = vscode.Uri.file(file);
  await changeJobFile(file, (text) => withSchedule(text, schedule));
  await schedules.decide(file, job, true);
  const nextAt = nextRunAt(schedule, Date.now());
  const next = nextAt === undefined ? '' : nextTimeText(nextAt, Date.now(), vscode.env.language);
  const inWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  const message = inWorkspace
    ? vscode.l10n.t('"{0}" runs next at {1}, if the editor is open with this folder then.', name, next)
    : vscode.l10n.t('"{0}" runs by itself only while its folder is open. Open that folder.', name);
  void vscode.window.showInformationMessage(message);
}

async function byCron({ file }: ReadyJob, schedule: Schedule): Promise<void> {
  await vscode.env.clipboard.writeText(cronLines(file, schedule));
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Copied. Paste it after "crontab -e". The program zoho-crm must be installed, and know the connection and its secrets: see "zoho-crm run --help".',
    ),
  );
}

async function byWorkflow({ file, name }: ReadyJob, schedule: Schedule): Promise<void> {
  const relative = vscode.workspace.asRelativePath(vscode.Uri.file(file), false).replaceAll('\\', '/');
  const content = workflowText(relative, name, schedule);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'yaml', content }));
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Save it below .github/workflows. It needs the secret ZOHO_CRM_SECRETS in the repository, and a file with the connections (Export Connections).',
    ),
  );
}
