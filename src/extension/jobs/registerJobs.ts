import * as vscode from 'vscode';

import type { Services } from '../services.ts';
import { showError } from '../showError.ts';
import { JobsTree } from './jobsTree.ts';

/** Long enough for the editor to be done with starting. */
const lookAfterMs = 5_000;

/** The Jobs view. What jobs need besides is loaded when it is seen, when a job file is open, or when the workspace has one. */
export function registerJobs({
  jobs,
  jobsChanged,
  log,
}: Pick<Services, 'jobs' | 'jobsChanged' | 'log'>): vscode.Disposable {
  const tree = new JobsTree(jobs);
  const wake = (): void => {
    jobs().catch((error: unknown) => showError(error, log));
  };
  const wakeFor = ({ uri }: vscode.TextDocument): void => {
    if (uri.path.endsWith('.zoho-job.json')) wake();
  };
  vscode.workspace.textDocuments.forEach(wakeFor);
  const looking = setTimeout(() => {
    if (!vscode.workspace.isTrusted || vscode.workspace.workspaceFolders === undefined) return;
    void vscode.workspace.findFiles('**/*.zoho-job.json', '**/node_modules/**', 1).then(({ length }) => {
      if (length > 0) wake();
    });
  }, lookAfterMs);
  return vscode.Disposable.from(
    vscode.window.createTreeView('zohoCrm.jobs', { treeDataProvider: tree }),
    vscode.workspace.onDidOpenTextDocument(wakeFor),
    jobsChanged.event(() => {
      tree.refresh();
    }),
    new vscode.Disposable(() => {
      clearTimeout(looking);
    }),
  );
}
