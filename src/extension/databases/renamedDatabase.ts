import * as vscode from 'vscode';

import { withValue } from '../../core/jobs/jobFile/withValue.ts';
import { changeJobFile } from '../jobs/changeJobFile.ts';
import type { Services } from '../services.ts';
import { showError } from '../showError.ts';
import { renamedText } from './databaseText.ts';

/** Job files find a database by its name: tells which ones know it by the old one, and offers to change them. */
export async function tellRenamed(
  oldName: string,
  newName: string,
  { jobs, log }: Pick<Services, 'jobs' | 'log'>,
): Promise<void> {
  const concerned = await (await jobs()).jobsInto(oldName);
  if (concerned.length === 0) return;
  const names = concerned.map(({ name }) => name);
  void offer(renamedText(oldName, newName, names, vscode.l10n), async () => {
    for (const { file } of concerned) await changeJobFile(file, (text) => withValue(text, ['to', 'database'], newName));
  }).catch((error: unknown) => showError(error, log));
}

async function offer(question: string, change: () => Promise<void>): Promise<void> {
  const act = vscode.l10n.t('Change Job Files');
  if ((await vscode.window.showWarningMessage(question, act)) === act) await change();
}
