import type { Comparator, Criterion, CriterionValue } from '../schema/module.ts';
import { invalidQuery, operatorNotSupported, queryNotSupported } from './coqlErrors.ts';
import { parsePlainColumn } from './parseColumns.ts';
import type { ColumnReference } from './query.ts';
import type { TokenCursor } from './tokenCursor.ts';

interface Comparison {
  readonly comparator: Comparator;
  readonly values: readonly CriterionValue[];
}

const comparatorBySymbol: Readonly<Record<string, Comparator>> = {
  '=': 'equal',
  '!=': 'not_equal',
  '>': 'greater_than',
  '>=': 'greater_equal',
  '<': 'less_than',
  '<=': 'less_equal',
};

/**
 * The condition after `where`. Zoho wants brackets around each pair: `(A and B) and C`. With `lenient`, longer chains
 * are read as in SQL, `and` before `or`. Throws ApiError. Source: zoho-api.md section 4.11.
 */
export function parseCondition(cursor: TokenCursor, lenient: boolean): Criterion {
  return lenient ? parseChain(cursor, 'or') : parsePair(cursor);
}

function parsePair(cursor: TokenCursor): Criterion {
  const first = parseOperand(cursor, false);
  const kind = cursor.takeWord('and') ? 'all' : cursor.takeWord('or') ? 'any' : undefined;
  if (!kind) return first;
  const second = parseOperand(cursor, false);
  if (cursor.isWord('and') || cursor.isWord('or')) throw cursor.unexpected();
  return { kind, of: [first, second] };
}

function parseChain(cursor: TokenCursor, word: 'and' | 'or'): Criterion {
  const parse = () => (word === 'or' ? parseChain(cursor, 'and') : parseOperand(cursor, true));
  const first = parse();
  if (!cursor.isWord(word)) return first;
  const of = [first];
  while (cursor.takeWord(word)) of.push(parse());
  return { kind: word === 'and' ? 'all' : 'any', of };
}

function parseOperand(cursor: TokenCursor, lenient: boolean): Criterion {
  if (!cursor.takeSymbol('(')) return parseTest(cursor);
  if (cursor.isWord('select')) throw queryNotSupported();
  const condition = parseCondition(cursor, lenient);
  cursor.expectSymbol(')');
  return condition;
}

function parseTest(cursor: TokenCursor): Criterion {
  const column = parsePlainColumn(cursor);
  return { kind: 'test', path: column.path, ...parseComparison(cursor, column) };
}

function parseComparison(cursor: TokenCursor, column: ColumnReference): Comparison {
  const { kind, text } = cursor.current;
  if (kind === 'symbol') {
    const comparator = comparatorBySymbol[text];
    if (!comparator) throw cursor.unexpected();
    cursor.take();
    return { comparator, values: [parseValue(cursor)] };
  }
  if (kind !== 'word') throw cursor.unexpected();
  if (cursor.takeWord('is')) {
    const negated = cursor.takeWord('not');
    cursor.expectWord('null');
    return { comparator: negated ? 'is_not_empty' : 'is_empty', values: [] };
  }
  const negated = cursor.takeWord('not');
  if (cursor.takeWord('like')) return parseLike(cursor, column, negated);
  if (cursor.takeWord('in')) return { comparator: negated ? 'not_in' : 'in', values: parseList(cursor) };
  if (cursor.takeWord('between')) return parseBetween(cursor, negated);
  throw operatorNotSupported(text);
}

function parseBetween(cursor: TokenCursor, negated: boolean): Comparison {
  const from = parseValue(cursor);
  cursor.expectWord('and');
  return { comparator: negated ? 'not_between' : 'between', values: [from, parseValue(cursor)] };
}

/** `'abc%'` starts, `'%abc'` ends, `'%abc%'` contains; `not like` exists only for the last. */
function parseLike(cursor: TokenCursor, column: ColumnReference, negated: boolean): Comparison {
  const value = parseValue(cursor);
  const [, before, part = '', after] = /^(%?)([^%]*)(%?)$/.exec(value) ?? [];
  const shape = before === undefined ? undefined : `${before}x${after ?? ''}`;
  const comparators: Readonly<Record<string, Comparator>> = negated
    ? { '%x%': 'not_contains' }
    : { x: 'equal', 'x%': 'starts_with', '%x': 'ends_with', '%x%': 'contains' };
  const comparator = shape === undefined ? undefined : comparators[shape];
  if (comparator && value !== '%') return { comparator, values: [part] };
  const operator = negated ? 'not like' : 'like';
  const details = { column_name: column.name, operator, value };
  throw invalidQuery('value given seems to be invalid for the column', details);
}

function parseList(cursor: TokenCursor): readonly string[] {
  cursor.expectSymbol('(');
  if (cursor.isWord('select')) throw queryNotSupported();
  const values = [parseValue(cursor)];
  while (cursor.takeSymbol(',')) values.push(parseValue(cursor));
  cursor.expectSymbol(')');
  return values;
}

/** Quoted or bare; `Lead_Source = Advertisement` is in Zoho's own examples. The field's type says what it means. */
function parseValue(cursor: TokenCursor): string {
  const { kind, text } = cursor.current;
  if (kind === 'word' && ['and', 'or', 'select', 'from', 'where', 'null'].includes(text.toLowerCase())) {
    throw cursor.unexpected();
  }
  if (kind !== 'text' && kind !== 'number' && kind !== 'word') throw cursor.unexpected();
  return cursor.take().text;
}
