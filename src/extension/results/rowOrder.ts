import type { CrmRecord } from '../../core/model/record.ts';
import type { CellMaker } from './cells.ts';

/** What a record is sorted by; undefined for no value, which comes last in both directions. */
export type SortKey = number | string | undefined;

export function sortKey({ column, kind, text }: CellMaker, record: CrmRecord): SortKey {
  const value = record[column.key];
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if (kind === 'dateTime' && typeof value === 'string') {
    const epochMs = Date.parse(value);
    return Number.isNaN(epochMs) ? value : epochMs;
  }
  // As many digits in all, so that the order of the texts is that of the numbers.
  if (kind === 'digits' && typeof value === 'string') return value.padStart(40, '0');
  return text(value);
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Rows of equal keys keep the order in which they came. */
export function compareKeys(a: SortKey, b: SortKey, direction: 1 | -1): number {
  if (a === undefined || b === undefined) return (a === undefined ? 1 : 0) - (b === undefined ? 1 : 0);
  if (typeof a === 'number' && typeof b === 'number') return (a - b) * direction;
  if (typeof a === 'string' && typeof b === 'string') return collator.compare(a, b) * direction;
  return (typeof a === 'number' ? -1 : 1) * direction;
}

/** Two sorted lists as one; of equals, those of the first list come first. */
export function mergeSorted(
  first: readonly number[],
  second: readonly number[],
  compare: (a: number, b: number) => number,
): number[] {
  const merged: number[] = [];
  let [i, j] = [0, 0];
  while (i < first.length && j < second.length) {
    const [a = 0, b = 0] = [first[i], second[j]];
    if (compare(a, b) <= 0) {
      merged.push(a);
      i += 1;
    } else {
      merged.push(b);
      j += 1;
    }
  }
  for (; i < first.length; i++) merged.push(first[i] ?? 0);
  for (; j < second.length; j++) merged.push(second[j] ?? 0);
  return merged;
}
