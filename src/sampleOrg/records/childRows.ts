import type { ErrorBody } from '../api/apiError.ts';
import { ApiError } from '../api/apiError.ts';
import type { OrgState } from '../orgState.ts';
import type { FieldDefinition, ModuleDefinition } from '../schema/module.ts';
import { isJsonObject } from './body.ts';
import type { Values, WrittenRecord } from './readValues.ts';
import { collect, mandatoryNotFound, readValues, throwProblems } from './readValues.ts';
import type { StoredRecord, StoredValue } from './store.ts';
import { idIn, invalidValue } from './writtenValue.ts';

/** A field of a record never has more rows (zoho-api.md section 4.20). */
export const maximumRows = 100;

/** Where the rows of a field are kept: records of a module with a lookup to the record that they belong to. */
export interface RowPlace {
  readonly module: ModuleDefinition;
  /** The lookup to the record: `Parent_Id` of subforms, a lookup field of linking modules. */
  readonly ownField: string;
  /** Of linking modules: the lookup to what is linked. */
  readonly otherField: string | undefined;
}

export type RowChange =
  | { readonly kind: 'add'; readonly values: Values }
  | { readonly kind: 'update'; readonly row: StoredRecord; readonly values: Values }
  | { readonly kind: 'delete'; readonly row: StoredRecord };

/** What a write does to the rows of one field. */
export interface RowChanges {
  readonly place: RowPlace;
  readonly changes: readonly RowChange[];
}

/** Where the rows of a subform, multi-select lookup or multi-user lookup are; undefined for other fields. */
export function rowPlaceOf(org: OrgState, field: FieldDefinition): RowPlace | undefined {
  if (field.subformModule !== undefined) {
    const module = org.schema.module(field.subformModule);
    return module && { module, ownField: 'Parent_Id', otherField: undefined };
  }
  if (!field.linking) return undefined;
  const { ownField, otherField } = field.linking;
  const module = org.schema.module(field.linking.module);
  return module && { module, ownField, otherField };
}

/** The rows of a record, in the order in which they were made. */
export function rowsOf(org: OrgState, place: RowPlace, parentId: string): readonly StoredRecord[] {
  return org.records.table(place.module.apiName).recordsWith(place.ownField, parentId);
}

/**
 * Reads what a write does to all fields with rows: an element without `id` adds, with `id` updates, with `_delete`
 * removes; an empty list removes all; rows that are not named stay (zoho-api.md sections 4.19 and 4.20).
 */
export function readAllRows(written: WrittenRecord, problems: ErrorBody[]): readonly RowChanges[] {
  return written.module.fields.flatMap((field) => {
    const place = rowPlaceOf(written.org, field);
    if (!place || !field.writable) return [];
    let changes: readonly RowChange[] = [];
    collect(problems, () => {
      changes = readRows(written, field, place);
    });
    return changes.length === 0 ? [] : [{ place, changes }];
  });
}

function readRows(written: WrittenRecord, field: FieldDefinition, place: RowPlace): readonly RowChange[] {
  const json = written.json[field.apiName];
  const path = `${written.path}.${field.apiName}`;
  const before = written.existing ? rowsOf(written.org, place, written.existing.id) : [];
  if (json === undefined || json === null) {
    if (field.mandatory && before.length === 0) throw mandatoryNotFound(field.apiName, path);
    return [];
  }
  if (!Array.isArray(json)) {
    throw invalidValue({ field, path }, { expected_data_type: 'jsonarray' });
  }
  const changes =
    json.length === 0
      ? before.map((row): RowChange => ({ kind: 'delete', row }))
      : json.map((element: unknown, index) =>
          readRow({ ...written, path: `${path}[${index}]` }, field, place, before, element),
        );
  checkRowCount({ field, path }, before.length, changes);
  if (place.otherField !== undefined) checkLinks(place, place.otherField, before, changes);
  return changes;
}

function readRow(
  written: WrittenRecord,
  field: FieldDefinition,
  place: RowPlace,
  before: readonly StoredRecord[],
  element: unknown,
): RowChange {
  const { org, caller, path } = written;
  if (!isJsonObject(element)) throw invalidValue({ field, path }, { expected_data_type: 'jsonobject' });
  const id = element['id'] === undefined ? undefined : idIn(element['id']);
  const row = before.find((each) => each.id === id);
  if (element['id'] !== undefined && !row) {
    throw new ApiError(400, 'INVALID_DATA', 'the id given seems to be invalid', {
      api_name: 'id',
      json_path: `${path}.id`,
    });
  }
  if (row && '_delete' in element) return { kind: 'delete', row };
  const problems: ErrorBody[] = [];
  const json = place.otherField === undefined ? element : linkJson(place.otherField, field, element);
  const values = readValues({ org, caller, module: place.module, json, path, existing: row }, problems);
  if (place.otherField !== undefined && !values[place.otherField] && problems.length === 0) {
    problems.push(mandatoryNotFound(field.apiName, `${path}.${field.apiName}`).body);
  }
  throwProblems(problems);
  return row ? { kind: 'update', row, values } : { kind: 'add', values };
}

/** What is linked stands under the name of the lookup field, of the linking module's field, or as the element's only key. */
function linkJson(
  otherField: string,
  field: FieldDefinition,
  element: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const names = [otherField, field.apiName];
  const named = names.find((name) => element[name] !== undefined) ?? Object.keys(element).find((name) => name !== 'id');
  return named === undefined ? element : { ...element, [otherField]: element[named] };
}

function checkRowCount(
  at: { readonly field: FieldDefinition; readonly path: string },
  before: number,
  changes: readonly RowChange[],
): void {
  const count = changes.reduce((sum, { kind }) => sum + (kind === 'add' ? 1 : kind === 'delete' ? -1 : 0), before);
  if (count > maximumRows) throw invalidValue(at, { maximum_length: maximumRows });
  if (count === 0 && at.field.mandatory) throw mandatoryNotFound(at.field.apiName, at.path);
}

/** A pair is linked once. */
function checkLinks(
  place: RowPlace,
  otherField: string,
  before: readonly StoredRecord[],
  changes: readonly RowChange[],
): void {
  // Null stands for a row that this write adds: it has no id yet.
  const rowByTarget = new Map<StoredValue | undefined, string | null>(
    before.map((row) => [row.values[otherField], row.id]),
  );
  for (const change of changes) if (change.kind === 'delete') rowByTarget.delete(change.row.values[otherField]);
  for (const change of changes) {
    if (change.kind === 'delete') continue;
    const target = change.values[otherField];
    const linked = rowByTarget.get(target);
    const isOwn = change.kind === 'update' && linked === change.row.id;
    if (linked !== undefined && !isOwn) throw duplicateLink(place, linked);
    rowByTarget.set(target, change.kind === 'update' ? change.row.id : null);
  }
}

/** DUPLICATE_LINKING_DATA: the pair is there already, as the row with this id (zoho-api.md section 4.19). */
function duplicateLink(place: RowPlace, rowId: string | null): ApiError {
  return new ApiError(400, 'DUPLICATE_LINKING_DATA', 'the records are linked already', {
    linking_fields: [{ api_name: place.ownField }, { api_name: place.otherField }],
    id: rowId,
  });
}
