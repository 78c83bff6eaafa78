import type { Caller } from '../accounts/caller.ts';
import { ApiError } from '../api/apiError.ts';
import { looksLikeId } from '../ids.ts';
import type { OrgState } from '../orgState.ts';
import type { Comparator, Criterion, FieldDefinition, ModuleDefinition } from '../schema/module.ts';
import type { RecordTest } from './criterion.ts';
import { compileCriterion } from './criterion.ts';
import { CriterionError } from './criterionError.ts';
import { resolveFieldPath } from './fieldPath.ts';
import { parseCriteria, searchOperators } from './parseCriteria.ts';
import { criteriaLimitExceeded, invalidSearch } from './searchErrors.ts';
import { isSearchComparator } from './searchOperators.ts';

type SingleTest = Extract<Criterion, { kind: 'test' }>;

const maximumTests = 15;
const maximumInValues = 100;

/**
 * The `criteria` parameter as a function. Throws ApiError INVALID_QUERY, INVALID_DATA (datetimes), CRITERIA_LIMIT_EXCEEDED.
 * Source: zoho-api.md section 4.9.
 */
export function compileSearchCriteria(
  org: OrgState,
  module: ModuleDefinition,
  text: string,
  caller: Caller,
): RecordTest {
  const criterion = parseCriteria(text);
  if (countTests(criterion) > maximumTests) throw criteriaLimitExceeded(maximumTests);
  try {
    return compileCriterion(org, module, asSearched(org, module, criterion), caller);
  } catch (error) {
    if (error instanceof CriterionError) throw asApiError(error);
    throw error;
  }
}

function countTests(criterion: Criterion): number {
  return criterion.kind === 'test' ? 1 : criterion.of.reduce((count, each) => count + countTests(each), 0);
}

/** The condition that the search index looks for: texts by what they contain, lookups by name where no id is given. */
function asSearched(org: OrgState, module: ModuleDefinition, criterion: Criterion): Criterion {
  if (criterion.kind !== 'test') return { ...criterion, of: criterion.of.map((each) => asSearched(org, module, each)) };
  const { field } = resolveFieldPath(org, module, criterion.path);
  checkTest(field, criterion);
  const isText = (field.type === 'text' || field.type === 'textarea') && !field.encrypted;
  if (isText && criterion.comparator === 'equal' && !isEmptyMarker(criterion)) {
    return { ...criterion, comparator: 'contains' };
  }
  return byName(org, field, criterion) ?? criterion;
}

function checkTest(field: FieldDefinition, { path, comparator, values }: SingleTest): void {
  if (!isSearchComparator(field, comparator) || (field.encrypted && comparator !== 'equal')) {
    throw new CriterionError('comparatorNotSupported', { field: path.join('.'), comparator });
  }
  if (values.length > maximumInValues) {
    const message = `Only ${maximumInValues} values are allowed in "IN" criteria`;
    throw new ApiError(400, 'INVALID_QUERY', message, { api_name: path.join('.') });
  }
}

function isEmptyMarker({ values }: SingleTest): boolean {
  return values[0] === '${EMPTY}';
}

function byName(org: OrgState, field: FieldDefinition, test: SingleTest): Criterion | undefined {
  const isById = test.values.every(
    (value) => typeof value === 'string' && (value.startsWith('$') || looksLikeId(value)),
  );
  if (isById) return undefined;
  if (field.type === 'ownerlookup' || field.type === 'userlookup')
    return { ...test, path: [...test.path, 'full_name'] };
  const target = field.type === 'lookup' && field.lookup ? org.schema.module(field.lookup.module) : undefined;
  const named = target?.fields.find((each) => each.displayField);
  return named ? { ...test, path: [...test.path, named.apiName] } : undefined;
}

function asApiError({ reason, details }: CriterionError): ApiError {
  const { field, comparator, value, expected } = details;
  const about = { api_name: field };
  switch (reason) {
    case 'unknownField':
    case 'unknownRelation':
    case 'fieldNotSupported':
      return invalidSearch('the field is not available for search', about);
    case 'comparatorNotSupported':
      return invalidSearch('invalid operator found', { operator: operatorName(comparator), ...about });
    case 'valueCountInvalid':
      return invalidSearch('invalid value for search', about);
    case 'valueInvalid': {
      if (expected !== 'instant') {
        const type = expected === undefined ? {} : { expected_data_type: expectedTypes[expected] ?? expected };
        return invalidSearch('invalid value for search', { ...type, ...about, value });
      }
      const data = { expected_data_type: 'datetime', reason: 'invalid value for search', ...about };
      return new ApiError(400, 'INVALID_DATA', 'invalid data', data);
    }
  }
}

const expectedTypes: Readonly<Record<string, string>> = { number: 'double', digits: 'bigint', reference: 'bigint' };

function operatorName(comparator: Comparator | undefined): string | undefined {
  return Object.keys(searchOperators).find((name) => searchOperators[name] === comparator) ?? comparator;
}
