import * as vscode from 'vscode';

import type { ReadyJob } from './jobTarget.ts';
import type { SharedTarget } from './sharedTargets.ts';
import { sharedDetail, sharedQuestion } from './sharedTargetText.ts';

/** Asks whether a job is to run although other jobs write where it does, or shows one of these instead. */
export async function askAboutSharedTarget(ready: ReadyJob, shared: readonly SharedTarget[]): Promise<boolean> {
  const { l10n, window } = vscode;
  const [run, show] = [l10n.t('Run Anyway'), l10n.t('Show the Other Job')];
  const question = sharedQuestion(ready.name, shared, l10n);
  const detail = sharedDetail(ready.job.kind, l10n);
  const chosen = await window.showWarningMessage(question, { modal: true, detail }, run, show);
  const [first] = shared;
  if (chosen === show && first) await window.showTextDocument(vscode.Uri.file(first.other.file), { preview: false });
  return chosen === run;
}
