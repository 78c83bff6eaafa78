import type { Field, FieldType, Module } from '../model/metadata.ts';
import type { KnownMetadata } from './knownMetadata.ts';

/** Where a name is looked up: the fields of a module, or those of users, which no module describes. */
export type Scope = { readonly kind: 'module'; readonly apiName: string } | { readonly kind: 'users' };

/** One step of a path before its last name: a lookup, and for `What_Id->Leads` the module that it is to lead into. */
export interface PathStep {
  readonly name: string;
  readonly into?: string;
}

/** Every record's id, which metadata list for some modules only. */
export const idField = systemField('id', 'ID', 'bigInteger');

/** What may follow `Owner.`: the fields of users that COQL reaches (zoho-api.md section 4.2). */
const userFields: readonly Field[] = [
  idField,
  systemField('email', 'Email', 'email'),
  systemField('first_name', 'First Name', 'text'),
  systemField('last_name', 'Last Name', 'text'),
  systemField('full_name', 'Full Name', 'text'),
  systemField('status', 'Status', 'pickList'),
  systemField('time_zone', 'Time Zone', 'pickList'),
  systemField('created_time', 'Created Time', 'dateTime'),
  systemField('Modified_Time', 'Modified Time', 'dateTime'),
];

/** Undefined where a step is unknown or leads nowhere, or where what it leads to is not known. */
export function scopeAfter(from: string, steps: readonly PathStep[], metadata: KnownMetadata): Scope | undefined {
  let scope: Scope | undefined = { kind: 'module', apiName: from };
  for (const step of steps) scope = scope && follow(scope, step, metadata);
  return scope;
}

/** In the CRM's order, with the id first. Undefined while they are not known. */
export function fieldsIn(scope: Scope, metadata: KnownMetadata): readonly Field[] | undefined {
  if (scope.kind === 'users') return userFields;
  const fields = metadata.fields(scope.apiName);
  return fields && indexOf(fields).withId;
}

/** By API name; case matters. */
export function fieldIn(scope: Scope, name: string, metadata: KnownMetadata): Field | undefined {
  const fields = scope.kind === 'users' ? userFields : metadata.fields(scope.apiName);
  return fields && indexOf(fields).byName.get(name);
}

/** The field that a path names, its last step, seen from a module. */
export function fieldAt(
  from: string | undefined,
  path: readonly PathStep[],
  metadata: KnownMetadata,
): Field | undefined {
  const last = path.at(-1);
  const scope = from === undefined ? undefined : scopeAfter(from, path.slice(0, -1), metadata);
  return scope && last && fieldIn(scope, last.name, metadata);
}

/** By API name; case matters. */
export function moduleNamed(name: string, metadata: KnownMetadata): Module | undefined {
  const modules = metadata.modules();
  if (!modules) return undefined;
  let byName = moduleIndexes.get(modules);
  if (!byName) moduleIndexes.set(modules, (byName = new Map(modules.map((each) => [each.apiName, each]))));
  return byName.get(name);
}

/** Whether a dot may follow: one record is on the other side, and we know of which module. */
export function leadsOn(field: Field): boolean {
  return field.type === 'userLookup' || (field.type === 'lookup' && field.lookupModules.length > 0);
}

function follow(scope: Scope, { name, into }: PathStep, metadata: KnownMetadata): Scope | undefined {
  const field = fieldIn(scope, name, metadata);
  if (field?.type === 'userLookup') return { kind: 'users' };
  if (field?.type !== 'lookup') return undefined;
  const target = into ?? (field.lookupModules.length === 1 ? field.lookupModules[0] : undefined);
  return target !== undefined && field.lookupModules.includes(target) ? { kind: 'module', apiName: target } : undefined;
}

interface FieldIndex {
  readonly withId: readonly Field[];
  readonly byName: ReadonlyMap<string, Field>;
}

/** One index for each list of fields, as long as the list lives: modules may have 500 fields, and people type fast. */
const fieldIndexes = new WeakMap<readonly Field[], FieldIndex>();
const moduleIndexes = new WeakMap<readonly Module[], ReadonlyMap<string, Module>>();

function indexOf(fields: readonly Field[]): FieldIndex {
  const kept = fieldIndexes.get(fields);
  if (kept) return kept;
  const withId = fields.some((each) => each.apiName === 'id') ? fields : [idField, ...fields];
  const index = { withId, byName: new Map(withId.map((each) => [each.apiName, each])) };
  fieldIndexes.set(fields, index);
  return index;
}

function systemField(apiName: string, label: string, type: FieldType): Field {
  return {
    ...{ id: apiName, apiName, label, type, crmType: type },
    ...{ isMandatory: false, isUnique: apiName === 'id', isReadOnly: true, isCustom: false },
    ...{ isMultiValued: false, isComputed: false, lookupModules: [], pickList: [] },
  };
}
