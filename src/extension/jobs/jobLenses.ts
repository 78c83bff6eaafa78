import * as vscode from 'vscode';

import { readJobFile } from '../../core/jobs/jobFile/readJobFile.ts';

/** What can be done with a job file, in the line above it. */
export class JobLenses implements vscode.CodeLensProvider {
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const range = new vscode.Range(0, 0, 0, 0);
    const target = { kind: 'job', uri: document.uri.toString() };
    const { job } = readJobFile(document.getText());
    const commands: readonly vscode.Command[] = [
      { command: 'zohoCrm.job.run', title: `$(play) ${vscode.l10n.t('Run')}`, arguments: [target] },
      { command: 'zohoCrm.job.plan', title: vscode.l10n.t('Plan'), arguments: [target] },
      { command: 'zohoCrm.job.schedule', title: vscode.l10n.t('Schedule'), arguments: [target] },
      ...(job?.kind === 'replicate'
        ? [{ command: 'zohoCrm.job.verify', title: vscode.l10n.t('Verify'), arguments: [target] }]
        : []),
    ];
    return commands.map((command) => new vscode.CodeLens(range, command));
  }
}
