import type { Field, FieldType } from '../model/metadata.ts';
import { comparisonOperators } from './syntax.ts';

export type OperatorWord = (typeof comparisonOperators)[number];

const emptiness: readonly OperatorWord[] = ['is null', 'is not null'];
const equality: readonly OperatorWord[] = ['=', '!=', 'in', 'not in', ...emptiness];
const order: readonly OperatorWord[] = ['>', '>=', '<', '<=', 'between', 'not between'];
const textual: readonly OperatorWord[] = ['=', 'like', '!=', 'not like', 'in', 'not in', ...emptiness];
const ordered: readonly OperatorWord[] = ['=', ...order, '!=', 'in', 'not in', ...emptiness];

/**
 * What a field may be compared by, the likeliest first (zoho-api.md sections 4.9 and 4.11); everything for a field that
 * is not known.
 */
export function operatorsOf(field: Field | undefined): readonly OperatorWord[] {
  if (!field) return comparisonOperators;
  return field.isEncrypted === true ? ['=', ...emptiness] : operatorsByType[valueType(field)];
}

/** Whether COQL answers a field as a column: rows of subforms and the like have queries or calls of their own. */
export function canBeColumn({ type, crmType }: Field): boolean {
  // The picture of a person is one id; fields for several pictures are lists.
  if (type === 'image') return crmType === 'profileimage';
  return !['subform', 'multiLookup', 'file', 'address'].includes(type);
}

/** Whether COQL takes a field in a condition. */
export function canBeCompared(field: Field): boolean {
  return canBeColumn(field) && operatorsOf(field).length > 0;
}

/** What a field's values are: of formulas and roll-ups, what they result in. */
export function valueType({ type, resultType }: Field): FieldType {
  return resultType ?? type;
}

const operatorsByType: Readonly<Record<FieldType, readonly OperatorWord[]>> = {
  ...{ text: textual, email: textual, phone: textual, url: textual, autoNumber: textual, multiPickList: textual },
  pickList: [...equality, 'like', 'not like'],
  ...{ date: ordered, dateTime: ordered, integer: ordered, bigInteger: ordered, decimal: ordered, currency: ordered },
  ...{ percent: ordered, formula: ordered, rollup: ordered },
  boolean: ['='],
  ...{ lookup: equality, userLookup: equality },
  ...{ longText: [], multiLookup: [], subform: [], file: [], image: [], address: [], other: equality },
};
