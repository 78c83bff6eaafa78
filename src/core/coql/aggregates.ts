import type { Field, FieldType } from '../model/metadata.ts';
import { valueType } from './fieldUse.ts';

export const aggregateNames = ['COUNT', 'SUM', 'AVG', 'MIN', 'MAX'] as const;
export type AggregateName = (typeof aggregateNames)[number];

/** Undefined for other names, those in lower case included: COQL knows its functions in capitals only. */
export function aggregateNamed(name: string): AggregateName | undefined {
  return aggregateNames.find((each) => each === name);
}

const numbers: readonly FieldType[] = ['integer', 'bigInteger', 'decimal', 'currency', 'percent', 'formula', 'rollup'];
const ordered: readonly FieldType[] = [...numbers, 'date', 'dateTime'];

/** What a function may be asked of (zoho-api.md section 4.11). */
const acceptedTypes: Readonly<Record<AggregateName, readonly FieldType[]>> = {
  COUNT: [...numbers, 'lookup', 'userLookup', 'pickList'],
  SUM: numbers,
  AVG: numbers,
  MIN: ordered,
  MAX: ordered,
};

export function acceptsArgument(name: AggregateName, field: Field): boolean {
  return acceptedTypes[name].includes(valueType(field));
}

/** What an aggregate does, for people, in English. */
export interface AggregateFacts {
  readonly name: AggregateName;
  readonly summary: string;
  readonly argument: string;
}

export function aggregateFacts(name: AggregateName): AggregateFacts {
  const [summary, argument] = words[name];
  return { name, summary, argument };
}

const words: Readonly<Record<AggregateName, readonly [summary: string, argument: string]>> = {
  COUNT: [
    'How many records have a value in the field; COUNT(id) counts them all.',
    'id, a number, a lookup or a pick list',
  ],
  SUM: ['The sum of the field’s values.', 'a number'],
  AVG: ['The average of the field’s values; empty ones do not count.', 'a number'],
  MIN: ['The smallest value, or the earliest.', 'a number, a date, or a date and time'],
  MAX: ['The largest value, or the latest.', 'a number, a date, or a date and time'],
};
