import type { Caller } from '../accounts/caller.ts';
import type { OrgState } from '../orgState.ts';
import type { StoredRecord, StoredValue } from '../records/store.ts';
import type { Comparator, Criterion, CriterionValue, ModuleDefinition } from '../schema/module.ts';
import { CriterionError } from './criterionError.ts';
import { resolveFieldPath } from './fieldPath.ts';
import { compileOptionsTest } from './optionsTest.ts';
import { compileScalarTest } from './scalarTest.ts';
import { comparatorsByKind, valueKindOf } from './valueKind.ts';

/** Says whether a record meets a condition. */
export type RecordTest = (record: StoredRecord) => boolean;

type SingleTest = Extract<Criterion, { kind: 'test' }>;

/** Stands for an empty field wherever a value may stand (zoho-api.md section 4.15). */
const emptyMarker = '${EMPTY}';

/**
 * Turns a condition into a function, once for many records. Paths lead through lookups; values are read by the
 * field's type; texts compare without regard to case. An empty field meets only `is_empty` (or `equal` to null or
 * `${EMPTY}`): as in SQL it is neither equal nor unequal to anything. An empty `all` is met, an empty `any` is not.
 * Throws CriterionError. Sources: zoho-api.md sections 4.9, 4.11, 4.15, 5.
 */
export function compileCriterion(
  org: OrgState,
  module: ModuleDefinition,
  criterion: Criterion,
  caller: Caller,
): RecordTest {
  switch (criterion.kind) {
    case 'all': {
      const tests = criterion.of.map((each) => compileCriterion(org, module, each, caller));
      return (record) => tests.every((test) => test(record));
    }
    case 'any': {
      const tests = criterion.of.map((each) => compileCriterion(org, module, each, caller));
      return (record) => tests.some((test) => test(record));
    }
    case 'test':
      return compileTest(org, module, criterion, caller);
  }
}

function compileTest(org: OrgState, module: ModuleDefinition, test: SingleTest, caller: Caller): RecordTest {
  const { field, read } = resolveFieldPath(org, module, test.path);
  const kind = valueKindOf(org, field);
  const { comparator, values } = withoutEmptyMarker(test);
  const about = { field: test.path.join('.'), comparator: test.comparator };
  if (kind === 'unsupported') throw new CriterionError('fieldNotSupported', about);
  if (!comparatorsByKind[kind].has(comparator)) throw new CriterionError('comparatorNotSupported', about);
  if (!countFits(comparator, values.length)) throw new CriterionError('valueCountInvalid', about);
  if (comparator === 'is_empty') return (record) => isEmpty(read(record));
  if (comparator === 'is_not_empty') return (record) => !isEmpty(read(record));

  const refuse = (value: CriterionValue): never => {
    throw new CriterionError('valueInvalid', { ...about, value, expected: kind });
  };
  const holds =
    kind === 'options'
      ? compileOptionsTest(comparator, values, refuse)
      : compileScalarTest(kind, comparator, values, caller, refuse);
  return (record) => holds(read(record));
}

function withoutEmptyMarker(test: SingleTest): { comparator: Comparator; values: readonly CriterionValue[] } {
  const [value] = test.values;
  if (test.values.length === 1 && (value === null || value === emptyMarker)) {
    if (test.comparator === 'equal') return { comparator: 'is_empty', values: [] };
    if (test.comparator === 'not_equal') return { comparator: 'is_not_empty', values: [] };
  }
  return test;
}

function countFits(comparator: Comparator, count: number): boolean {
  switch (comparator) {
    case 'is_empty':
    case 'is_not_empty':
      return count === 0;
    case 'between':
    case 'not_between':
      return count === 2;
    case 'in':
    case 'not_in':
      return count > 0;
    default:
      return count === 1;
  }
}

function isEmpty(value: StoredValue): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
