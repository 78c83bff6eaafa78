import path from 'node:path';

import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import { InputError } from '../../core/errors.ts';
import type { Job } from '../../core/jobs/jobFile/jobSchema.ts';
import { readJobFile } from '../../core/jobs/jobFile/readJobFile.ts';
import type { Connection } from '../../core/model/connection.ts';
import { asObject, asText } from '../../core/model/parse.ts';
import { readUserFile } from '../definitions/userFiles.ts';
import { isJobDocument, jobExtension, jobNameOf } from './jobDocuments.ts';

/** A job that can be run. */
export interface ReadyJob {
  readonly job: Job;
  readonly connection: Connection;
  /** For people. */
  readonly name: string;
  /** Absolute path of the job file, and of its folder. */
  readonly file: string;
  readonly folder: string;
}

const mostListed = 200;

/**
 * The job file that a command is for: what a line above it or a row names, the one in the editor, or one that the user
 * picks. Undefined when the user picked none.
 */
export async function jobFileFor(argument: unknown): Promise<vscode.Uri | undefined> {
  const target = asObject(argument);
  const uri = asText(target?.['uri']);
  if (uri !== undefined) return vscode.Uri.parse(uri);
  const file = asText(target?.['jobFile']);
  if (file !== undefined) return vscode.Uri.file(file);
  const document = vscode.window.activeTextEditor?.document;
  if (document && isJobDocument(document)) return document.uri;
  return pickJobFile();
}

async function pickJobFile(): Promise<vscode.Uri | undefined> {
  const files = await vscode.workspace.findFiles(`**/*${jobExtension}`, '**/node_modules/**', mostListed);
  const items = files
    .map((uri) => ({ label: jobNameOf(uri.path), description: vscode.workspace.asRelativePath(uri), uri }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const other = { label: `$(folder-opened) ${vscode.l10n.t('Another File…')}`, description: '', uri: undefined };
  const placeHolder = vscode.l10n.t('Which job?');
  const picked = await vscode.window.showQuickPick([...items, other], { placeHolder });
  if (!picked || picked.uri) return picked?.uri;
  const filters = { [vscode.l10n.t('Jobs')]: ['json'] };
  return (await vscode.window.showOpenDialog({ filters }))?.[0];
}

/** Reads a job file as it is in the editor, after saving it. InputError, naming the place, for what is no job. */
export async function readyJob(uri: vscode.Uri, store: Pick<ConnectionStore, 'list'>): Promise<ReadyJob> {
  const file = await savedFile(uri);
  const name = jobNameOf(file);
  const text = await readUserFile(vscode.Uri.file(file));
  const found = readJobFile(text);
  if (!found.job) throw notAJob(name, text, found.problems[0]);
  const { job } = found;
  const connection = store.list().find((each) => each.name === job.connection);
  if (!connection) {
    const message = vscode.l10n.t(
      '{0}: there is no connection "{1}". Make one, or name another.',
      name,
      job.connection,
    );
    throw new InputError(message, 'connection');
  }
  return { job, connection, name, file, folder: path.dirname(file) };
}

/** Paths of a job begin at its file, which must therefore be one. */
async function savedFile(uri: vscode.Uri): Promise<string> {
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (document?.isDirty === true && !(await document.save())) {
    throw new InputError(vscode.l10n.t('{0} could not be saved. Save it first.', jobNameOf(uri.path)));
  }
  if (uri.scheme !== 'file') {
    throw new InputError(vscode.l10n.t('{0} is no file on this computer. Save it as one first.', jobNameOf(uri.path)));
  }
  return uri.fsPath;
}

function notAJob(
  name: string,
  text: string,
  { start, message }: { readonly start: number; readonly message: string },
): InputError {
  const line = text.slice(0, start).split('\n').length;
  return new InputError(vscode.l10n.t('{0}, line {1}: {2}', `${name}${jobExtension}`, line, message), 'job');
}
