import type { Field, FieldType } from '../../core/model/metadata.ts';
import type { CrmRecord, CrmValue } from '../../core/model/record.ts';
import { asReference } from '../../core/model/record.ts';

/** A column of a result, with as much as is known of the field behind it. */
export interface ShownColumn {
  readonly key: string;
  readonly label: string;
  readonly field?: Field | undefined;
  readonly fieldType?: FieldType | undefined;
}

/** What of a type matters to whoever shows, sorts or filters its values. */
export type ColumnKind = 'number' | 'dateTime' | 'digits' | 'text';

const kinds: Partial<Readonly<Record<FieldType, ColumnKind>>> = {
  integer: 'number',
  decimal: 'number',
  currency: 'number',
  percent: 'number',
  bigInteger: 'digits',
  dateTime: 'dateTime',
};

/** Where the type is not known, or does not tell (a formula may give anything), the values do. */
export function columnKind(column: ShownColumn, samples: readonly CrmRecord[]): ColumnKind {
  const known = column.fieldType && kinds[column.fieldType];
  if (known) return known;
  const values = samples.map((record) => record[column.key]).filter((value) => value !== null && value !== undefined);
  if (values.length === 0) return 'text';
  if (values.every((value) => typeof value === 'number')) return 'number';
  if (values.every((value) => typeof value === 'string' && dateTimePattern.test(value))) return 'dateTime';
  if (values.every((value) => typeof value === 'string' && /^\d{12,}$/.test(value))) return 'digits';
  return 'text';
}

const dateTimePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Columns for a result whose fields nobody knows: whatever its first records hold. */
export function columnsOf(records: readonly CrmRecord[]): readonly ShownColumn[] {
  const keys = new Set(records.flatMap((record) => Object.keys(record)));
  return [...keys].map((key) => ({ key, label: key }));
}

/** The one line that stands for a value, before zones: what is searched, sorted by and copied. */
export function plainText(value: CrmValue | undefined): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  const reference = asReference(value);
  if (reference) return reference.name ?? reference.id;
  if (Array.isArray(value)) return value.map((each: CrmValue) => plainText(each)).join('; ');
  return JSON.stringify(value);
}
