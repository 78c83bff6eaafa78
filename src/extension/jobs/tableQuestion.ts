import * as vscode from 'vscode';

import type { PlannedTables } from '../../core/jobs/planning/plannedTables.ts';
import type { ReadyJob } from './jobTarget.ts';
import { tablesText } from './tableText.ts';

/** Asks whether a run may make or change tables as the plan, which is open already, says. */
export async function askAboutTables({ name, file }: ReadyJob, planned: PlannedTables): Promise<boolean> {
  const { l10n, window } = vscode;
  const [run, show] = [l10n.t('Run'), l10n.t('Show Plan')];
  const detail = l10n.t(
    'The plan behind this question has the SQL, under "Tables", with the small tables in which the copy keeps how far it is. Later runs ask only if there is more to make or change.',
  );
  const question = tablesText(planned, l10n);
  const chosen = await window.showInformationMessage(question, { modal: true, detail }, run, show);
  if (chosen === show) void offerRun(l10n.t('Run "{0}" by this plan?', name), file);
  return chosen === run;
}

/** Leaves time to read. */
async function offerRun(question: string, jobFile: string): Promise<void> {
  const run = vscode.l10n.t('Run');
  if ((await vscode.window.showInformationMessage(question, run)) !== run) return;
  await vscode.commands.executeCommand('zohoCrm.job.run', { jobFile, isAgreed: true });
}
