import * as vscode from 'vscode';

import type { DatabaseConnection } from '../../core/model/databaseConnection.ts';
import { openTarget } from '../../core/targets/registry.ts';
import type { Node } from '../connectionTree/node.ts';
import { withCancellableProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import { askForDatabase } from './databaseQuestions.ts';
import { deletionDetail } from './databaseText.ts';
import { tellRenamed } from './renamedDatabase.ts';

export type DatabaseServices = Pick<Services, 'databases' | 'jobs' | 'log'>;

/** Asks, keeps what was answered, and tests it. Answers the new connection; undefined when the user turned back. */
export async function newDatabase({ databases }: Pick<Services, 'databases'>): Promise<DatabaseConnection | undefined> {
  return askAndSave(undefined, { databases });
}

export async function editDatabase(node: Node | undefined, services: DatabaseServices): Promise<void> {
  const database = await databaseFor(node, services);
  const saved = database && (await askAndSave(database, services));
  if (saved && saved.name !== database.name) await tellRenamed(database.name, saved.name, services);
}

export async function testDatabase(node: Node | undefined, services: DatabaseServices): Promise<void> {
  const database = await databaseFor(node, services);
  if (!database) return;
  const title = vscode.l10n.t('Testing "{0}"', database.name);
  const facts = await withCancellableProgress(title, async (signal) => {
    const target = await openTarget(database, await services.databases.passwordOf(database.id));
    return target.test(signal).finally(() => target.close());
  });
  const { product, mayCreateTables, slowBecause } = facts;
  const tables = mayCreateTables
    ? vscode.l10n.t('Tables can be made there.')
    : vscode.l10n.t('This user may not make tables there: grant that, or choose another schema or user.');
  const message = [vscode.l10n.t('"{0}" answers: {1}.', database.name, product), tables, slowBecause ?? ''];
  const show = mayCreateTables ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  void show(message.filter((each) => each !== '').join(' '));
}

export async function deleteDatabase(node: Node | undefined, services: DatabaseServices): Promise<void> {
  const database = await databaseFor(node, services);
  if (!database) return;
  const remove = vscode.l10n.t('Delete');
  const question = vscode.l10n.t('Delete the connection to the database "{0}"?', database.name);
  const detail = deletionDetail(database, await jobNamesInto(database.name, services), vscode.l10n);
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, remove);
  if (chosen === remove) await services.databases.remove(database.id);
}

async function askAndSave(
  current: DatabaseConnection | undefined,
  { databases }: Pick<Services, 'databases'>,
): Promise<DatabaseConnection | undefined> {
  const others = databases.list().filter(({ id }) => id !== current?.id);
  const names = others.map(({ name }) => name);
  const answered = await askForDatabase(current, names);
  if (!answered) return undefined;
  const { database, password } = answered;
  if ((await databases.save(database, password)) === 'session') {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The password of "{0}" is kept until this window is closed: there is no key ring.', database.name),
    );
  }
  // As a command of its own, so that trying again tests again and asks nothing.
  void vscode.commands.executeCommand('zohoCrm.database.test', { kind: 'database', database });
  return database;
}

async function jobNamesInto(name: string, { jobs }: DatabaseServices): Promise<readonly string[]> {
  return (await (await jobs()).jobsInto(name)).map((each) => each.name);
}

/** That of the row, or the one that the user picks. */
async function databaseFor(
  node: Node | undefined,
  { databases }: DatabaseServices,
): Promise<DatabaseConnection | undefined> {
  if (node?.kind === 'database') return databases.find(node.database.id);
  const items = databases.list().map((database) => ({ label: database.name, database }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There are no connections to databases yet.'));
    return undefined;
  }
  const placeHolder = vscode.l10n.t('Which database?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.database;
}
