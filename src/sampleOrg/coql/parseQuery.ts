import { ApiError } from '../api/apiError.ts';
import { invalidQuery, missingClause, queryNotSupported } from './coqlErrors.ts';
import { parseGroupKeys, parseSelectColumns, parseSortKeys } from './parseColumns.ts';
import { parseCondition } from './parseCondition.ts';
import type { CoqlQuery } from './query.ts';
import { TokenCursor } from './tokenCursor.ts';

const defaultLimit = 200;

/** Far more than 25 conditions need; keeps hostile queries from exhausting the stack. */
const mostBrackets = 1000;

/**
 * Reads `select … from … where … [group by …] [order by …] [limit n [offset m]]`. Throws ApiError SYNTAX_ERROR,
 * INVALID_QUERY, INVALID_ALIAS or INVALID_DATA. `lenient`: see `parseCondition`. Source: zoho-api.md section 4.11.
 */
export function parseQuery(text: string, lenient: boolean): CoqlQuery {
  const cursor = new TokenCursor(text);
  if (!cursor.takeWord('select') || text.split('(').length > mostBrackets) throw queryNotSupported();
  if (!cursor.hasAhead('from')) throw missingClause('from');
  const columns = parseSelectColumns(cursor);
  cursor.expectWord('from');
  const source = parseSource(cursor);
  if (!cursor.hasAhead('where')) throw missingClause('where');
  cursor.expectWord('where');
  const where = parseCondition(cursor, lenient);
  const groupBy = takeBy(cursor, 'group') ? parseGroupKeys(cursor) : [];
  const orderBy = takeBy(cursor, 'order') ? parseSortKeys(cursor) : [];
  const range = parseRange(cursor);
  if (cursor.current.kind !== 'end') throw cursor.unexpected();
  return { columns, ...source, where, groupBy, orderBy, ...range };
}

function parseSource(cursor: TokenCursor): Pick<CoqlQuery, 'module' | 'customViewId'> {
  if (cursor.current.kind !== 'word' || cursor.isWord('where')) throw cursor.unexpected();
  const module = cursor.take().text;
  if (!cursor.takeSymbol('#')) return { module };
  const view = cursor.take();
  if (view.kind === 'number') return { module, customViewId: view.text };
  throw invalidQuery('cvid given seems to be invalid', { cvid: view.text });
}

function takeBy(cursor: TokenCursor, word: 'group' | 'order'): boolean {
  if (!cursor.takeWord(word)) return false;
  cursor.expectWord('by');
  return true;
}

/** `limit n`, `limit n offset m`, `offset m`, and `limit m, n` with the offset first. */
function parseRange(cursor: TokenCursor): { limit: number; offset: number } {
  if (!cursor.takeWord('limit')) return { limit: defaultLimit, offset: parseOffset(cursor) };
  const first = parseCount(cursor, 'limit');
  if (cursor.takeSymbol(',')) return { limit: checkedLimit(parseCount(cursor, 'limit')), offset: first };
  return { limit: checkedLimit(first), offset: parseOffset(cursor) };
}

function parseOffset(cursor: TokenCursor): number {
  return cursor.takeWord('offset') ? parseCount(cursor, 'offset') : 0;
}

function parseCount(cursor: TokenCursor, clause: 'limit' | 'offset'): number {
  const { kind, text } = cursor.current;
  if (kind === 'end' || kind === 'symbol') throw cursor.unexpected();
  if (!/^-?\d{1,15}$/.test(text)) throw invalidQuery(`${clause} given seems to be invalid`, { [clause]: text });
  cursor.take();
  const count = Number(text);
  if (clause === 'offset' && count < 0) throw invalidQuery('offset given seems to be invalid', { offset: text });
  return count;
}

function checkedLimit(limit: number): number {
  if (limit <= 0) throw new ApiError(400, 'INVALID_DATA', 'limit should be greater than 0');
  return limit;
}
