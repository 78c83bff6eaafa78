import { ApiError } from '../api/apiError.ts';
import { duplicateData, invalidQuery, limitExceeded, unsupportedColumn } from './coqlErrors.ts';
import type { ColumnReference, CoqlQuery, SelectColumn } from './query.ts';

/** How much one query may ask for (zoho-api.md section 4.11). */
export const coqlLimits = {
  columns: 50,
  rows: 2000,
  /** Offset and limit together. */
  reach: 100_000,
  conditions: 25,
  inValues: 50,
  relations: 2,
  /** Different lookups followed in the select columns, and in all other clauses together. */
  selectJoins: 15,
  baseJoins: 5,
  sortKeys: 10,
  groupKeys: 4,
  aggregates: 5,
} as const;

/**
 * What can be said about a query without looking at the schema: numbers, repetitions, aliases. Throws ApiError
 * LIMIT_EXCEEDED, DUPLICATE_DATA, DUPLICATE_ALIAS or INVALID_QUERY.
 */
export function checkShape(query: CoqlQuery): void {
  const aggregates = query.columns.filter((column) => column.aggregate);
  requireAtMost(coqlLimits.columns, query.columns.length, 'select', 'select columns');
  requireAtMost(coqlLimits.aggregates, aggregates.length, 'select', 'aggregate functions');
  requireAtMost(coqlLimits.groupKeys, query.groupBy.length, 'group by', 'group by columns');
  requireAtMost(coqlLimits.sortKeys, query.orderBy.length, 'order by', 'order by columns');
  requireAtMost(coqlLimits.rows, query.limit, 'limit', 'rows');
  requireAtMost(coqlLimits.reach, query.offset + query.limit, 'offset', 'rows that can be reached');
  refuseRepeated(query.columns, 'duplicate select column');
  refuseRepeated(query.groupBy, 'duplicate group by column');
  refuseRepeated(query.orderBy, 'duplicate order by column');
  checkAliases(query.columns);
  if (isGrouped(query)) checkGrouping(query);
}

/** Whether the rows of the answer are groups of records. */
export function isGrouped(query: CoqlQuery): boolean {
  return query.groupBy.length > 0 || [...query.columns, ...query.orderBy].some((column) => column.aggregate);
}

function requireAtMost(limit: number, count: number, clause: string, what: string): void {
  if (count > limit) throw limitExceeded(clause, limit, `the number of ${what} exceeds the limit of ${limit}`);
}

function refuseRepeated(references: readonly ColumnReference[], message: string): void {
  const seen = new Set<string>();
  for (const { name, aggregate, path } of references) {
    if (seen.has(name) && aggregate) {
      throw duplicateData('duplicate aggregate function', { column_name: path.join('.'), aggregate });
    }
    if (seen.has(name)) throw duplicateData(message, { column_name: name });
    seen.add(name);
  }
}

function checkAliases(columns: readonly SelectColumn[]): void {
  const named = new Set(columns.filter((column) => column.alias === undefined).map((column) => column.name));
  const byAlias = new Map<string, string>();
  for (const { name, alias } of columns) {
    if (alias === undefined) continue;
    const other = byAlias.get(alias);
    if (other !== undefined) {
      const details = { referred_columns: [other, name], alias };
      throw new ApiError(400, 'DUPLICATE_ALIAS', 'same alias cannot refer more than one column', details);
    }
    if (named.has(alias)) {
      const message =
        'column name or property name given in select columns without alias name cannot be an alias name for other select columns';
      throw invalidQuery(message, { column_name: name, alias });
    }
    byAlias.set(alias, name);
  }
}

/** Beside aggregates, only what the rows are grouped by has one value for each row of the answer. */
function checkGrouping(query: CoqlQuery): void {
  const grouped = new Set(query.groupBy.map((key) => key.name));
  const shown = new Map(query.columns.flatMap((column) => [column.name, column.alias].map((name) => [name, column])));
  for (const { name, aggregate } of query.columns) {
    if (!aggregate && !grouped.has(name)) throw unsupportedColumn(name, { clause: 'group by' });
  }
  for (const { name } of query.orderBy) {
    if (!grouped.has(name) && !shown.has(name)) throw unsupportedColumn(name, { clause: 'order by' });
  }
  for (const { name, aggregate } of query.groupBy) {
    if (aggregate) throw unsupportedColumn(name, { clause: 'group by' });
  }
}
