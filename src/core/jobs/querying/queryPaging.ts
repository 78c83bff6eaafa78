import { queryLimits } from '../../coql/limits.ts';
import type { Condition, OrderByColumn, Query, WhereClause } from '../../coql/syntax.ts';
import type { Field, FieldType } from '../../model/metadata.ts';

/**
 * How the rows of a query are had beyond one call.
 * - `asWritten`: what we do not understand is sent once, as it is, for the CRM to say what it thinks.
 * - `byKey`: each call goes on behind the last row of the one before: no end, and rows that come or go meanwhile shift
 *   nothing.
 * - `byOffset`: as far as the CRM counts rows.
 */
export type QueryPaging =
  | { readonly kind: 'asWritten' }
  | { readonly kind: 'byKey'; readonly key: PageKey }
  | { readonly kind: 'byOffset'; readonly isGrouped: boolean; readonly order: string };

/** Rows in the order of a column, and of their ids where the column says nothing or the same. */
export interface PageKey {
  /** Undefined where the order is that of the ids alone. */
  readonly column: KeyColumn | undefined;
  readonly isIdDescending: boolean;
}

export interface KeyColumn {
  readonly apiName: string;
  readonly isDescending: boolean;
  /** By what name rows have its value. */
  readonly rowName: string;
  /** The query does not select it, so that it is to be added, and taken out of the rows. */
  readonly isHidden: boolean;
  /** Never empty, so that where empty values stand in the order need not be found out. */
  readonly isAlwaysSet: boolean;
}

/** Of types whose values the CRM compares by `<` and `>`, and sends as they are. */
const comparableTypes: ReadonlySet<FieldType> = new Set([
  'date',
  'dateTime',
  'integer',
  'currency',
  'percent',
  'decimal',
]);

const systemTimes: ReadonlySet<string> = new Set(['Created_Time', 'Modified_Time']);

/** `fields`: of the module in FROM, where they are known. */
export function pagingOf(query: Query, fields: readonly Field[] | undefined): QueryPaging {
  const { select, from, where, groupBy, orderBy } = query;
  if (query.syntaxProblems.length > 0 || !select || !from?.module || !where?.condition) return { kind: 'asWritten' };
  const columns = orderBy?.columns ?? [];
  const order = columns.map((each) => ownField(each) ?? '').filter((each) => each !== '');
  const isGrouped = groupBy !== undefined || select.columns.some((each) => each.expression?.kind === 'aggregate');
  const byOffset = { kind: 'byOffset', isGrouped, order: order.join(', ') } as const;
  const key = isGrouped ? undefined : keyOf(query, columns, fields);
  if (!key || countConditions(where) + conditionsOf(key) > queryLimits.conditions) return byOffset;
  // Which of the empty values an offset of the user's own skips cannot be known.
  const isStartKnown = (query.offset?.value ?? 0) === 0 || key.column?.isAlwaysSet !== false;
  return isStartKnown ? { kind: 'byKey', key } : byOffset;
}

/** How many at most `keyCondition` makes of it. */
function conditionsOf({ column }: PageKey): number {
  return column ? 4 : 1;
}

function keyOf(
  query: Query,
  columns: readonly OrderByColumn[],
  fields: readonly Field[] | undefined,
): PageKey | undefined {
  const [first, second, third] = columns;
  if (!first) return { column: undefined, isIdDescending: false };
  const name = nameBehindAlias(query, ownField(first));
  if (name === 'id') return second ? undefined : { column: undefined, isIdDescending: first.direction === 'desc' };
  if (name === undefined || third || (second && ownField(second) !== 'id')) return undefined;
  const isAlwaysSet = systemTimes.has(name);
  const field = fields?.find((each) => each.apiName === name);
  if (!isAlwaysSet && !(field && comparableTypes.has(field.type) && !field.isComputed)) return undefined;
  const isDescending = first.direction === 'desc';
  const rowName = rowNameOf(query, name);
  if (rowName === undefined && (query.select?.columns.length ?? 0) >= queryLimits.columns) return undefined;
  const column = {
    apiName: name,
    isDescending,
    rowName: rowName ?? name,
    isHidden: rowName === undefined,
    isAlwaysSet,
  };
  return { column, isIdDescending: second?.direction === 'desc' };
}

/** The name of a field of the module itself; undefined for paths, aggregates and what is missing. */
export function ownField({ expression }: Pick<OrderByColumn, 'expression'>): string | undefined {
  if (expression?.kind !== 'field' || expression.path.parts.length !== 1) return undefined;
  return expression.path.parts[0]?.text;
}

function nameBehindAlias(query: Query, name: string | undefined): string | undefined {
  const aliased = query.select?.columns.find((each) => each.alias !== undefined && each.alias.text === name);
  return aliased ? ownField(aliased) : name;
}

function rowNameOf(query: Query, apiName: string): string | undefined {
  const column = query.select?.columns.find(({ expression }) => {
    return expression?.kind === 'field' && expression.path.parts.map((each) => each.text).join('.') === apiName;
  });
  return column && (column.alias?.text ?? apiName);
}

function countConditions({ condition }: WhereClause): number {
  const count = (each: Condition): number =>
    each.kind === 'comparison' ? 1 : each.members.reduce((sum, member) => sum + count(member), 0);
  return condition ? count(condition) : 0;
}
