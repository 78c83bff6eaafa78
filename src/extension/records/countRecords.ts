import * as vscode from 'vscode';

import type { Connection } from '../../core/model/connection.ts';
import type { Module } from '../../core/model/metadata.ts';
import type { Node } from '../connectionTree/node.ts';
import { connectionFor } from '../pickConnection.ts';
import { moduleItem, readableModules } from '../pickModule.ts';
import type { Services } from '../services.ts';

export type CountServices = Pick<
  Services,
  'store' | 'metadata' | 'engine' | 'clock' | 'counts' | 'tree' | 'noteRefusal'
>;

/** Zoho refuses an organization that asks for much at once; others want something, too. */
const lanes = 3;

/**
 * Counts the records of a row's module, of all modules of a group after saying what it costs, or of those that the user
 * picks. The rows show what comes. A module that fails does not keep the others from being counted.
 */
export async function countRecords(node: Node | undefined, services: CountServices): Promise<void> {
  const asked = await modulesFor(node, services);
  if (!asked) return;
  const { connection, modules } = asked;
  const { counts, tree } = services;
  const show = (module: Module): void => {
    tree.refresh({ kind: 'module', connection, module });
  };
  const waiting = [...modules];
  const failures: unknown[] = [];
  for (const module of modules) {
    counts.set(connection, module.apiName, { kind: 'counting' });
    show(module);
  }
  const work = async (signal: AbortSignal): Promise<void> => {
    for (let module = waiting.shift(); module; module = waiting.shift()) {
      await count(connection, module, services, signal).catch((error: unknown) => failures.push(error));
      show(module);
      // What one refusal says of the sign-in or the network holds for the rest.
      if (failures.length >= lanes) break;
    }
  };
  await withProgressInView(async (signal) => {
    await Promise.all(Array.from({ length: Math.min(lanes, modules.length) }, () => work(signal)));
  });
  for (const module of waiting) {
    counts.set(connection, module.apiName, undefined);
    show(module);
  }
  if (failures.length > 0) throw failures[0];
}

async function count(
  connection: Connection,
  { apiName }: Module,
  { engine, counts, clock, noteRefusal }: CountServices,
  signal: AbortSignal,
): Promise<void> {
  try {
    const records = (await engine()).crm.recordsFor(connection);
    const found = await records.count(apiName, undefined, signal);
    const credits = records.spent();
    counts.set(connection, apiName, { kind: 'counted', records: found, countedAt: clock.now(), credits });
  } catch (error) {
    counts.set(connection, apiName, undefined);
    await noteRefusal(connection, apiName, error);
    throw error;
  }
}

async function modulesFor(
  node: Node | undefined,
  services: CountServices,
): Promise<{ readonly connection: Connection; readonly modules: readonly Module[] } | undefined> {
  if (node?.kind === 'module') return { connection: node.connection, modules: [node.module] };
  if (node?.kind === 'moduleGroup') {
    const modules = node.modules.filter((each) => each.isReadable);
    const isWanted = await confirmCost(modules.length);
    return isWanted ? { connection: node.connection, modules } : undefined;
  }
  const connection = await connectionFor(node, services.store);
  if (!connection) return undefined;
  const items = (await readableModules(connection, services)).map(moduleItem);
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Count the Records of "{0}"', connection.name),
    placeHolder: vscode.l10n.t('Of which modules? Each costs one API credit.'),
    matchOnDescription: true,
  });
  return picked && picked.length > 0 ? { connection, modules: picked.map((each) => each.module) } : undefined;
}

async function confirmCost(moduleCount: number): Promise<boolean> {
  if (moduleCount < 2) return moduleCount === 1;
  const go = vscode.l10n.t('Count');
  const question = vscode.l10n.t('Count the records of {0} modules? It costs {0} API credits.', moduleCount);
  return (await vscode.window.showInformationMessage(question, { modal: true }, go)) === go;
}

/** A minute is more than any count takes. */
const patienceMs = 60_000;

function withProgressInView(work: (signal: AbortSignal) => Promise<void>): Thenable<void> {
  const options = { location: { viewId: 'zohoCrm.connections' } };
  return vscode.window.withProgress(options, () => work(AbortSignal.timeout(patienceMs)));
}
