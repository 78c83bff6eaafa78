import type { RecordTest } from '../query/criterion.ts';
import { valueReaders } from '../query/valueReader.ts';
import type { RecordTable, StoredRecord } from '../records/store.ts';
import { compareValues } from '../records/store.ts';
import type { ResolvedColumn } from './resolveColumn.ts';

export type Direction = 'asc' | 'desc';

export interface ResolvedSortKey {
  readonly column: ResolvedColumn;
  readonly direction: Direction;
}

/**
 * The first `count` records that meet the condition, in the order of the keys and then by ascending id; empty values are
 * the smallest. Where the first key is a field of the module itself, reads no further than it must.
 */
export function firstInOrder(
  table: RecordTable,
  holds: RecordTest,
  keys: readonly ResolvedSortKey[],
  count: number,
): readonly StoredRecord[] {
  const [first, ...rest] = keys;
  const direction = first?.direction ?? 'asc';
  const name = first ? indexedField(first.column) : 'id';
  if (name === undefined) return table.ascending().filter(holds).sort(compareBy(keys)).slice(0, count);
  const ordered = table.ascendingBy(name);
  if (name === 'id') return takeFrom(ordered, holds, direction, count);
  // With ascending first key, the table's own tie-break by ascending id is the one that is wanted.
  const tiesAreById = rest.length === 0 || (rest[0]?.column.name === 'id' && rest[0].direction === 'asc');
  if (direction === 'asc' && tiesAreById) return takeFrom(ordered, holds, direction, count);
  return takeRuns(ordered, holds, { name, direction, compare: compareBy(rest) }, count);
}

/** How two records compare by one key. */
export function compareKey({ column, direction }: ResolvedSortKey, a: StoredRecord, b: StoredRecord): number {
  const order = compareColumn(column, a, b);
  return direction === 'asc' ? order : -order;
}

function compareBy(keys: readonly ResolvedSortKey[]): (a: StoredRecord, b: StoredRecord) => number {
  return (a, b) => {
    for (const key of keys) {
      const order = compareKey(key, a, b);
      if (order !== 0) return order;
    }
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  };
}

function compareColumn(column: ResolvedColumn, a: StoredRecord, b: StoredRecord): number {
  const left = column.read(a);
  const right = column.read(b);
  // As texts, digits of different length are in the wrong order.
  const isDigits = column.kind === 'digits' && typeof left === 'string' && typeof right === 'string';
  return isDigits ? valueReaders.digits.compare(left, right) : compareValues(left, right);
}

/** The field by whose order the table can be walked; undefined for fields of other records. */
function indexedField({ field, kind, isOwn }: ResolvedColumn): string | undefined {
  if (!isOwn) return undefined;
  return kind === 'digits' && field.apiName !== 'id' ? undefined : field.apiName;
}

function takeFrom(
  ordered: readonly StoredRecord[],
  holds: RecordTest,
  direction: Direction,
  count: number,
): StoredRecord[] {
  const taken: StoredRecord[] = [];
  const step = direction === 'asc' ? 1 : -1;
  for (let at = step === 1 ? 0 : ordered.length - 1; taken.length < count; at += step) {
    const record = ordered[at];
    if (!record) break;
    if (holds(record)) taken.push(record);
  }
  return taken;
}

interface RunOrder {
  readonly name: string;
  readonly direction: Direction;
  /** Order of records with the same value of the first key. */
  readonly compare: (a: StoredRecord, b: StoredRecord) => number;
}

/** Walks over runs of records with the same value and sorts each run on its own. */
function takeRuns(
  ordered: readonly StoredRecord[],
  holds: RecordTest,
  { name, direction, compare }: RunOrder,
  count: number,
): StoredRecord[] {
  const taken: StoredRecord[] = [];
  const step = direction === 'asc' ? 1 : -1;
  let at = step === 1 ? 0 : ordered.length - 1;
  while (taken.length < count) {
    const start = ordered[at];
    if (!start) break;
    const run: StoredRecord[] = [];
    for (; sameValue(ordered[at], start, name); at += step) {
      const record = ordered[at];
      if (record && holds(record)) run.push(record);
    }
    for (const record of run.sort(compare)) taken.push(record);
  }
  return taken.slice(0, count);
}

function sameValue(record: StoredRecord | undefined, other: StoredRecord, name: string): boolean {
  return record !== undefined && compareValues(record.values[name], other.values[name]) === 0;
}
