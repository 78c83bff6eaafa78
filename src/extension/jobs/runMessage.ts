import * as vscode from 'vscode';

import type { RunRecord } from '../../core/model/run.ts';
import type { ShownLog } from '../hostPorts.ts';
import { showError } from '../showError.ts';
import { openFile, showFiles } from './jobFilesShown.ts';
import { errorOf } from './jobRuns.ts';
import type { ReadyJob } from './jobTarget.ts';
import { figuresText, isResumable } from './runWords.ts';

/** The one message at the end of a run, with what may be done next. */
export async function tellOutcome(record: RunRecord, ready: ReadyJob, log: ShownLog): Promise<void> {
  const { l10n, window } = vscode;
  const again = (): unknown => vscode.commands.executeCommand('zohoCrm.job.run', { jobFile: ready.file });
  if (record.outcome === 'failed') {
    await showError(errorOf(record, ready.connection.id), log, again);
    return;
  }
  const { rejectedRowsFile } = record;
  const hasFiles = record.files.some((file) => file !== rejectedRowsFile);
  const actions = [
    ...(isResumable(record) ? [{ title: l10n.t('Resume'), run: again }] : []),
    ...(hasFiles ? [{ title: l10n.t('Show Files'), run: () => showFiles(record) }] : []),
    ...(rejectedRowsFile === undefined
      ? []
      : [{ title: l10n.t('Show Rejected Rows'), run: () => openFile(rejectedRowsFile) }]),
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
