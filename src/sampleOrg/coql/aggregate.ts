import type { Caller } from '../accounts/caller.ts';
import { valueReaders } from '../query/valueReader.ts';
import type { Scalar } from '../query/valueReader.ts';
import type { StoredRecord, StoredValue } from '../records/store.ts';
import { formatInZone } from '../time/zones.ts';
import type { ResolvedColumn } from './resolveColumn.ts';

/** Records with the same values of all group keys; texts that differ by case only are the same. */
export function groupRecords(
  records: readonly StoredRecord[],
  keys: readonly ResolvedColumn[],
): readonly (readonly StoredRecord[])[] {
  // Without keys, all records are one group, even if there are none: COUNT is then zero.
  if (keys.length === 0) return [records];
  const groups = new Map<string, StoredRecord[]>();
  for (const record of records) {
    const key = JSON.stringify(keys.map((column) => folded(column.read(record))));
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return [...groups.values()];
}

/**
 * The value of an aggregate function over a group: a number, or for MIN and MAX the smallest or largest of the field.
 * Empty values do not count; COUNT of none is 0, the others are null.
 */
export function aggregate(column: ResolvedColumn, group: readonly StoredRecord[]): Scalar | null {
  const values = group.map((record) => column.read(record)).filter((value) => value !== null);
  if (column.aggregate === 'COUNT') return values.length;
  if (values.length === 0) return null;
  if (column.aggregate === 'SUM') return sum(values);
  if (column.aggregate === 'AVG') return sum(values) / values.length;
  return extreme(column, values);
}

/** An aggregate's value as the answer shows it. */
export function renderAggregate(column: ResolvedColumn, value: Scalar | null, caller: Caller): unknown {
  const isInstant = column.kind === 'instant' && column.aggregate !== 'COUNT';
  return isInstant && typeof value === 'number' ? formatInZone(value, caller.user.timeZone) : value;
}

function extreme({ kind, aggregate: name }: ResolvedColumn, values: readonly StoredValue[]): Scalar | null {
  if (kind === 'options' || kind === 'unsupported') return null;
  const { read, compare } = valueReaders[kind];
  const sign = name === 'MIN' ? 1 : -1;
  const scalars = values.map(read).filter((value) => value !== null);
  return scalars.reduce<Scalar | null>(
    (best, value) => (best === null || compare(value, best) * sign < 0 ? value : best),
    null,
  );
}

function sum(values: readonly StoredValue[]): number {
  return values.reduce<number>((total, value) => total + Number(value), 0);
}

function folded(value: StoredValue): StoredValue {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
