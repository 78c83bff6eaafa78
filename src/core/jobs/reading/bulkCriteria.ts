import type { ComparisonCondition, Condition, Literal } from '../../coql/syntax.ts';
import type { BulkCriteria } from '../../crm/crmRecords.ts';
import { alternatives, columnText, instantText, operatorOf, unfinished } from './conditionText.ts';
import type { ChangeWindow, IdRange } from './readRequest.ts';

/** What is asked for, as a bulk export takes it; undefined where it cannot be said: groups nest once there. */
export function bulkCriteria(
  condition: Condition | undefined,
  window: ChangeWindow | undefined,
  range: IdRange,
): BulkCriteria | 'none' | undefined {
  const own = condition && conditionCriteria(condition);
  if (condition && !own) return undefined;
  const members = [...(own ? (own.kind === 'group' && own.operator === 'and' ? own.members : [own]) : [])];
  const compare = (field: string, comparator: string, value: string): void => {
    members.push({ kind: 'comparison', field, comparator, value });
  };
  if (window?.fromMs !== undefined) compare(window.field, 'greater_equal', instantText(window.fromMs));
  if (window) compare(window.field, 'less_equal', instantText(window.untilMs));
  if (range.after !== undefined && range.after !== '0') compare('id', 'greater_than', range.after);
  if (range.upTo !== undefined) compare('id', 'less_equal', range.upTo);
  const [only] = members;
  if (!only) return 'none';
  const whole = members.length === 1 ? only : ({ kind: 'group', operator: 'and', members } as const);
  return depth(whole) <= 2 ? whole : flattened(whole);
}

/** Tests that one bulk export takes (zoho-api.md section 4.15). */
const mostTests = 25;

/** The same as tests of which, in each group, one must hold; undefined where that takes too many tests. */
function flattened(criteria: BulkCriteria): BulkCriteria | undefined {
  const groups = alternativesOf(criteria);
  if (groups.reduce((sum, tests) => sum + tests.length, 0) > mostTests) return undefined;
  return group(
    'and',
    groups.map((tests) => group('or', tests)),
  );
}

function alternativesOf(criteria: BulkCriteria): readonly (readonly BulkCriteria[])[] {
  if (criteria.kind === 'comparison') return [[criteria]];
  const parts = criteria.members.map(alternativesOf);
  if (criteria.operator === 'and') return parts.flat();
  return parts.reduce<readonly (readonly BulkCriteria[])[]>(
    (all, part) => all.flatMap((one) => part.map((other) => [...one, ...other])).slice(0, mostTests + 1),
    [[]],
  );
}

function conditionCriteria(condition: Condition): BulkCriteria | undefined {
  if (condition.kind === 'comparison') return comparisonCriteria(condition);
  const groups = alternatives(condition).map((each) => group('and', each.map(conditionCriteria)));
  return group('or', groups);
}

/** Members that are groups of the same kind are taken in. */
function group(operator: 'and' | 'or', members: readonly (BulkCriteria | undefined)[]): BulkCriteria | undefined {
  const known = members.filter((each) => each !== undefined);
  if (known.length < members.length) return undefined;
  if (known.length === 1) return known[0];
  const flat = known.flatMap((each) => (each.kind === 'group' && each.operator === operator ? each.members : [each]));
  return { kind: 'group', operator, members: flat };
}

function depth(criteria: BulkCriteria): number {
  return criteria.kind === 'group' ? 1 + Math.max(...criteria.members.map(depth)) : 0;
}

const comparators: Readonly<Record<string, string>> = {
  '=': 'equal',
  '!=': 'not_equal',
  '>': 'greater_than',
  '>=': 'greater_equal',
  '<': 'less_than',
  '<=': 'less_equal',
  in: 'in',
  'not in': 'not_in',
  between: 'between',
  'not between': 'not_between',
};

function comparisonCriteria(comparison: ComparisonCondition): BulkCriteria | undefined {
  const operator = operatorOf(comparison);
  const field = columnText(comparison.column);
  if (field.includes('->')) return undefined;
  const test = (comparator: string, value: string | number | boolean | readonly (string | number)[]): BulkCriteria => ({
    kind: 'comparison',
    field,
    comparator,
    value,
  });
  if (operator === 'is null') return test('equal', '${EMPTY}');
  if (operator === 'is not null') return test('not_equal', '${EMPTY}');
  const [first] = comparison.values;
  if (!first) throw unfinished();
  if (operator === 'like' || operator === 'not like') {
    const comparator = likeComparator(first.value, operator === 'not like');
    return comparator === undefined ? undefined : test(comparator, first.value.replaceAll('%', ''));
  }
  const comparator = comparators[operator];
  if (comparator === undefined) return undefined;
  const takesList = operator.endsWith('in') || operator.endsWith('between');
  return test(comparator, takesList ? comparison.values.map((each) => each.value) : plainValue(first));
}

function likeComparator(pattern: string, isNegated: boolean): string | undefined {
  const shape = pattern.replace(/[^%]+/g, 'x');
  const positive = { x: 'equal', 'x%': 'starts_with', '%x': 'ends_with', '%x%': 'contains' }[shape];
  return isNegated ? (shape === '%x%' ? 'not_contains' : undefined) : positive;
}

function plainValue({ kind, value }: Literal): string | boolean {
  return kind === 'word' && /^(true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value;
}
