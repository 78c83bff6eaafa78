import type { OrgState } from '../orgState.ts';
import type { Comparator, FieldDefinition, FieldType } from '../schema/module.ts';

/** How the values of a field are compared: what they are once labels such as "currency" or "phone" are taken off. */
export type ValueKind =
  'text' | 'number' | 'digits' | 'date' | 'instant' | 'boolean' | 'reference' | 'options' | 'unsupported';

const emptiness = ['is_empty', 'is_not_empty'] as const;
const equality = ['equal', 'not_equal', 'in', 'not_in', ...emptiness] as const;
const order = ['less_than', 'less_equal', 'greater_than', 'greater_equal', 'between', 'not_between'] as const;
const parts = ['contains', 'not_contains', 'starts_with', 'ends_with'] as const;

/** Which comparators make sense; the APIs allow these or fewer (zoho-api.md sections 4.9, 4.11, 4.15). */
export const comparatorsByKind: Readonly<Record<ValueKind, ReadonlySet<Comparator>>> = {
  text: new Set([...equality, ...parts]),
  number: new Set([...equality, ...order]),
  digits: new Set([...equality, ...order]),
  date: new Set([...equality, ...order]),
  instant: new Set([...equality, ...order]),
  boolean: new Set(['equal', 'not_equal', ...emptiness]),
  reference: new Set(equality),
  options: new Set([...equality, ...parts]),
  unsupported: new Set(),
};

const kindByType: Readonly<Record<FieldType, ValueKind>> = {
  text: 'text',
  textarea: 'text',
  email: 'text',
  phone: 'text',
  website: 'text',
  picklist: 'text',
  autonumber: 'text',
  multiselectpicklist: 'options',
  date: 'date',
  datetime: 'instant',
  integer: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
  bigint: 'digits',
  boolean: 'boolean',
  lookup: 'reference',
  ownerlookup: 'reference',
  userlookup: 'reference',
  multi_module_lookup: 'reference',
  multiselectlookup: 'unsupported',
  multiuserlookup: 'unsupported',
  subform: 'unsupported',
  fileupload: 'unsupported',
  imageupload: 'unsupported',
  // The image's id, which COQL can ask for.
  profileimage: 'text',
  formula: 'number',
  rollup_summary: 'number',
  RRULE: 'unsupported',
  ALARM: 'unsupported',
  event_reminder: 'unsupported',
  multireminder: 'unsupported',
  address: 'unsupported',
  layout: 'reference',
};

const kindByFormula = {
  double: 'number',
  text: 'text',
  boolean: 'boolean',
  date: 'date',
  datetime: 'instant',
} as const;

/** Formulas are what they return; the largest or smallest of a field is what that field is. */
export function valueKindOf(org: OrgState, field: FieldDefinition): ValueKind {
  // Metadata calls tags a text, but the store keeps a list (zoho-api.md section 5, "Metadata lies").
  if (field.apiName === 'Tag') return 'options';
  if (field.formula) return kindByFormula[field.formula.returnType];
  if (field.rollup && (field.rollup.function === 'MAX' || field.rollup.function === 'MIN')) {
    const module = org.schema.module(field.rollup.module);
    const summarized = module && org.schema.field(module, field.rollup.field);
    return summarized ? valueKindOf(org, summarized) : 'number';
  }
  return kindByType[field.type];
}
