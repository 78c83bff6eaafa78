import { CriterionError } from '../query/criterionError.ts';
import type { FieldPath } from '../query/fieldPath.ts';
import { resolveFieldPath } from '../query/fieldPath.ts';
import type { OrgState } from '../orgState.ts';
import type { StoredRecord } from '../records/store.ts';
import type { FieldDefinition, FieldType, ModuleDefinition } from '../schema/module.ts';
import { bulkError } from './bulkErrors.ts';
import { cellFormat } from './cells.ts';

/** One column of a bulk-read file. */
export interface Column {
  readonly header: string;
  /** The cell's text before quoting. */
  readonly cell: (record: StoredRecord) => string;
}

/** Naming more fields than this exports all of them (zoho-api.md section 4.15). */
const mostNames = 200;

/** Lookups that one query may lead through (zoho-api.md section 4.11: 15 in what is selected). */
const mostJoins = 15;

/** Never a column; the rows of subforms, linking modules and files are exported as modules of their own. */
const typesWithoutColumn: ReadonlySet<FieldType> = new Set([
  'subform',
  'multiselectlookup',
  'multiuserlookup',
  'fileupload',
  'imageupload',
] as const);

/**
 * The columns for the names in `query.fields`, in their order after `Id`, which is always the first; none or too many
 * names mean all columns of the module. `zone` is the one of the datetimes. Throws ApiError 400
 * FIELD_NOT_AVAILABLE, FIELD_NOT_SUPPORTED or JOIN_LIMIT_EXCEEDED.
 */
export function readColumns(
  org: OrgState,
  module: ModuleDefinition,
  names: readonly string[],
  zone: string,
): readonly Column[] {
  const id: Column = { header: 'Id', cell: (record) => record.id };
  const wanted = names.length === 0 || names.length > mostNames ? exportableNames(module) : names;
  const others = [...new Set(wanted)].filter((name) => name.toLowerCase() !== 'id');
  const joined = new Set(
    others.filter((name) => name.includes('.')).map((name) => name.slice(0, name.lastIndexOf('.'))),
  );
  if (joined.size > mostJoins) throw bulkError('JOIN_LIMIT_EXCEEDED', { max_limit: mostJoins });
  return [id, ...others.map((name) => toColumn(org, module, name, zone))];
}

function exportableNames(module: ModuleDefinition): readonly string[] {
  return module.fields.filter(isExportable).map((field) => field.apiName);
}

function isExportable(field: FieldDefinition): boolean {
  return field.bulkReadable && !typesWithoutColumn.has(field.type);
}

function toColumn(org: OrgState, module: ModuleDefinition, name: string, zone: string): Column {
  const { field, holder, read } = resolve(org, module, name);
  if (!isExportable(field)) throw bulkError('FIELD_NOT_SUPPORTED', { api_name: name, module: module.apiName });
  const format = cellFormat(org, field, zone);
  // Without a record at the end of the lookup there is no value, not even the "false" of a box that is not checked.
  if (name.includes('.')) return { header: name, cell: (record) => (holder(record) ? format(read(record)) : '') };
  return { header: name, cell: (record) => format(read(record)) };
}

function resolve(org: OrgState, module: ModuleDefinition, name: string): FieldPath {
  try {
    return resolveFieldPath(org, module, name.split('.'));
  } catch (error) {
    if (!(error instanceof CriterionError)) throw error;
    throw bulkError('FIELD_NOT_AVAILABLE', { api_name: name, module: module.apiName });
  }
}
