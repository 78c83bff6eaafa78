import * as vscode from 'vscode';

import type { Connection } from '../core/model/connection.ts';
import type { Module } from '../core/model/metadata.ts';
import type { Node } from './connectionTree/node.ts';
import { moduleDescription } from './connectionTree/metadataText.ts';
import { connectionFor } from './pickConnection.ts';
import { withCancellableProgress } from './progress.ts';
import type { Services } from './services.ts';

export type PickModuleServices = Pick<Services, 'store' | 'metadata'>;

/** A module of a connection. */
export interface PickedModule {
  readonly connection: Connection;
  readonly module: Module;
}

/**
 * The module that a command is for: that of the tree's row, or of what is below it, or the one that the user picks when
 * the command came from elsewhere. Undefined when the user picked none.
 */
export async function pickModule(
  node: Node | undefined,
  services: PickModuleServices,
): Promise<PickedModule | undefined> {
  if (node && 'module' in node && node.module) return { connection: node.connection, module: node.module };
  const connection = await connectionFor(node, services.store);
  const picked = connection && (await pickModuleOf(connection, services));
  return picked && { connection, module: picked };
}

/** Asks for one of the modules whose records can be read. */
export async function pickModuleOf(connection: Connection, services: PickModuleServices): Promise<Module | undefined> {
  const items = (await readableModules(connection, services)).map(moduleItem);
  const placeHolder = vscode.l10n.t('Which module of "{0}"?', connection.name);
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.module;
}

/** The modules whose records can be read, by label. One call, if any. */
export async function readableModules(
  connection: Connection,
  { metadata }: PickModuleServices,
): Promise<readonly Module[]> {
  const title = vscode.l10n.t('Reading the modules of "{0}"', connection.name);
  const { value } = await withCancellableProgress(title, (signal) => metadata.modules(connection, signal));
  return value.filter((each) => each.isReadable).sort((a, b) => a.label.localeCompare(b.label));
}

export function moduleItem(module: Module): vscode.QuickPickItem & { readonly module: Module } {
  return { label: module.label, description: moduleDescription(module, vscode.l10n), module };
}
