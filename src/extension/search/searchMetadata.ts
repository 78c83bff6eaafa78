import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { MetadataCache } from '../../core/metadata/metadataCache.ts';
import type { Connection } from '../../core/model/connection.ts';
import { fieldIcon } from '../connectionTree/metadataText.ts';
import type { Node } from '../connectionTree/node.ts';
import { connectionFor } from '../pickConnection.ts';
import { withCancellableProgress } from '../progress.ts';
import type { SearchEntry } from './searchEntries.ts';
import { searchEntries, unreadModules } from './searchEntries.ts';

export interface SearchParts {
  readonly store: ConnectionStore;
  readonly metadata: Pick<MetadataCache, 'modules' | 'details' | 'cachedEntries'>;
}

interface EntryItem extends vscode.QuickPickItem {
  readonly entry?: SearchEntry;
  /** Modules whose fields are to be read before searching again. */
  readonly unread?: readonly string[];
}

/**
 * Finds a module, field or related list of a connection among what is known of it, also offline: the tree's own find
 * skips what is not expanded. Answers the row that shows what was picked.
 */
export async function searchMetadata(node: Node | undefined, parts: SearchParts): Promise<Node | undefined> {
  const connection = await connectionFor(node, parts.store);
  if (!connection) return undefined;
  await ensureModules(connection, parts);
  let typed = '';
  for (;;) {
    const cached = await parts.metadata.cachedEntries(connection);
    const items = itemsFor(searchEntries(connection, cached, vscode.l10n), unreadModules(cached));
    const { picked, text } = await pick(connection, items, typed);
    if (!picked?.unread) return picked?.entry?.node;
    await readDetails(connection, picked.unread, parts);
    typed = text;
  }
}

/** The list of modules is read when nothing is known yet; when that fails, what is known has to do. */
async function ensureModules(connection: Connection, { metadata }: SearchParts): Promise<void> {
  if ((await metadata.cachedEntries(connection)).length > 0) return;
  const title = vscode.l10n.t('Reading the modules of "{0}"', connection.name);
  await withCancellableProgress(title, (signal) => metadata.modules(connection, signal));
}

/** One after another: Zoho allows few requests at the same time, and others want theirs. */
function readDetails(connection: Connection, apiNames: readonly string[], { metadata }: SearchParts): Thenable<void> {
  const title = vscode.l10n.t('Reading the fields of "{0}"', connection.name);
  return withCancellableProgress(title, async (signal) => {
    for (const apiName of apiNames) await metadata.details(connection, apiName, signal);
  });
}

function itemsFor(entries: readonly SearchEntry[], unread: readonly string[]): readonly EntryItem[] {
  const { l10n } = vscode;
  const items = entries.map((entry): EntryItem => ({
    label: `$(${iconOf(entry)}) ${entry.label}`,
    description: entry.owner === '' ? entry.description : `${entry.owner} › ${entry.description}`,
    entry,
  }));
  const firstMember = entries.findIndex((each) => each.kind !== 'module');
  const end = firstMember < 0 ? items.length : firstMember;
  const more: readonly EntryItem[] =
    unread.length === 0
      ? []
      : [
          {
            label: `$(cloud-download) ${l10n.t('Read the fields of {0} more modules', unread.length)}`,
            description: l10n.t('{0} API requests', 2 * unread.length),
            alwaysShow: true,
            unread,
          },
        ];
  return [
    separator(l10n.t('Modules')),
    ...items.slice(0, end),
    ...(end < items.length ? [separator(l10n.t('Fields and Related Lists'))] : []),
    ...items.slice(end),
    ...(more.length > 0 ? [separator(''), ...more] : []),
  ];
}

function separator(label: string): EntryItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function iconOf({ kind, node }: SearchEntry): string {
  if (node.kind === 'field') return fieldIcon(node.field.type);
  return kind === 'module' ? 'symbol-class' : 'list-flat';
}

/** What was picked, and what had been typed by then. */
function pick(
  connection: Connection,
  items: readonly EntryItem[],
  typed: string,
): Promise<{ readonly picked: EntryItem | undefined; readonly text: string }> {
  const input = vscode.window.createQuickPick<EntryItem>();
  input.title = vscode.l10n.t('Modules and Fields of "{0}"', connection.name);
  input.placeholder = vscode.l10n.t('A name, an API name or a type');
  input.matchOnDescription = true;
  input.items = items;
  input.value = typed;
  return new Promise((resolve) => {
    input.onDidAccept(() => {
      resolve({ picked: input.selectedItems[0], text: input.value });
      input.hide();
    });
    input.onDidHide(() => {
      resolve({ picked: undefined, text: input.value });
      input.dispose();
    });
    input.show();
  });
}
