import type { RefusedPlace } from '../model/refusedPlace.ts';
import { columnKey } from './column.ts';
import { comparisonsIn } from './comparisons.ts';
import type { Statement } from './strip.ts';
import { statementOf } from './strip.ts';
import { firstTokenFrom } from './tokenAt.ts';
import type { ColumnExpression, Literal, Query, QueryDocument, Span, Token } from './syntax.ts';

/**
 * Where in the document an error of the CRM belongs: the word that it names, or else the clause, or else the first word of
 * the query. `sent` is the statement that was refused; without it, the query as it stands.
 */
export function locateRefusal(
  refusal: RefusedPlace,
  query: Query,
  document: QueryDocument,
  sent: Statement = statementOf(query, document),
): Span {
  const { start, end } =
    atLineAndColumn(refusal, query, document, sent) ??
    atAlias(refusal, query) ??
    atComparison(refusal, query) ??
    atColumn(refusal, query) ??
    atName(refusal, query) ??
    atOperator(refusal, query) ??
    atNear(refusal, query, document) ??
    atClause(refusal, query) ??
    firstToken(query, document);
  return { start, end };
}

function atLineAndColumn(
  { line, column, near }: RefusedPlace,
  query: Query,
  document: QueryDocument,
  sent: Statement,
): Span | undefined {
  if (line === undefined || column === undefined) return undefined;
  const token = tokenAround(sent.placeOf(line, column), query, document);
  if (!token || near === undefined || near === '' || token.text.includes(near) || near.includes(token.text))
    return token;
  return atNear({ near }, query, document) ?? token;
}

function atAlias({ alias }: RefusedPlace, { select }: Query): Span | undefined {
  const found =
    alias === undefined ? undefined : select?.columns.findLast((column) => column.alias?.text === alias)?.alias;
  return found && found.end > found.start ? found : undefined;
}

/** The operator or value that does not fit a column. */
function atComparison({ columnName, operator, value }: RefusedPlace, query: Query): Span | undefined {
  if (columnName === undefined || (operator === undefined && value === undefined)) return undefined;
  for (const comparison of comparisonsIn(query)) {
    if (!comparison.column || !isNamed(comparison.column, columnName)) continue;
    if (operator !== undefined && comparison.operator?.operator !== operator.toLowerCase()) continue;
    const found = value === undefined ? comparison.operator : comparison.values.find((each) => isValue(each, value));
    if (found) return found;
  }
  return undefined;
}

/** The CRM may name the value of LIKE without its signs. */
function isValue(literal: Literal, value: string): boolean {
  return literal.value.replaceAll('%', '') === value.replaceAll('%', '');
}

/** A column that is named, in the clause that is named. */
function atColumn({ columnName, clause }: RefusedPlace, query: Query): Span | undefined {
  if (columnName === undefined) return undefined;
  return columnsOf(query, clause).find((each) => isNamed(each, columnName));
}

/** Of a clause that is named, or of all in the order in which a name is likeliest to be meant. */
function columnsOf(query: Query, clause: string | undefined): readonly ColumnExpression[] {
  const selected = (query.select?.columns ?? []).flatMap(({ expression }) => expression ?? []);
  const compared = comparisonsIn(query).flatMap(({ column }) => column ?? []);
  const grouped = query.groupBy?.columns ?? [];
  const ordered = (query.orderBy?.columns ?? []).flatMap(({ expression }) => expression ?? []);
  const all = [...selected, ...compared, ...grouped, ...ordered];
  // What "group by" lacks is a column that is selected, so that it comes first there, too.
  const first = clause?.toLowerCase() === 'order by' ? ordered : clause?.toLowerCase() === 'where' ? compared : [];
  return [...first, ...all];
}

/** The CRM names a column with or without its function. */
function isNamed(expression: ColumnExpression, name: string): boolean {
  const key = columnKey(expression);
  return key === name || (expression.kind === 'aggregate' && key.slice(expression.name.text.length + 1, -1) === name);
}

function atName({ module, customView }: RefusedPlace, { from }: Query): Span | undefined {
  if (customView !== undefined && from?.customView) return from.customView;
  return module === undefined ? undefined : from?.module;
}

function atOperator({ operator, columnName }: RefusedPlace, query: Query): Span | undefined {
  if (operator === undefined || columnName !== undefined) return undefined;
  const wanted = operator.toLowerCase();
  return comparisonsIn(query).find((each) => each.operator?.operator === wanted)?.operator;
}

/** The last token that is the text, or contains it: what comes before it could be read. */
function atNear({ near, operator }: RefusedPlace, query: Query, document: QueryDocument): Span | undefined {
  const text = near ?? operator;
  if (text === undefined || text === '') return undefined;
  const tokens = tokensOf(query, document);
  const wanted = text.toLowerCase();
  return (
    tokens.findLast((token) => token.text.toLowerCase() === wanted) ??
    tokens.findLast((token) => token.text.toLowerCase().includes(wanted))
  );
}

function atClause({ clause, limit }: RefusedPlace, query: Query): Span | undefined {
  const { select, from, where, groupBy, orderBy, offset } = query;
  switch (clause?.toLowerCase()) {
    case 'select':
      return select?.keyword;
    case 'from':
      return from?.keyword ?? select?.keyword;
    case 'where':
      return where?.keyword ?? from;
    case 'group by':
      return groupBy?.keyword;
    case 'order by':
      return orderBy?.keyword;
    case 'limit':
      return query.limit ?? offset;
    case 'offset':
      return offset ?? query.limit;
    default:
      return limit === undefined ? undefined : query.limit;
  }
}

function tokenAround(offset: number, query: Query, document: QueryDocument): Token | undefined {
  const tokens = tokensOf(query, document);
  return tokens.find((token) => token.end > offset) ?? tokens.at(-1);
}

function tokensOf({ start, end }: Query, { tokens }: QueryDocument): readonly Token[] {
  const own: Token[] = [];
  for (let index = firstTokenFrom(tokens, start); index < tokens.length; index++) {
    const token = tokens[index];
    if (!token || token.end > end) break;
    if (token.kind !== 'comment') own.push(token);
  }
  return own;
}

function firstToken(query: Query, document: QueryDocument): Span {
  return tokensOf(query, document)[0] ?? query;
}
