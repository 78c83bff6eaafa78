import type { Caller } from '../accounts/caller.ts';
import type { StoredValue } from '../records/store.ts';
import type { Comparator, CriterionValue } from '../schema/module.ts';
import type { ValueKind } from './valueKind.ts';
import type { Scalar } from './valueReader.ts';
import { valueReaders } from './valueReader.ts';

/** Says whether a stored value meets a condition. */
export type ValueTest = (stored: StoredValue) => boolean;

type ScalarKind = keyof typeof valueReaders & ValueKind;

/** `refuse` is called, and must throw, for a value that cannot be read as this kind. */
export function compileScalarTest(
  kind: ScalarKind,
  comparator: Comparator,
  values: readonly CriterionValue[],
  caller: Caller,
  refuse: (value: CriterionValue) => never,
): ValueTest {
  const { parse, read, compare } = valueReaders[kind];
  const operands = values.map((value) => parse(value, caller) ?? refuse(value));
  const holds = scalarTest(comparator, operands, compare);
  return (stored) => {
    const value = read(stored);
    return value !== null && holds(value);
  };
}

function scalarTest(
  comparator: Comparator,
  operands: readonly Scalar[],
  compare: (a: Scalar, b: Scalar) => number,
): (value: Scalar) => boolean {
  const [first = '', second = ''] = operands;
  const known = new Set(operands);
  switch (comparator) {
    case 'equal':
      return (value) => value === first;
    case 'not_equal':
      return (value) => value !== first;
    case 'in':
      return (value) => known.has(value);
    case 'not_in':
      return (value) => !known.has(value);
    case 'less_than':
      return (value) => compare(value, first) < 0;
    case 'less_equal':
      return (value) => compare(value, first) <= 0;
    case 'greater_than':
      return (value) => compare(value, first) > 0;
    case 'greater_equal':
      return (value) => compare(value, first) >= 0;
    case 'between':
      return (value) => compare(value, first) >= 0 && compare(value, second) <= 0;
    case 'not_between':
      return (value) => compare(value, first) < 0 || compare(value, second) > 0;
    default:
      return textPartTest(comparator, String(first));
  }
}

/** The comparators that look into a text; both texts are folded already. */
export function textPartTest(comparator: Comparator, part: string): (value: Scalar) => boolean {
  switch (comparator) {
    case 'contains':
      return (value) => String(value).includes(part);
    case 'not_contains':
      return (value) => !String(value).includes(part);
    case 'starts_with':
      return (value) => String(value).startsWith(part);
    case 'ends_with':
      return (value) => String(value).endsWith(part);
    default:
      throw new RangeError(`${comparator} does not look into texts`);
  }
}
