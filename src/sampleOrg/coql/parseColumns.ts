import { ApiError } from '../api/apiError.ts';
import type { AggregateFunction, ColumnReference, SelectColumn, SortKey } from './query.ts';
import { aggregateFunctions } from './query.ts';
import type { TokenCursor } from './tokenCursor.ts';

/** `col [as alias], …`. Throws ApiError. Source: zoho-api.md section 4.11. */
export function parseSelectColumns(cursor: TokenCursor): readonly SelectColumn[] {
  return commaSeparated(cursor, () => {
    const reference = parseColumn(cursor);
    const alias = parseAlias(cursor, reference);
    return alias === undefined ? reference : { ...reference, alias };
  });
}

export function parseGroupKeys(cursor: TokenCursor): readonly ColumnReference[] {
  return commaSeparated(cursor, () => parseColumn(cursor));
}

export function parseSortKeys(cursor: TokenCursor): readonly SortKey[] {
  return commaSeparated(cursor, () => {
    const reference = parseColumn(cursor);
    const descending = cursor.takeWord('desc');
    if (!descending) cursor.takeWord('asc');
    return { ...reference, direction: descending ? 'desc' : 'asc' };
  });
}

/** A column without aggregate, as conditions take it; quotes around it are allowed. */
export function parsePlainColumn(cursor: TokenCursor): ColumnReference {
  const { kind, text } = cursor.current;
  if ((kind !== 'word' && kind !== 'text') || isClause(kind, text)) throw cursor.unexpected();
  cursor.take();
  return plainColumn(text);
}

function parseColumn(cursor: TokenCursor): ColumnReference {
  const { kind, text } = cursor.current;
  const quoted = kind === 'text' ? /^(\w+)\s*\(\s*(.+?)\s*\)$/.exec(text) : null;
  if (quoted?.[1] !== undefined && quoted[2] !== undefined) {
    cursor.take();
    return aggregateColumn(quoted[1], quoted[2]);
  }
  const column = parsePlainColumn(cursor);
  if (kind !== 'word' || !cursor.takeSymbol('(')) return column;
  const argument = parsePlainColumn(cursor);
  cursor.expectSymbol(')');
  return aggregateColumn(text, argument.name);
}

function plainColumn(name: string): ColumnReference {
  return { name, path: name.split('.') };
}

function aggregateColumn(functionName: string, argument: string): ColumnReference {
  const name = `${functionName}(${argument})`;
  const aggregate: AggregateFunction | undefined = aggregateFunctions.find((each) => each === functionName);
  if (!aggregate) {
    const reason = 'unsupported aggregate function';
    throw new ApiError(400, 'INVALID_DATA', 'invalid data', { reason, column: name });
  }
  return { name, path: argument.split('.'), aggregate };
}

function parseAlias(cursor: TokenCursor, column: ColumnReference): string | undefined {
  const named = cursor.takeWord('as');
  const { kind, text } = cursor.current;
  if (kind !== 'text' && !(named && kind === 'word')) {
    if (named) throw cursor.unexpected();
    return undefined;
  }
  cursor.take();
  if (text.trim() !== '') return text;
  throw new ApiError(400, 'INVALID_ALIAS', 'alias name cannot be an empty string', {
    column_name: column.name,
    alias: text,
  });
}

/** Words that begin the next clause cannot be columns: `select from Leads`. */
function isClause(kind: string, text: string): boolean {
  return kind === 'word' && ['from', 'where', 'and', 'or', 'not', 'as', 'order', 'group'].includes(text.toLowerCase());
}

function commaSeparated<T>(cursor: TokenCursor, parse: () => T): readonly T[] {
  const items = [parse()];
  while (cursor.takeSymbol(',')) items.push(parse());
  return items;
}
