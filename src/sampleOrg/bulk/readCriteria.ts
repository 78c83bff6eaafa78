import type { ApiError } from '../api/apiError.ts';
import { CriterionError } from '../query/criterionError.ts';
import { resolveFieldPath } from '../query/fieldPath.ts';
import type { ValueKind } from '../query/valueKind.ts';
import { valueKindOf } from '../query/valueKind.ts';
import type { OrgState } from '../orgState.ts';
import type { Comparator, Criterion, CriterionValue, ModuleDefinition } from '../schema/module.ts';
import { bulkError } from './bulkErrors.ts';
import { isObject } from './jsonShape.ts';

const mostTests = 25;
const mostValues = 200;

const equality = ['equal', 'not_equal', 'in', 'not_in'] as const;
const order = ['less_than', 'less_equal', 'greater_than', 'greater_equal'] as const;
const range = ['between', 'not_between'] as const;
const parts = ['contains', 'not_contains', 'starts_with', 'ends_with'] as const;
const comparators: readonly Comparator[] = [...equality, ...order, ...range, ...parts];

/** Fewer than conditions know elsewhere (zoho-api.md section 4.15). */
const comparatorsByKind: Readonly<Record<ValueKind, readonly Comparator[]>> = {
  text: [...equality, ...parts],
  options: [...equality, ...parts],
  number: [...equality, ...order],
  digits: [...equality, ...order],
  date: [...equality, ...order, ...range],
  instant: [...equality, ...order, ...range],
  boolean: ['equal'],
  reference: equality,
  unsupported: [],
};

const dataTypes: Readonly<Record<ValueKind, string>> = {
  text: 'string',
  options: 'string',
  number: 'double',
  digits: 'bigint',
  date: 'date',
  instant: 'datetime',
  boolean: 'boolean',
  reference: 'bigint',
  unsupported: 'string',
};

/**
 * Reads `query.criteria`: one test `{field:{api_name}, comparator, value}`, or `{group_operator, group:[…]}` of tests and
 * groups. Throws ApiError 400 with the codes of zoho-api.md section 4.15. Whether a value can be read as the field's
 * type shows when the condition is compiled; see `criterionApiError`.
 */
export function parseReadCriteria(org: OrgState, module: ModuleDefinition, criteria: unknown): Criterion {
  const criterion = parseElement(org, module, criteria, 'AMBIGUOUS_CRITERIA');
  if (countTests(criterion) > mostTests) throw bulkError('CRITERIA_LIMIT_EXCEEDED', { max_limit: mostTests });
  return criterion;
}

/** What bulk read says about a condition that does not compile. */
export function criterionApiError(error: CriterionError, module: ModuleDefinition): ApiError {
  const { field, comparator, expected } = error.details;
  switch (error.reason) {
    case 'unknownField':
    case 'unknownRelation':
      return bulkError('FIELD_IN_CRITERIA_NOT_AVAILABLE', { api_name: field, module: module.apiName });
    case 'fieldNotSupported':
      return bulkError('FIELD_IN_CRITERIA_NOT_SUPPORTED', { api_name: field, module: module.apiName });
    case 'comparatorNotSupported':
      return bulkError('FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE', { comparator, api_name: field });
    case 'valueCountInvalid':
      return bulkError('COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE', { comparator, api_name: field });
    case 'valueInvalid':
      return bulkError('FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE', {
        api_name: field,
        expected_data_type: dataTypes[expected ?? 'text'],
      });
  }
}

function parseElement(
  org: OrgState,
  module: ModuleDefinition,
  element: unknown,
  ambiguous: 'AMBIGUOUS_CRITERIA' | 'AMBIGUOUS_GROUP_IN_CRITERIA',
): Criterion {
  if (!isObject(element)) throw bulkError('INVALID_CRITERIA');
  const isGroup = 'group' in element || 'group_operator' in element;
  if (isGroup && ('field' in element || 'comparator' in element || 'value' in element)) throw bulkError(ambiguous);
  return isGroup ? parseGroup(org, module, element) : parseTest(org, module, element);
}

function parseGroup(org: OrgState, module: ModuleDefinition, element: Readonly<Record<string, unknown>>): Criterion {
  const { group, group_operator: operator } = element;
  const word = typeof operator === 'string' ? operator.toLowerCase() : operator;
  if (word !== 'and' && word !== 'or') {
    throw bulkError('GROUP_OPERATOR_NOT_SUPPORTED', { supported: ['and', 'or'] });
  }
  if (!Array.isArray(group) || group.length === 0) throw bulkError('INVALID_CRITERIA');
  const of = group.map((each) => parseElement(org, module, each, 'AMBIGUOUS_GROUP_IN_CRITERIA'));
  return { kind: word === 'and' ? 'all' : 'any', of };
}

function parseTest(org: OrgState, module: ModuleDefinition, element: Readonly<Record<string, unknown>>): Criterion {
  const { field, comparator: word } = element;
  const apiName = isObject(field) ? field['api_name'] : undefined;
  if (typeof apiName !== 'string' || word === undefined || !('value' in element)) throw bulkError('INVALID_CRITERIA');
  const path = apiName === 'Id' ? ['id'] : apiName.split('.');
  const supported = supportedComparators(org, module, path);
  const comparator = comparators.find((each) => each === word);
  if (!comparator) {
    throw bulkError('FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED', { comparator: word, api_name: apiName, supported });
  }
  if (!supported.includes(comparator)) {
    const details = { comparator, api_name: apiName, supported };
    throw bulkError('FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE', details);
  }
  return { kind: 'test', path, comparator, values: parseValues(element['value'], comparator, apiName) };
}

function supportedComparators(org: OrgState, module: ModuleDefinition, path: readonly string[]): readonly Comparator[] {
  const { field } = resolvePath(org, module, path);
  const supported = comparatorsByKind[valueKindOf(org, field)];
  if (supported.length > 0 && field.filterable) return supported;
  throw bulkError('FIELD_IN_CRITERIA_NOT_SUPPORTED', { api_name: path.join('.'), module: module.apiName });
}

function resolvePath(org: OrgState, module: ModuleDefinition, path: readonly string[]) {
  try {
    return resolveFieldPath(org, module, path);
  } catch (error) {
    throw error instanceof CriterionError ? criterionApiError(error, module) : error;
  }
}

function parseValues(value: unknown, comparator: Comparator, apiName: string): readonly CriterionValue[] {
  const takesList = ['in', 'not_in', 'between', 'not_between'].includes(comparator);
  if (Array.isArray(value) !== takesList) {
    throw bulkError('COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE', { comparator, api_name: apiName });
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length > mostValues) throw bulkError('VALUE_LIMIT_EXCEEDED_IN_CRITERIA', { max_limit: mostValues });
  return values.map((each) => {
    if (typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean') return each;
    throw bulkError('VALUE_TYPE_NOT_SUPPORTED', { api_name: apiName });
  });
}

function countTests(criterion: Criterion): number {
  if (criterion.kind === 'test') return 1;
  return criterion.of.reduce((count, each) => count + countTests(each), 0);
}
