import * as vscode from 'vscode';

import type { Job } from '../../core/jobs/jobFile/jobSchema.ts';
import { readJobFile } from '../../core/jobs/jobFile/readJobFile.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { isJobDocument, jobExtension, jobNameOf } from './jobDocuments.ts';

export interface KnownJob {
  /** Absolute path. */
  readonly file: string;
  /** For people. */
  readonly name: string;
  readonly job: Job;
}

const mostFiles = 500;

/**
 * The jobs that this window knows of: of the workspace, of open files, and of runs that are kept. What is no job, or is
 * there no more, is left out. Not to be taken for all jobs that there are.
 */
export async function knownJobs(past: readonly RunRecord[]): Promise<readonly KnownJob[]> {
  const inWorkspace = await vscode.workspace.findFiles(`**/*${jobExtension}`, '**/node_modules/**', mostFiles);
  const open = vscode.workspace.textDocuments.filter(isJobDocument).map(({ uri }) => uri);
  const files = [...inWorkspace, ...open].filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath);
  const ran = past.flatMap(({ jobFile }) => jobFile ?? []);
  const found = await Promise.all([...new Set([...files, ...ran])].map((file) => knownJob(file)));
  return found.flatMap((each) => each ?? []).sort((a, b) => a.name.localeCompare(b.name));
}

async function knownJob(file: string): Promise<KnownJob | undefined> {
  const content = await vscode.workspace.fs.readFile(vscode.Uri.file(file)).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => '',
  );
  const { job } = readJobFile(content);
  return job && { file, name: jobNameOf(file), job };
}
