import type { Connection } from '../../core/model/connection.ts';
import type { Module, ModuleKind } from '../../core/model/metadata.ts';

/** What a row of the tree stands for. Plain data: the row's looks are in `treeItem.ts`, its children in `connectionTree.ts`. */
export type Node =
  | { readonly kind: 'connection'; readonly connection: Connection }
  | {
      readonly kind: 'moduleGroup';
      readonly connection: Connection;
      readonly group: ModuleGroup;
      readonly modules: readonly Module[];
    }
  | { readonly kind: 'module'; readonly connection: Connection; readonly module: Module }
  | {
      readonly kind: 'problem';
      readonly connection: Connection;
      readonly message: string;
      readonly isSignedOut: boolean;
    };

export type ModuleGroup = 'standard' | 'custom' | 'linked' | 'unreadable';

const groupOfKind: Readonly<Record<ModuleKind, ModuleGroup>> = {
  standard: 'standard',
  custom: 'custom',
  subform: 'linked',
  linking: 'linked',
  other: 'unreadable',
};

/** The modules by group, in the order in which the tree shows them; groups without modules are left out. */
export function groupModules(modules: readonly Module[]): ReadonlyMap<ModuleGroup, readonly Module[]> {
  const groups = new Map<ModuleGroup, Module[]>();
  for (const group of ['standard', 'custom', 'linked', 'unreadable'] as const) groups.set(group, []);
  for (const module of modules) groups.get(module.isReadable ? groupOfKind[module.kind] : 'unreadable')?.push(module);
  for (const [group, members] of groups) {
    if (members.length === 0) groups.delete(group);
    else members.sort((a, b) => a.label.localeCompare(b.label));
  }
  return groups;
}
