import { columnKey, isGrouped } from './column.ts';
import type { CoqlProblem, CoqlProblemKind } from './problem.ts';
import { errorAt, inserting } from './problem.ts';
import type { ColumnExpression, Query, SelectColumn, Span } from './syntax.ts';

/** Columns and aliases that stand twice (DUPLICATE_DATA and DUPLICATE_ALIAS of zoho-api.md section 4.11). */
export function findRepetitions({ select, groupBy, orderBy }: Query): CoqlProblem[] {
  const columns = select?.columns ?? [];
  const ordered = orderBy?.columns ?? [];
  return [
    ...repeated(columns.map(({ expression }) => expression)),
    ...repeated(groupBy?.columns ?? []),
    ...repeated(ordered.map(({ expression }) => expression)),
    ...aliasProblems(columns),
  ];
}

/** Beside aggregates, only what the rows are grouped by has one value for each row of the answer. */
export function findGroupingProblems(query: Query): CoqlProblem[] {
  if (!isGrouped(query)) return [];
  const { select, groupBy, orderBy } = query;
  const columns = select?.columns ?? [];
  const grouped = new Set((groupBy?.columns ?? []).map(columnKey));
  const shown = new Set([
    ...grouped,
    ...columns.flatMap(({ expression, alias }) => [...(expression ? [columnKey(expression)] : []), alias?.text]),
  ]);
  const lacking = columns.flatMap(({ expression }) =>
    expression && expression.kind !== 'aggregate' && expression.kind !== 'star' && !grouped.has(columnKey(expression))
      ? notGrouped(query, expression)
      : [],
  );
  return [
    ...lacking,
    ...(groupBy?.columns ?? []).filter(({ kind }) => kind === 'aggregate').map(aggregateInGroup),
    ...(orderBy?.columns ?? []).flatMap(({ expression }) =>
      expression && !shown.has(columnKey(expression)) ? notShown(expression) : [],
    ),
  ];
}

function repeated(expressions: readonly (ColumnExpression | undefined)[]): CoqlProblem[] {
  const seen = new Set<string>();
  return expressions.flatMap((expression) => {
    if (!expression) return [];
    const key = columnKey(expression);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return problem('duplicate', expression, `${key} stands here for the second time.`);
  });
}

function aliasProblems(columns: readonly SelectColumn[]): CoqlProblem[] {
  const plain = new Set(
    columns.flatMap(({ expression, alias }) => (expression && !alias ? columnKey(expression) : [])),
  );
  const seen = new Set<string>();
  return columns.flatMap(({ alias, end }) => {
    if (!alias) return [];
    const { text } = alias;
    // With its quotes, as nothing cannot be marked.
    if (text.trim() === '') return problem('alias', { start: alias.start - 1, end }, 'An alias may not be empty.');
    if (seen.has(text)) return problem('alias', alias, `"${text}" is the alias of another column already.`);
    seen.add(text);
    return plain.has(text) ? problem('alias', alias, `"${text}" is a selected column, so it cannot be an alias.`) : [];
  });
}

function notGrouped({ groupBy, where }: Query, expression: ColumnExpression): CoqlProblem[] {
  const key = columnKey(expression);
  const last = groupBy?.columns.at(-1);
  const at = last?.end ?? where?.end;
  const text = last ? `, ${key}` : `\ngroup by ${key}`;
  const fixes = at === undefined ? [] : [inserting(`Group by ${key}`, at, text)];
  const message = `With aggregates or "group by", each other column must be one that is grouped by; ${key} is not.`;
  return [errorAt('notGrouped', expression, message, fixes)];
}

function aggregateInGroup(expression: ColumnExpression): CoqlProblem {
  return errorAt('notGrouped', expression, 'Rows are grouped by fields, not by aggregates.');
}

function notShown(expression: ColumnExpression): CoqlProblem[] {
  const message = `Groups are ordered by what is selected or grouped by; ${columnKey(expression)} is neither.`;
  return problem('notGrouped', expression, message);
}

function problem(kind: CoqlProblemKind, span: Span, message: string): CoqlProblem[] {
  return [errorAt(kind, span, message)];
}
