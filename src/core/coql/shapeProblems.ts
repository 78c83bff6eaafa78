import { columnKey, isGrouped, stepsOf } from './column.ts';
import { comparisonsIn } from './comparisons.ts';
import { queryLimits } from './limits.ts';
import type { CoqlProblem, ProblemOptions } from './problem.ts';
import { errorAt, inserting, replacing, warningAt } from './problem.ts';
import type { ColumnExpression, Query, Span } from './syntax.ts';

/** Clauses that are missing, and numbers that are too large (zoho-api.md section 4.11). */
export function findShapeProblems(query: Query, options: ProblemOptions): CoqlProblem[] {
  return [
    ...missingClauses(query),
    ...countProblems(query, options),
    ...rowProblems(query, options),
    ...joinProblems(query),
  ];
}

function missingClauses({ start, end, select, from, where, syntaxProblems }: Query): CoqlProblem[] {
  const span = { start, end: Math.min(end, start + 6) };
  if (!select && !from) {
    // Then it is no query at all, which the parser has told.
    return syntaxProblems.length > 0 ? [] : [errorAt('missingSelect', span, 'A query begins with "select".')];
  }
  if (!select) return [errorAt('missingSelect', span, 'The columns are missing: begin with "select" and fields.')];
  if (!from) return [errorAt('missingFrom', select.keyword, 'Add "from" and a module: every query needs it.')];
  if (where) return [];
  const fix = inserting('Ask for all records', from.end, '\nwhere id is not null');
  const message = 'Zoho wants a "where" in every query; for all records, write "where id is not null".';
  return [errorAt('missingWhere', from.module ?? from.keyword, message, [fix])];
}

function countProblems(query: Query, options: ProblemOptions): CoqlProblem[] {
  const columns = query.select?.columns ?? [];
  const aggregates = columns.filter(({ expression }) => expression?.kind === 'aggregate');
  const comparisons = comparisonsIn(query);
  const { columnsAtMost, inValuesAtMost } = queryLimits;
  return [
    ...tooMany(columns, queryLimits.columns, 'columns', options, columnsAtMost),
    ...tooMany(aggregates, queryLimits.aggregates, 'aggregates', options),
    ...tooMany(query.groupBy?.columns ?? [], queryLimits.groupColumns, 'columns to group by', options),
    ...tooMany(query.orderBy?.columns ?? [], queryLimits.orderColumns, 'columns to order by', options),
    ...tooMany(comparisons, queryLimits.conditions, 'conditions', options),
    ...comparisons.flatMap(({ values, operator }) =>
      operator?.operator === 'in' || operator?.operator === 'not in'
        ? tooMany(values, queryLimits.inValues, 'values after "in"', options, inValuesAtMost)
        : [],
    ),
  ];
}

/** Marks the first one that is too many. Between `limit` and `raised`, sources disagree. */
function tooMany(
  items: readonly Span[],
  limit: number,
  what: string,
  { asSent = false }: ProblemOptions,
  raised = limit,
): CoqlProblem[] {
  const first = items[limit];
  if (!first) return [];
  if (items.length > raised || asSent) {
    const most = asSent ? limit : raised;
    return [errorAt('tooMany', first, `A query takes at most ${most} ${what}; these are ${items.length}.`)];
  }
  const message = `Zoho documents at most ${limit} ${what}, and has announced ${raised}; these are ${items.length}.`;
  return [warningAt('tooMany', first, message)];
}

function rowProblems(query: Query, { asSent = false }: ProblemOptions): CoqlProblem[] {
  const { limit, offset } = query;
  const { rows, reach, defaultRows } = queryLimits;
  const problems: CoqlProblem[] = [];
  if (limit?.value === 0) problems.push(errorAt('tooFewRows', limit, 'A limit is greater than 0.'));
  if (asSent && limit?.value !== undefined && limit.value > rows) {
    const fix = replacing(`Change to ${rows}`, limit, `limit ${rows}`);
    problems.push(errorAt('tooMany', limit, `One call answers at most ${rows} rows.`, [fix]));
  }
  // Whoever runs the query goes on by id where OFFSET does not reach, but cannot skip by id, nor continue groups.
  const isPagedByOffset = asSent || isGrouped(query);
  const reached = (offset?.value ?? 0) + (isPagedByOffset ? (limit?.value ?? (asSent ? defaultRows : 1)) : 1);
  if (reached > reach) {
    const message = `"offset" and "limit" reach ${reach.toLocaleString('en-US')} rows; beyond them, use a condition such as "id > …".`;
    problems.push(errorAt('outOfReach', offset ?? limit ?? query, message));
  }
  return problems;
}

function joinProblems({ select, groupBy, orderBy, where }: Query): CoqlProblem[] {
  const selected = (select?.columns ?? []).flatMap(({ expression }) => expression ?? []);
  const others = [
    ...(where?.condition ? comparisonsIn({ where }).flatMap(({ column }) => column ?? []) : []),
    ...(groupBy?.columns ?? []),
    ...(orderBy?.columns ?? []).flatMap(({ expression }) => expression ?? []),
  ];
  return [
    ...[...selected, ...others].flatMap(depthProblems),
    ...tooManyJoins(selected, queryLimits.selectJoins, 'the columns after "select"'),
    ...tooManyJoins(others, queryLimits.baseJoins, '"where", "group by" and "order by" together'),
  ];
}

function depthProblems(expression: ColumnExpression): CoqlProblem[] {
  const { relations } = queryLimits;
  if (stepsOf(expression).length - 1 <= relations) return [];
  const message = `A path leads through at most ${relations} lookups; ${columnKey(expression)} leads through more.`;
  return [errorAt('tooMany', expression, message)];
}

/** Marks the first expression that brings in a lookup too many. */
function tooManyJoins(expressions: readonly ColumnExpression[], limit: number, where: string): CoqlProblem[] {
  const joins = new Set<string>();
  for (const expression of expressions) {
    const steps = stepsOf(expression).map(({ name, into }) => (into === undefined ? name : `${name}->${into}`));
    for (let length = 1; length < steps.length; length++) joins.add(steps.slice(0, length).join('.'));
    if (joins.size > limit) {
      return [errorAt('tooMany', expression, `At most ${limit} different lookups may be followed in ${where}.`)];
    }
  }
  return [];
}
