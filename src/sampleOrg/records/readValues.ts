import type { Caller } from '../accounts/caller.ts';
import type { ErrorBody } from '../api/apiError.ts';
import { ApiError } from '../api/apiError.ts';
import type { OrgState } from '../orgState.ts';
import type { FieldDefinition, ModuleDefinition } from '../schema/module.ts';
import type { JsonObject } from './body.ts';
import { readValue } from './fieldValue.ts';
import type { StoredRecord, StoredValue } from './store.ts';

/** A record or row in the body of a write. */
export interface WrittenRecord {
  readonly org: OrgState;
  readonly caller: Caller;
  readonly module: ModuleDefinition;
  readonly json: JsonObject;
  /** `$.data[0]` */
  readonly path: string;
  /** What an update changes; undefined for an insert. */
  readonly existing: StoredRecord | undefined;
}

export type Values = Record<string, StoredValue>;

/**
 * Reads the values of a record that are kept in it. What is no field, cannot be written or is outside the layout that the
 * write names is ignored; null and "" clear. Every problem is added to `problems` (zoho-api.md section 4.12).
 */
export function readValues(written: WrittenRecord, problems: ErrorBody[]): Values {
  const values: Values = {};
  const layoutFields = fieldsOfLayout(written);
  for (const [name, json] of Object.entries(written.json)) {
    const field = written.org.schema.field(written.module, name);
    if (!field || !isWrittenValue(field)) continue;
    if (layoutFields && name !== 'Layout' && !layoutFields.has(name)) continue;
    collect(problems, () => (values[name] = readField(written, field, json)));
  }
  checkMandatory(written, values, layoutFields, problems);
  collect(problems, () => {
    checkUnique(written, values);
  });
  return values;
}

/** Runs a step of reading and keeps the problem that it throws, or each of several. */
export function collect(problems: ErrorBody[], step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const inner = error.code === severalProblems ? (error.details['errors'] as readonly ErrorBody[]) : [error.body];
    problems.push(...inner);
  }
}

const severalProblems = 'MULTIPLE_OR_MULTI_ERRORS';

/** Throws the one problem as it is, or several as MULTIPLE_OR_MULTI_ERRORS. */
export function throwProblems(problems: readonly ErrorBody[]): void {
  const [first, ...others] = problems;
  if (!first) return;
  if (others.length === 0) throw new ApiError(400, first.code, first.message, first.details);
  throw new ApiError(400, severalProblems, 'multiple errors', { errors: problems });
}

export function mandatoryNotFound(name: string, path: string): ApiError {
  return new ApiError(400, 'MANDATORY_NOT_FOUND', 'required field not found', { api_name: name, json_path: path });
}

/** Fields that are kept in a module of their own. */
const keptElsewhere: ReadonlySet<string> = new Set(['subform', 'multiselectlookup', 'multiuserlookup']);

function isWrittenValue(field: FieldDefinition): boolean {
  return field.writable && field.apiName !== 'id' && !keptElsewhere.has(field.type);
}

function readField(written: WrittenRecord, field: FieldDefinition, json: unknown): StoredValue {
  if (json === null || json === '') return field.type === 'boolean' ? false : null;
  const { org, caller, existing, json: around } = written;
  const path = `${written.path}.${field.apiName}`;
  return readValue({ org, caller, moduleName: written.module.apiName, field, json, path, around, existing });
}

/** The fields of the layout that a write names; undefined when it names none, or one without sections. */
function fieldsOfLayout(written: WrittenRecord): ReadonlySet<string> | undefined {
  const named = written.json['Layout'] as { readonly id?: unknown } | null | undefined;
  const layout = written.module.layouts.find((each) => each.id === named?.id);
  return layout && new Set(layout.sections.flatMap((section) => section.fields));
}

/** Layout-only mandatory fields count when the write names its layout; rows of subforms are looked at with their field. */
function checkMandatory(
  written: WrittenRecord,
  values: Values,
  layoutFields: ReadonlySet<string> | undefined,
  problems: ErrorBody[],
): void {
  for (const field of written.module.fields) {
    const isNeeded = field.mandatory || (field.layoutMandatory === true && layoutFields?.has(field.apiName) === true);
    if (!isNeeded || !isWrittenValue(field)) continue;
    const path = `${written.path}.${field.apiName}`;
    // A value that was refused has its own problem; it is not missing, too.
    if (problems.some((problem) => problem.details['json_path'] === path)) continue;
    const value = Object.hasOwn(values, field.apiName)
      ? values[field.apiName]
      : written.existing?.values[field.apiName];
    if (value === null || value === undefined) problems.push(mandatoryNotFound(field.apiName, path).body);
  }
}

function checkUnique(written: WrittenRecord, values: Values): void {
  for (const field of written.module.fields) {
    const value = field.unique && values[field.apiName];
    if (value === undefined || value === null) continue;
    const found = recordsWithValue(written.org, written.module, field, value).find(
      (record) => record.id !== written.existing?.id,
    );
    if (found) throw duplicateData(written, field, found);
  }
}

/** The records that have a value in a field, compared as the field's uniqueness compares. */
export function recordsWithValue(
  org: OrgState,
  module: ModuleDefinition,
  field: FieldDefinition,
  value: StoredValue,
): readonly StoredRecord[] {
  const records = org.records.table(module.apiName).recordsWith(field.apiName, value);
  if (field.unique?.caseSensitive !== true) return records;
  return records.filter((record) => record.values[field.apiName] === value);
}

function duplicateData({ org, module, path }: WrittenRecord, field: FieldDefinition, found: StoredRecord): ApiError {
  const owner = org.users.find((user) => user.id === found.values['Owner']);
  return new ApiError(400, 'DUPLICATE_DATA', 'duplicate data', {
    api_name: field.apiName,
    json_path: `${path}.${field.apiName}`,
    id: found.id,
    duplicate_record: {
      id: found.id,
      Owner: owner ? { id: owner.id, name: `${owner.firstName} ${owner.lastName}` } : null,
      module: { id: module.id, api_name: module.apiName },
    },
    more_records: false,
  });
}
