import type { OrgState } from '../orgState.ts';
import type { FieldDefinition, ModuleDefinition } from '../schema/module.ts';
import type { Formula } from './formula.ts';
import { parseFormula } from './formula.ts';
import { rounded } from './rounded.ts';
import type { StoredRecord, StoredValue } from './store.ts';

/**
 * The record with `Full_Name`, formulas and rollups computed from its values and its rows. Never changes Modified_Time:
 * Zoho does not either (zoho-api.md section 5). Fields are computed in the order of the module, so that one may use those
 * before it. Records that hold the right values already are returned as they are.
 */
export function withComputed(org: OrgState, module: ModuleDefinition, record: StoredRecord): StoredRecord {
  const computed: Record<string, StoredValue> = {};
  const valueOf = (name: string): StoredValue =>
    (Object.hasOwn(computed, name) ? computed[name] : record.values[name]) ?? null;
  for (const field of computedFields(module)) {
    const value = compute(org, field, record, valueOf);
    if (value !== (record.values[field.apiName] ?? null)) computed[field.apiName] = value;
  }
  if (Object.keys(computed).length === 0) return record;
  return { id: record.id, values: { ...record.values, ...computed } };
}

/** Computes what all records of the organization hold; for data that did not come through the API. */
export function computeAll(org: OrgState): void {
  // Rows first: the sums of their parents are made of them.
  const isRow = (module: ModuleDefinition): boolean => module.generatedType === 'subform';
  for (const module of org.schema.modules.toSorted((a, b) => Number(isRow(b)) - Number(isRow(a)))) {
    if (computedFields(module).length === 0) continue;
    const table = org.records.table(module.apiName);
    for (const record of table.ascending()) {
      const computed = withComputed(org, module, record);
      if (computed !== record) table.replace(computed);
    }
  }
}

/**
 * Brings the rollups of the records that a record of `module` belongs or belonged to up to date. To be called after the
 * record was inserted (`before` undefined), changed or removed (`after` undefined).
 */
export function updateRollups(
  org: OrgState,
  module: ModuleDefinition,
  before: StoredRecord | undefined,
  after: StoredRecord | undefined,
): void {
  for (const parentModule of org.schema.modules) {
    if (!parentModule.fields.some((field) => field.rollup?.module === module.apiName)) continue;
    const link = linkTo(module, parentModule.apiName);
    if (link === undefined) continue;
    const parents = new Set([before?.values[link], after?.values[link]]);
    for (const id of parents) if (typeof id === 'string') recompute(org, parentModule, id);
  }
}

function recompute(org: OrgState, module: ModuleDefinition, id: string): void {
  const table = org.records.table(module.apiName);
  const record = table.get(id);
  if (!record) return;
  const computed = withComputed(org, module, record);
  if (computed !== record) table.replace(computed);
}

const fieldsByModule = new WeakMap<readonly FieldDefinition[], { count: number; fields: readonly FieldDefinition[] }>();

/** The list is asked for with every write; it is made again when the number of the module's fields changed. */
function computedFields(module: ModuleDefinition): readonly FieldDefinition[] {
  const known = fieldsByModule.get(module.fields);
  if (known?.count === module.fields.length) return known.fields;
  const fields = module.fields.filter(
    (field) => field.type === 'formula' || field.type === 'rollup_summary' || isFullName(field),
  );
  fieldsByModule.set(module.fields, { count: module.fields.length, fields });
  return fields;
}

function isFullName(field: FieldDefinition): boolean {
  return field.apiName === 'Full_Name' && !field.writable;
}

function compute(
  org: OrgState,
  field: FieldDefinition,
  record: StoredRecord,
  value: (name: string) => StoredValue,
): StoredValue {
  if (field.rollup) return rollUp(org, field, field.rollup, record.id);
  if (!field.formula) return fullNameOf(value);
  const rows = (subform: string, name: string): readonly StoredValue[] =>
    org.records
      .table(subform)
      .recordsWith('Parent_Id', record.id)
      .map((row) => row.values[name] ?? null);
  const result = formulaOf(field, field.formula.expression)({ value, rows });
  return typeof result === 'number' ? rounded(result, field.decimalPlaces ?? 2) : result;
}

const formulas = new WeakMap<FieldDefinition, Formula>();

function formulaOf(field: FieldDefinition, expression: string): Formula {
  let formula = formulas.get(field);
  if (!formula) {
    formula = parseFormula(expression);
    formulas.set(field, formula);
  }
  return formula;
}

function fullNameOf(value: (name: string) => StoredValue): StoredValue {
  const parts = ['First_Name', 'Last_Name'].map(value).filter((part) => typeof part === 'string');
  return parts.length === 0 ? null : parts.join(' ');
}

function rollUp(
  org: OrgState,
  field: FieldDefinition,
  rollup: NonNullable<FieldDefinition['rollup']>,
  parentId: string,
): StoredValue {
  const children = org.schema.module(rollup.module);
  const parent = org.schema.modules.find((module) => module.fields.includes(field));
  const link = children && parent && linkTo(children, parent.apiName);
  if (link === undefined) return null;
  const records = org.records.table(rollup.module).recordsWith(link, parentId);
  if (rollup.function === 'COUNT') return records.length;
  return aggregate(
    rollup.function,
    records.map((record) => record.values[rollup.field] ?? null),
  );
}

function aggregate(kind: 'SUM' | 'MAX' | 'MIN', values: readonly StoredValue[]): StoredValue {
  const present = values.filter((value) => typeof value === 'number' || typeof value === 'string');
  if (kind === 'SUM') return present.reduce<number>((sum, value) => sum + Number(value), 0);
  const [first, ...others] = present;
  if (first === undefined) return null;
  return others.reduce((best, value) => ((kind === 'MAX' ? value > best : value < best) ? value : best), first);
}

/** The field of a module by which its records belong to those of another. */
function linkTo(module: ModuleDefinition, parentModule: string): string | undefined {
  return module.fields.find((field) => field.lookup?.module === parentModule)?.apiName;
}
