import { isClauseEnd } from './clauseStart.ts';
import { isClosed, unquote } from './lexer.ts';
import { checkQuotes, parseColumn } from './parseColumn.ts';
import { parseCondition } from './parseCondition.ts';
import type {
  ColumnExpression,
  FromClause,
  GroupByClause,
  Name,
  NumberClause,
  OrderByClause,
  OrderByColumn,
  SelectClause,
  SelectColumn,
  Span,
  WhereClause,
} from './syntax.ts';
import type { TokenCursor } from './tokenCursor.ts';

/** All functions here begin at the keyword of their clause and end where the next clause begins. */
export function parseSelect(cursor: TokenCursor): SelectClause {
  const keyword = takeKeyword(cursor);
  if (cursor.isWord('distinct') && (cursor.next?.kind === 'word' || cursor.next?.kind === 'string')) {
    cursor.report('distinct', 'COQL knows no "distinct"; group by the columns instead.', cursor.take());
  }
  const columns = parseItems(cursor, 'a column', parseSelectColumn);
  return { keyword, columns, ...cursor.endFrom(keyword.start) };
}

export function parseFrom(cursor: TokenCursor): FromClause {
  const keyword = takeKeyword(cursor);
  const named = cursor.is('word') && !isClauseEnd(cursor) ? cursor.take() : undefined;
  const module = named && { text: named.text, start: named.start, end: named.end };
  if (!module) cursor.reportExpected('a module');
  const customView = module && cursor.takeIf('hash') ? parseCustomView(cursor) : undefined;
  return { keyword, module, customView, ...cursor.endFrom(keyword.start) };
}

export function parseWhere(cursor: TokenCursor): WhereClause {
  const keyword = takeKeyword(cursor);
  const condition = parseCondition(cursor);
  const span = cursor.endFrom(keyword.start);
  if (!condition && span.end === keyword.end) cursor.reportExpected('a condition, such as "id is not null",');
  return { keyword, condition, ...span };
}

export function parseGroupBy(cursor: TokenCursor): GroupByClause {
  const keyword = takeKeywordWithBy(cursor);
  const columns = parseItems(cursor, 'a column', parseGroupColumn).flatMap((item) => item.expression ?? []);
  return { keyword, columns, ...cursor.endFrom(keyword.start) };
}

export function parseOrderBy(cursor: TokenCursor): OrderByClause {
  const keyword = takeKeywordWithBy(cursor);
  const columns = parseItems(cursor, 'a column', parseOrderByColumn);
  return { keyword, columns, ...cursor.endFrom(keyword.start) };
}

/** `limit 20`, `offset 40`. */
export function parseNumber(cursor: TokenCursor): NumberClause {
  const keyword = takeKeyword(cursor);
  const token = isClauseEnd(cursor) ? undefined : cursor.current;
  if (!token) cursor.reportExpected('a whole number');
  else cursor.take();
  const isWhole = token?.kind === 'number' && /^\d{1,15}$/.test(token.text);
  if (token && !isWhole) cursor.report('numberForm', `Expected a whole number instead of "${token.text}".`, token);
  if (cursor.is('comma') && cursor.next?.kind === 'number') {
    const { start } = cursor.take();
    cursor.take();
    cursor.report(
      'limitForm',
      'Write "limit" and "offset" with one number each.',
      cursor.endFrom(token?.start ?? start),
    );
  }
  return { keyword, value: isWhole ? Number(token.text) : undefined, ...cursor.endFrom(keyword.start) };
}

function takeKeyword(cursor: TokenCursor): Span {
  const { start, end } = cursor.take();
  return { start, end };
}

function takeKeywordWithBy(cursor: TokenCursor): Span {
  const keyword = cursor.take();
  const by = cursor.takeWord('by');
  if (!by) cursor.report('missingBy', `Expected "by" after "${keyword.text}".`, keyword);
  return { start: keyword.start, end: by?.end ?? keyword.end };
}

function parseCustomView(cursor: TokenCursor): Name | undefined {
  if (cursor.is('number') || (cursor.is('word') && !isClauseEnd(cursor))) {
    const { text, start, end, kind } = cursor.take();
    if (kind !== 'number')
      cursor.report('numberForm', 'A custom view is named by the number that is its id.', { start, end });
    return { text, start, end };
  }
  cursor.reportExpected('the id of a custom view');
  return undefined;
}

interface Item extends Span {
  readonly expression: ColumnExpression | undefined;
}

/** What commas separate. Goes on over whatever cannot stand there, telling of it once for each item. */
function parseItems<T extends Item>(
  cursor: TokenCursor,
  what: string,
  parse: (cursor: TokenCursor) => T,
): readonly T[] {
  const items: T[] = [];
  for (;;) {
    const comma = cursor.previous;
    const item = parse(cursor);
    items.push(item);
    if (!item.expression) reportNoColumn(cursor, what, comma?.kind === 'comma' ? comma : undefined);
    if (cursor.takeIf('comma')) continue;
    if (isClauseEnd(cursor)) return items;
    if (item.expression && (cursor.is('word') || cursor.is('string')) && !cursor.isWord('and', 'or', 'not', 'as')) {
      cursor.report('missingComma', 'Expected a comma between the columns.', cursor.current ?? item);
      continue;
    }
    if (item.expression) cursor.reportUnexpected();
    while (!isClauseEnd(cursor) && !cursor.is('comma')) cursor.take();
    if (!cursor.takeIf('comma')) return items;
  }
}

function reportNoColumn(cursor: TokenCursor, what: string, comma: Span | undefined): void {
  if (comma && isClauseEnd(cursor)) {
    cursor.report('commaBeforeClause', `Expected ${what} after the comma.`, comma);
  } else cursor.reportExpected(what);
}

function parseSelectColumn(cursor: TokenCursor): SelectColumn {
  const start = cursor.current?.start ?? cursor.previous?.end ?? 0;
  const expression = parseColumn(cursor);
  if (!expression) return { expression, alias: undefined, start, end: start };
  const alias = parseAlias(cursor);
  return { expression, alias, ...cursor.endFrom(start) };
}

/** `as 'Total'`, `as Total` or `'Total'`. */
function parseAlias(cursor: TokenCursor): Name | undefined {
  const as = cursor.takeWord('as');
  if (cursor.is('string')) {
    const token = cursor.take();
    checkQuotes(cursor, token);
    return { text: unquote(token), start: token.start + 1, end: token.end - (isClosed(token) ? 1 : 0) };
  }
  if (!as) return undefined;
  if (cursor.is('word') && !isClauseEnd(cursor)) {
    const { text, start, end } = cursor.take();
    return { text, start, end };
  }
  cursor.reportExpected('a name');
  return undefined;
}

function parseGroupColumn(cursor: TokenCursor): Item {
  const start = cursor.current?.start ?? cursor.previous?.end ?? 0;
  return { expression: parseColumn(cursor), ...cursor.endFrom(start) };
}

function parseOrderByColumn(cursor: TokenCursor): OrderByColumn {
  const start = cursor.current?.start ?? cursor.previous?.end ?? 0;
  const expression = parseColumn(cursor);
  const descending = expression && cursor.takeWord('desc');
  const ascending = descending || !expression ? undefined : cursor.takeWord('asc');
  const direction = descending ? 'desc' : ascending ? 'asc' : undefined;
  return { expression, direction, ...cursor.endFrom(start) };
}
