import * as vscode from 'vscode';

import type { Query } from '../../core/coql/syntax.ts';
import { exportOfQuery } from '../../core/jobs/jobFile/exportOfQuery.ts';

/** What makes a job file that exports what a query asks for, after asking what is left open; undefined where no job can say it. */
export function exportJobOf(query: Query, connectionId: string): (() => Promise<void>) | undefined {
  const exported = exportOfQuery(query);
  if (!exported) return undefined;
  const { module, ...more } = exported;
  return async () => {
    await vscode.commands.executeCommand('zohoCrm.job.newExport', { connectionId, moduleName: module, ...more });
  };
}
