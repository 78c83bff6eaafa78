import type { ApiError } from '../api/apiError.ts';
import type { Caller } from '../accounts/caller.ts';
import type { OrgState } from '../orgState.ts';
import type { RecordTest } from '../query/criterion.ts';
import { compileCriterion } from '../query/criterion.ts';
import { CriterionError } from '../query/criterionError.ts';
import { resolveFieldPath } from '../query/fieldPath.ts';
import type { Comparator, Criterion, ModuleDefinition } from '../schema/module.ts';
import { coqlLimits } from './checkShape.ts';
import { invalidColumn, invalidQuery, limitExceeded } from './coqlErrors.ts';
import { requireRelations } from './resolveColumn.ts';

type SingleTest = Extract<Criterion, { kind: 'test' }>;

const operatorWords: Readonly<Record<Comparator, string>> = {
  equal: '=',
  not_equal: '!=',
  less_than: '<',
  less_equal: '<=',
  greater_than: '>',
  greater_equal: '>=',
  between: 'between',
  not_between: 'not between',
  in: 'in',
  not_in: 'not in',
  contains: 'like',
  not_contains: 'not like',
  starts_with: 'like',
  ends_with: 'like',
  is_empty: 'is null',
  is_not_empty: 'is not null',
};

/**
 * The condition of a query as a function. Throws ApiError LIMIT_EXCEEDED for too many conditions or values, INVALID_QUERY
 * for columns, operators and values that do not fit. Source: zoho-api.md section 4.11.
 */
export function compileWhere(org: OrgState, module: ModuleDefinition, where: Criterion, caller: Caller): RecordTest {
  const tests = testsIn(where);
  const { conditions } = coqlLimits;
  if (tests.length > conditions) {
    throw limitExceeded('where', conditions, `the number of conditions exceeds the limit of ${conditions}`);
  }
  try {
    for (const test of tests) checkTest(org, module, test);
    return compileCriterion(org, module, where, caller);
  } catch (error) {
    if (error instanceof CriterionError) throw asApiError(error);
    throw error;
  }
}

function testsIn(criterion: Criterion): readonly SingleTest[] {
  return criterion.kind === 'test' ? [criterion] : criterion.of.flatMap(testsIn);
}

/** What COQL refuses although it could be compared. */
function checkTest(org: OrgState, module: ModuleDefinition, test: SingleTest): void {
  const field = test.path.join('.');
  requireRelations(test.path, 'where');
  if (test.values.length > coqlLimits.inValues) {
    throw limitExceeded('where', coqlLimits.inValues, `"in" takes at most ${coqlLimits.inValues} values`);
  }
  const { type, encrypted = false } = resolveFieldPath(org, module, test.path).field;
  if (type === 'textarea') {
    throw new CriterionError('fieldNotSupported', { field, comparator: test.comparator });
  }
  const isRefused =
    (type === 'boolean' && test.comparator !== 'equal') ||
    (encrypted && !['equal', 'is_empty', 'is_not_empty'].includes(test.comparator));
  if (isRefused) {
    throw new CriterionError('comparatorNotSupported', { field, comparator: test.comparator });
  }
}

function asApiError(error: CriterionError): ApiError {
  const { field, comparator, value } = error.details;
  const about = { column_name: field, ...(comparator && { operator: operatorWords[comparator] }) };
  switch (error.reason) {
    case 'unknownField':
    case 'unknownRelation':
      return invalidColumn(field);
    case 'fieldNotSupported':
      return invalidQuery('unsupported column in criteria', { cv_criteria: false, ...about });
    case 'comparatorNotSupported':
    case 'valueCountInvalid':
      return invalidQuery('Invalid query formed', { reason: 'invalid operator found', ...about });
    case 'valueInvalid':
      return invalidQuery('value given seems to be invalid for the column', { column_name: field, value });
  }
}
