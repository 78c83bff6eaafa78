import * as vscode from 'vscode';

import type { Connection } from '../../core/model/connection.ts';
import type { Field, Module } from '../../core/model/metadata.ts';
import { asObject, asText, asTexts } from '../../core/model/parse.ts';
import { fieldTypeText } from '../connectionTree/metadataText.ts';
import type { Node } from '../connectionTree/node.ts';
import { writeUserFile } from '../definitions/userFiles.ts';
import { connectionFor } from '../pickConnection.ts';
import { moduleItem, readableModules } from '../pickModule.ts';
import { withCancellableProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import type { DraftModule, JobDraft } from './draftJob.ts';
import { jobText, suggestedFile, suggestedJobName } from './draftJob.ts';
import { jobExtension, jobNameOf } from './jobDocuments.ts';

export type NewJobServices = Pick<Services, 'store' | 'databases' | 'metadata'>;

/** What a new job is about, as far as it is known when the questions begin. */
interface Subject {
  readonly connection: Connection;
  readonly modules: readonly DraftModule[];
}

/** Asks what is to be exported and where to, and opens the job file that says so. */
export async function newExport(argument: unknown, services: NewJobServices): Promise<void> {
  const subject = await subjectOf(argument, services, vscode.l10n.t('Export which modules of "{0}"?'));
  if (!subject) return;
  const changes = await pickChanges();
  const modules = changes && (await withFields(subject, services));
  if (!modules) return;
  const names = modules.map(({ module }) => module);
  const begin = { connection: subject.connection.name, modules };
  await writeAndOpen({ ...begin, kind: 'export', changes, file: suggestedFile(names) });
}

/** Asks what is to be replicated and into which database, and opens the job file that says so. */
export async function newReplication(argument: unknown, services: NewJobServices): Promise<void> {
  const subject = await subjectOf(argument, services, vscode.l10n.t('Replicate which modules of "{0}"?'));
  if (!subject) return;
  const to = await pickTarget(services);
  if (!to) return;
  await writeAndOpen({ connection: subject.connection.name, modules: subject.modules, kind: 'replicate', to });
}

/** From a row, from a query (`connectionId` and the parts of a module), else by asking. */
async function subjectOf(argument: unknown, services: NewJobServices, question: string): Promise<Subject | undefined> {
  const given = asObject(argument);
  const asked = services.store.find(asText(given?.['connectionId']) ?? '');
  const queried = draftModule(given);
  if (asked && queried) return { connection: asked, modules: [queried] };
  // Rows of the tree: what has a connection, and perhaps a module.
  const node = given && 'kind' in given ? (argument as Node) : undefined;
  if (node && 'module' in node && node.module) {
    return { connection: node.connection, modules: [{ module: node.module.apiName }] };
  }
  const connection = await connectionFor(node, services.store);
  if (!connection) return undefined;
  const modules = await pickModules(connection, services, question.replace('{0}', connection.name));
  return modules && { connection, modules: modules.map(({ apiName }) => ({ module: apiName })) };
}

function draftModule(given: Readonly<Record<string, unknown>> | undefined): DraftModule | undefined {
  const module = asText(given?.['moduleName']);
  if (module === undefined) return undefined;
  const fields = asTexts(given?.['fields']);
  const where = asText(given?.['where']);
  const order = asObject(given?.['orderBy']);
  const orderField = asText(order?.['field']);
  return {
    module,
    ...(fields.length === 0 ? {} : { fields }),
    ...(where === undefined ? {} : { where }),
    ...(orderField === undefined ? {} : { orderBy: { field: orderField, descending: order?.['descending'] === true } }),
  };
}

async function pickModules(
  connection: Connection,
  services: NewJobServices,
  placeHolder: string,
): Promise<readonly Module[] | undefined> {
  const items = (await readableModules(connection, services)).map(moduleItem);
  const options = { canPickMany: true, placeHolder, matchOnDescription: true } as const;
  const picked = await vscode.window.showQuickPick(items, options);
  return picked && picked.length > 0 ? picked.map(({ module }) => module) : undefined;
}

async function pickChanges(): Promise<'all' | 'sinceLastRun' | undefined> {
  const items = [
    { label: vscode.l10n.t('All records'), description: '', changes: 'all' },
    {
      label: vscode.l10n.t('What changed since the last run'),
      description: vscode.l10n.t('the first run exports all records'),
      changes: 'sinceLastRun',
    },
  ] as const;
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which records?') }))?.changes;
}

/** One module may be exported in part; a query has said its fields already. */
async function withFields(
  { connection, modules }: Subject,
  { metadata }: NewJobServices,
): Promise<readonly DraftModule[] | undefined> {
  const [only, ...others] = modules;
  if (!only || others.length > 0 || only.fields) return modules;
  const all = { label: vscode.l10n.t('All fields'), isAll: true };
  const some = { label: vscode.l10n.t('Choose fields…'), isAll: false };
  const picked = await vscode.window.showQuickPick([all, some], { placeHolder: vscode.l10n.t('Which fields?') });
  if (!picked || picked.isAll) return picked && modules;
  const title = vscode.l10n.t('Reading the fields of {0}', only.module);
  const { value } = await withCancellableProgress(title, (signal) => metadata.details(connection, only.module, signal));
  const items = value.fields.map(fieldItem).sort((a, b) => a.label.localeCompare(b.label));
  const placeHolder = vscode.l10n.t('Which fields? Their order can be changed in the job file.');
  const chosen = await vscode.window.showQuickPick(items, { canPickMany: true, placeHolder, matchOnDescription: true });
  if (!chosen || chosen.length === 0) return undefined;
  return [{ ...only, fields: ['id', ...chosen.map(({ apiName }) => apiName).filter((each) => each !== 'id')] }];
}

function fieldItem(field: Field) {
  const { label, apiName } = field;
  return { label, description: `${apiName} · ${fieldTypeText(field, vscode.l10n)}`, apiName };
}

async function pickTarget({
  databases,
}: NewJobServices): Promise<{ readonly sqlite: string } | { readonly database: string } | undefined> {
  const { l10n } = vscode;
  const file = {
    label: `$(file-binary) ${l10n.t('A SQLite file beside the job file')}`,
    description: 'zoho-crm.sqlite',
    to: { sqlite: 'zoho-crm.sqlite' },
  };
  const known = databases.list().map(({ name }) => ({
    label: `$(server) ${name}`,
    description: '',
    to: { database: name },
  }));
  const fresh = { label: `$(add) ${l10n.t('Another database…')}`, description: '', to: undefined };
  const placeHolder = l10n.t('Into which database?');
  const picked = await vscode.window.showQuickPick([file, ...known, fresh], { placeHolder });
  if (!picked || picked.to) return picked?.to;
  const { newDatabase } = await import('../databases/databaseCommands.ts');
  const made = await newDatabase({ databases });
  return made && { database: made.name };
}

async function writeAndOpen(draft: JobDraft): Promise<void> {
  const { l10n } = vscode;
  const name = suggestedJobName(
    draft.kind,
    draft.modules.map(({ module }) => module),
  );
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showSaveDialog({
    title: l10n.t('Save the Job File'),
    filters: { [l10n.t('Jobs')]: ['json'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, `${name}${jobExtension}`) } : {}),
  });
  if (!chosen) return;
  const file = withExtension(chosen);
  await writeUserFile(file, jobText(draft));
  await vscode.window.showTextDocument(file, { preview: false });
  void offerRun(file);
}

/** Save dialogs know endings with one dot. */
function withExtension(uri: vscode.Uri): vscode.Uri {
  if (uri.path.endsWith(jobExtension)) return uri;
  return uri.with({ path: `${uri.path.replace(/(\.zoho-job)?(\.json)?$/, '')}${jobExtension}` });
}

async function offerRun(uri: vscode.Uri): Promise<void> {
  const [run, plan] = [vscode.l10n.t('Run'), vscode.l10n.t('Plan')];
  const message = vscode.l10n.t('The job "{0}" is ready. A plan shows what it will do and cost.', jobNameOf(uri.path));
  const chosen = await vscode.window.showInformationMessage(message, run, plan);
  if (chosen === undefined) return;
  const command = chosen === run ? 'zohoCrm.job.run' : 'zohoCrm.job.plan';
  await vscode.commands.executeCommand(command, { kind: 'job', uri: uri.toString() });
}
