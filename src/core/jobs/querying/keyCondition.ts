import type { CrmValue } from '../../model/record.ts';
import type { PageKey } from './queryPaging.ts';

/** What is known of the rows that were read. */
export interface KeyPosition {
  readonly lastId: string;
  /** Of the key's column in the last row; undefined where the key has none. */
  readonly lastValue: CrmValue | undefined;
  /** Of the key's column in the very first row. */
  readonly firstValue: CrmValue | undefined;
}

/**
 * The condition for the rows behind a position, in the pairs of brackets that COQL wants. Where empty values stand is not
 * documented, and shown by the rows: at the beginning if the first row has one, and at the end otherwise.
 */
export function keyCondition({ column, isIdDescending }: PageKey, position: KeyPosition): string {
  const behindId = `id ${isIdDescending ? '<' : '>'} ${literal(position.lastId)}`;
  if (!column) return behindId;
  const { apiName, isDescending } = column;
  const { firstValue, lastValue } = position;
  const startsEmpty = isEmpty(firstValue);
  if (isEmpty(lastValue)) {
    const restOfEmpty = `(${apiName} is null and ${behindId})`;
    return startsEmpty ? `(${restOfEmpty} or ${apiName} is not null)` : restOfEmpty;
  }
  const value = literal(lastValue);
  const behindValue = `${apiName} ${isDescending ? '<' : '>'} ${value}`;
  const behind = `(${behindValue} or (${apiName} = ${value} and ${behindId}))`;
  return startsEmpty || column.isAlwaysSet ? behind : `(${behind} or ${apiName} is null)`;
}

function isEmpty(value: CrmValue | undefined): boolean {
  return value === null || value === undefined;
}

/** Numbers bare and without an exponent (they have nine places at most), all else as a text. */
function literal(value: CrmValue | undefined): string {
  if (typeof value === 'number') return String(value).includes('e') ? value.toFixed(9) : String(value);
  if (typeof value !== 'string') throw new RangeError('Only numbers and texts can be compared.');
  return /^-?\d+(\.\d+)?$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
}
