import type { Field, Module, ModuleDetails, PickListValue, UnreadableReason } from '../model/metadata.ts';

/** A module or field in a list of changes: by its present names, or the last ones where it is gone. */
export interface Named {
  readonly apiName: string;
  readonly label: string;
}

/** Something that is different after a refresh. */
export type MetadataChange =
  | { readonly kind: 'moduleAdded' | 'moduleRemoved'; readonly module: Named }
  | { readonly kind: 'moduleRenamed'; readonly module: Named; readonly before: Named }
  /** Without a reason, it can be read now. */
  | {
      readonly kind: 'moduleReadability';
      readonly module: Named;
      readonly unreadableBecause: UnreadableReason | undefined;
    }
  | FieldChange;

export type FieldChange = { readonly module: Named; readonly field: Named } & (
  | { readonly kind: 'fieldAdded' | 'fieldRemoved'; readonly type: string }
  | { readonly kind: 'fieldRenamed'; readonly before: Named }
  /** Types with length and decimals, e.g. `text (80)`. */
  | { readonly kind: 'fieldType'; readonly before: string; readonly after: string }
  | { readonly kind: 'fieldMandatory'; readonly isMandatory: boolean }
  | {
      readonly kind: 'fieldPickList';
      readonly added: readonly string[];
      readonly removed: readonly string[];
      readonly renamed: readonly { readonly before: string; readonly after: string }[];
    }
);

/** Modules are the same when their ids are; the order is that of the newer list, removed ones last. */
export function diffModules(before: readonly Module[], after: readonly Module[]): readonly MetadataChange[] {
  const { pairs, added, removed } = pairUp(before, after);
  return [
    ...pairs.flatMap(([old, now]) => diffModule(old, now)),
    ...added.map((module) => ({ kind: 'moduleAdded', module: named(module) }) as const),
    ...removed.map((module) => ({ kind: 'moduleRemoved', module: named(module) }) as const),
  ];
}

/** What differs in a module that was looked into before. Where either side cannot be read, only that is told. */
export function diffDetails(module: Named, before: ModuleDetails, after: ModuleDetails): readonly MetadataChange[] {
  const { unreadableBecause } = after;
  const owner = named(module);
  if (before.unreadableBecause !== unreadableBecause) {
    return [{ kind: 'moduleReadability', module: owner, unreadableBecause }];
  }
  const { pairs, added, removed } = pairUp(before.fields, after.fields);
  return [
    ...pairs.flatMap(([old, now]) => diffField(owner, old, now)),
    ...added.map((field) => listed('fieldAdded', owner, field)),
    ...removed.map((field) => listed('fieldRemoved', owner, field)),
  ];
}

/** The CRM's word for a field's type, with what narrows it: `text (80)`, `double (16, 2)`, `lookup (Accounts)`. */
export function typeText({ crmType, length, decimalPlaces, lookupModules, subformModule }: Field): string {
  const targets = subformModule === undefined ? lookupModules : [subformModule];
  const numbers = [length, decimalPlaces].filter((each) => each !== undefined).join(', ');
  const detail = targets.length > 0 ? targets.join(', ') : numbers;
  return detail === '' ? crmType : `${crmType} (${detail})`;
}

function diffModule(before: Module, after: Module): readonly MetadataChange[] {
  const module = named(after);
  const { unreadableBecause } = after;
  return [
    ...(hasSameNames(before, after) ? [] : [{ kind: 'moduleRenamed', module, before: named(before) } as const]),
    ...(before.unreadableBecause === unreadableBecause
      ? []
      : [{ kind: 'moduleReadability', module, unreadableBecause } as const]),
  ];
}

function diffField(module: Named, before: Field, after: Field): readonly FieldChange[] {
  const field = named(after);
  const [oldType, newType] = [typeText(before), typeText(after)];
  const changes: FieldChange[] = [];
  if (!hasSameNames(before, after)) changes.push({ kind: 'fieldRenamed', module, field, before: named(before) });
  if (oldType !== newType) changes.push({ kind: 'fieldType', module, field, before: oldType, after: newType });
  if (before.isMandatory !== after.isMandatory) {
    changes.push({ kind: 'fieldMandatory', module, field, isMandatory: after.isMandatory });
  }
  const pickList = diffPickList(before.pickList, after.pickList);
  if (pickList) changes.push({ kind: 'fieldPickList', module, field, ...pickList });
  return changes;
}

/** Values that are no longer offered count as removed; their order does not count. */
function diffPickList(before: readonly PickListValue[], after: readonly PickListValue[]) {
  const { pairs, added, removed } = pairUp(
    before.filter((each) => each.isUsed),
    after.filter((each) => each.isUsed),
  );
  const renamed = pairs
    .filter(([old, now]) => old.display !== now.display)
    .map(([old, now]) => ({ before: old.display, after: now.display }));
  if (added.length + removed.length + renamed.length === 0) return undefined;
  return { added: added.map((each) => each.display), removed: removed.map((each) => each.display), renamed };
}

function listed(kind: 'fieldAdded' | 'fieldRemoved', module: Named, field: Field): FieldChange {
  return { kind, module, field: named(field), type: typeText(field) };
}

/** By id. */
function pairUp<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]) {
  const old = new Map(before.map((each) => [each.id, each]));
  const pairs: (readonly [T, T])[] = [];
  const added: T[] = [];
  for (const now of after) {
    const same = old.get(now.id);
    if (same) pairs.push([same, now]);
    else added.push(now);
    old.delete(now.id);
  }
  return { pairs, added, removed: [...old.values()] };
}

function hasSameNames(a: Named, b: Named): boolean {
  return a.apiName === b.apiName && a.label === b.label;
}

function named({ apiName, label }: Named): Named {
  return { apiName, label };
}
