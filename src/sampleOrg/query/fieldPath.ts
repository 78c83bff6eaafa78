import type { OrgState } from '../orgState.ts';
import type { RecordTable, StoredRecord, StoredValue } from '../records/store.ts';
import type { FieldDefinition, ModuleDefinition } from '../schema/module.ts';
import { CriterionError } from './criterionError.ts';
import { idField, userField, userRecord } from './systemFields.ts';

/** A field, possibly of another record that lookups lead to. */
export interface FieldPath {
  readonly field: FieldDefinition;
  /** The module that has the field; undefined for a field of users. */
  readonly module: ModuleDefinition | undefined;
  /** Whether it is a field of the record itself: no relation on the way. */
  readonly isOwn: boolean;
  /** The record that has the field; undefined where a lookup on the way is empty or leads nowhere. */
  readonly holder: (record: StoredRecord) => StoredRecord | undefined;
  /** The stored value; null where there is none. */
  readonly read: (record: StoredRecord) => StoredValue;
}

type Step = (record: StoredRecord) => StoredRecord | undefined;

/** What a step leads to: the records of a module, or the organization's users. */
type Place = { readonly kind: 'module'; readonly module: ModuleDefinition } | { readonly kind: 'users' };

/**
 * Finds the field that a dotted path names, seen from `module`: `['Email']`, `['Account_Name', 'Industry']`,
 * `['Owner', 'email']`, `['What_Id->Leads', 'Last_Name']`. Every record has an `id`. Throws CriterionError
 * `unknownField` or `unknownRelation`. Source: zoho-api.md section 4.11.
 */
export function resolveFieldPath(org: OrgState, module: ModuleDefinition, path: readonly string[]): FieldPath {
  let place: Place = { kind: 'module', module };
  const steps: Step[] = [];
  for (const name of path.slice(0, -1)) {
    const relation = follow(org, place, name);
    if (!relation) throw new CriterionError('unknownRelation', { field: path.join('.') });
    steps.push(relation.step);
    place = relation.place;
  }
  const field = fieldOf(org, place, path.at(-1) ?? '');
  if (!field) throw new CriterionError('unknownField', { field: path.join('.') });
  const holder = chain(steps);
  const owner = place.kind === 'module' ? place.module : undefined;
  return { field, module: owner, isOwn: steps.length === 0, holder, read: reader(holder, field.apiName, steps.length) };
}

function fieldOf(org: OrgState, place: Place, name: string): FieldDefinition | undefined {
  if (name === 'id') return idField;
  return place.kind === 'users' ? userField(name) : org.schema.field(place.module, name);
}

function follow(org: OrgState, place: Place, name: string): { place: Place; step: Step } | undefined {
  const [fieldName = '', target] = name.split('->');
  const field = fieldOf(org, place, fieldName);
  if (!field) return undefined;
  if (target !== undefined) return followInto(org, field, target);
  if (field.type === 'ownerlookup' || field.type === 'userlookup') return followToUser(org, field);
  const module = field.type === 'lookup' && field.lookup ? org.schema.module(field.lookup.module) : undefined;
  if (!module) return undefined;
  const table = org.records.table(module.apiName);
  return { place: { kind: 'module', module }, step: (record) => recordWithId(table, record.values[field.apiName]) };
}

function recordWithId(table: RecordTable, id: StoredValue | undefined): StoredRecord | undefined {
  return typeof id === 'string' ? table.get(id) : undefined;
}

/** `What_Id->Leads`: of a lookup into several modules, the records of one of them. */
function followInto(org: OrgState, field: FieldDefinition, target: string): { place: Place; step: Step } | undefined {
  const module = field.lookupModules?.includes(target) ? org.schema.module(target) : undefined;
  if (!module) return undefined;
  const table = org.records.table(target);
  const step: Step = (record) => {
    const reference = moduleReference(record.values[field.apiName]);
    return reference?.module === target ? table.get(reference.id) : undefined;
  };
  return { place: { kind: 'module', module }, step };
}

function followToUser(org: OrgState, field: FieldDefinition): { place: Place; step: Step } {
  const users = new Map(org.users.map((user) => [user.id, userRecord(user)]));
  const step: Step = (record) => {
    const id = record.values[field.apiName];
    return typeof id === 'string' ? users.get(id) : undefined;
  };
  return { place: { kind: 'users' }, step };
}

/** The stored value of a lookup into several modules. */
export function moduleReference(
  value: StoredValue | undefined,
): { readonly module: string; readonly id: string } | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined;
  const { module, id } = value;
  return typeof module === 'string' && typeof id === 'string' ? { module, id } : undefined;
}

function chain(steps: readonly Step[]): Step {
  return (record) => {
    let holder: StoredRecord | undefined = record;
    for (const step of steps) {
      if (!holder) return undefined;
      holder = step(holder);
    }
    return holder;
  };
}

function reader(holder: Step, name: string, relations: number): (record: StoredRecord) => StoredValue {
  if (relations > 0) {
    return name === 'id' ? (record) => holder(record)?.id ?? null : (record) => holder(record)?.values[name] ?? null;
  }
  return name === 'id' ? (record) => record.id : (record) => record.values[name] ?? null;
}
