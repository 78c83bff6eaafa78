import type { Comparator, FieldDefinition, FieldType } from '../schema/module.ts';

const ordered = [
  'equal',
  'not_equal',
  'greater_than',
  'greater_equal',
  'less_than',
  'less_equal',
  'between',
  'in',
] as const;
const words = ['equal', 'not_equal', 'starts_with', 'in'] as const;
const choices = ['equal', 'not_equal', 'in'] as const;

const comparatorsByType: Readonly<Partial<Record<FieldType, readonly Comparator[]>>> = {
  date: ordered,
  datetime: ordered,
  integer: ordered,
  bigint: ordered,
  double: ordered,
  currency: ordered,
  percent: ordered,
  rollup_summary: ordered,
  text: words,
  email: words,
  phone: words,
  website: words,
  multiselectpicklist: words,
  textarea: ['equal', 'not_equal', 'starts_with'],
  picklist: choices,
  autonumber: choices,
  boolean: ['equal', 'not_equal'],
  lookup: choices,
  ownerlookup: choices,
  userlookup: choices,
  multi_module_lookup: choices,
};

const byReturnType = {
  double: ordered,
  date: ordered,
  datetime: ordered,
  text: words,
  boolean: ['equal', 'not_equal'],
};

/** Whether the search API offers a comparator for a field (zoho-api.md section 4.9). */
export function isSearchComparator(field: FieldDefinition, comparator: Comparator): boolean {
  const offered: readonly string[] | undefined = field.formula
    ? byReturnType[field.formula.returnType]
    : comparatorsByType[field.type];
  return offered?.includes(comparator) ?? false;
}
