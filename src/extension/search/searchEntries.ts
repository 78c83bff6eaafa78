import type { CachedModule } from '../../core/metadata/metadataCache.ts';
import type { Connection } from '../../core/model/connection.ts';
import { fieldDescription, moduleDescription, relatedListDescription } from '../connectionTree/metadataText.ts';
import type { Node } from '../connectionTree/node.ts';
import type { L10n } from '../l10n.ts';

/** Something that can be found, with the row of the tree that shows it. */
export interface SearchEntry {
  readonly kind: 'module' | 'field' | 'relatedList';
  readonly label: string;
  /** Its API name and what is known of it. */
  readonly description: string;
  /** The module that it belongs to; empty for modules. */
  readonly owner: string;
  readonly node: Node;
}

/** Modules first, then the fields and related lists of those that somebody looked into, each by label. */
export function searchEntries(
  connection: Connection,
  cached: readonly CachedModule[],
  l10n: L10n,
): readonly SearchEntry[] {
  const modules = cached.map((each): SearchEntry => moduleEntry(connection, each, l10n));
  const members = cached.flatMap((each) => memberEntries(connection, each, l10n));
  const byLabel = (a: SearchEntry, b: SearchEntry): number =>
    order.compare(a.label, b.label) || order.compare(a.owner, b.owner);
  return [...modules.sort(byLabel), ...members.sort(byLabel)];
}

/** Modules of which fields could be read, but have not been. */
export function unreadModules(cached: readonly CachedModule[]): readonly string[] {
  return cached.filter(({ module, details }) => module.isReadable && !details).map(({ module }) => module.apiName);
}

function moduleEntry(connection: Connection, { module }: CachedModule, l10n: L10n): SearchEntry {
  const description = moduleDescription(module, l10n);
  return { kind: 'module', label: module.label, description, owner: '', node: { kind: 'module', connection, module } };
}

function memberEntries(connection: Connection, { module, details }: CachedModule, l10n: L10n): readonly SearchEntry[] {
  const owner = module.label;
  const fields = (details?.fields ?? []).map((field): SearchEntry => ({
    kind: 'field',
    label: field.label,
    description: fieldDescription(field, l10n),
    owner,
    node: { kind: 'field', connection, module, field },
  }));
  const lists = (details?.relatedLists ?? []).map((relatedList): SearchEntry => ({
    kind: 'relatedList',
    label: relatedList.label,
    description: relatedListDescription(relatedList, l10n),
    owner,
    node: { kind: 'relatedList', connection, module, relatedList },
  }));
  return [...fields, ...lists];
}

const order = new Intl.Collator(undefined, { numeric: true });
