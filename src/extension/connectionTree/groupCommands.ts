import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import { connectionFor } from '../pickConnection.ts';
import { groupNames } from './connectionOrder.ts';
import type { Node } from './node.ts';

const longestName = 100;

/** Puts a connection into a group that there is, or into a new one. A group exists while a connection is in it. */
export async function moveToGroup(node: Node | undefined, store: ConnectionStore): Promise<void> {
  const connection = await connectionFor(node, store);
  if (!connection) return;
  const { l10n } = vscode;
  const isNew = { label: `$(new-folder) ${l10n.t('New Group…')}`, group: undefined, creates: true };
  const none = { label: `$(close) ${l10n.t('No Group')}`, group: undefined, creates: false };
  const others = groupNames(store.list()).filter((name) => name !== connection.group);
  const items = [
    ...others.map((name) => ({ label: `$(folder) ${name}`, group: name, creates: false })),
    isNew,
    ...(connection.group === undefined ? [] : [none]),
  ];
  const placeHolder = l10n.t('The group for "{0}"', connection.name);
  const picked = items.length === 1 ? isNew : await vscode.window.showQuickPick(items, { placeHolder });
  if (!picked) return;
  const group = picked.creates ? await askForName('') : picked.group;
  if (group !== undefined || !picked.creates) await store.update(connection.id, { group });
}

export async function removeFromGroup(node: Node | undefined, store: ConnectionStore): Promise<void> {
  const connection = await connectionFor(node, store);
  if (connection) await store.update(connection.id, { group: undefined });
}

/** A name that another group has puts the two together. */
export async function renameGroup(node: Node | undefined, store: ConnectionStore): Promise<void> {
  if (node?.kind !== 'group') return;
  const name = await askForName(node.name);
  if (name !== undefined && name !== node.name) await setGroup(node.name, name, store);
}

/** Its connections stay. */
export async function ungroup(node: Node | undefined, store: ConnectionStore): Promise<void> {
  if (node?.kind === 'group') await setGroup(node.name, undefined, store);
}

async function setGroup(from: string, to: string | undefined, store: ConnectionStore): Promise<void> {
  for (const { id, group } of store.list()) if (group === from) await store.update(id, { group: to });
}

async function askForName(value: string): Promise<string | undefined> {
  const { l10n } = vscode;
  const name = await vscode.window.showInputBox({
    value,
    title: l10n.t('Name of the group'),
    validateInput: (text) => {
      if (text.trim() === '') return l10n.t('Give it a name.');
      return text.trim().length > longestName ? l10n.t('At most {0} characters.', longestName) : undefined;
    },
  });
  return name?.trim();
}
