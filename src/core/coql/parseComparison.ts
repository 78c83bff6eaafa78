import { isClauseEnd } from './clauseStart.ts';
import { isClosed, unquote } from './lexer.ts';
import { checkQuotes } from './parseColumn.ts';
import { skipBrackets } from './skipBrackets.ts';
import type { ColumnExpression, ComparisonCondition, ComparisonOperator, Literal, Token } from './syntax.ts';
import { comparisonOperators } from './syntax.ts';
import type { TokenCursor } from './tokenCursor.ts';
import { isWord, quoted } from './tokenCursor.ts';

type Operator = ComparisonOperator['operator'];

/** Signs of other languages that are understood, and told of. */
const foreignOperators: Readonly<Record<string, Operator>> = { '<>': '!=', '==': '=' };

const negatedWords: Readonly<Record<string, Operator>> = {
  like: 'not like',
  in: 'not in',
  between: 'not between',
};

/** What follows the column of a condition: operator and values. */
export function parseComparison(cursor: TokenCursor, column: ColumnExpression): ComparisonCondition {
  const operator = parseOperator(cursor, column);
  const values = parseValues(cursor, operator);
  return { kind: 'comparison', column, operator, values, isBracketed: false, ...cursor.endFrom(column.start) };
}

function parseOperator(cursor: TokenCursor, column: ColumnExpression): ComparisonOperator | undefined {
  const { current } = cursor;
  if (current?.kind === 'operator') return signOperator(cursor, cursor.take());
  if (current?.kind !== 'word' || isClauseEnd(cursor) || cursor.isWord('and', 'or')) {
    const at = current && !isClauseEnd(cursor) ? current : column;
    cursor.report('expected', 'Expected an operator, such as "=" or "is not null", after the field.', at);
    return undefined;
  }
  const word = cursor.take();
  const text = word.text.toLowerCase();
  if (text === 'is') return nullOperator(cursor, word);
  if (text === 'like' || text === 'in' || text === 'between') return operatorAt(text, word, word);
  const negated = text === 'not' ? negatedWords[cursor.current?.text.toLowerCase() ?? ''] : undefined;
  if (negated) return operatorAt(negated, word, cursor.take());
  cursor.report('unknownOperator', `${quoted(word.text)} is no operator of COQL.`, word);
  return cursor.is('operator') ? signOperator(cursor, cursor.take()) : undefined;
}

function signOperator(cursor: TokenCursor, token: Token): ComparisonOperator {
  const foreign = foreignOperators[token.text];
  if (foreign) {
    cursor.report('foreignOperator', `COQL writes "${foreign}" for "${token.text}".`, token);
    return operatorAt(foreign, token, token);
  }
  return operatorAt(comparisonOperators.find((each) => each === token.text) ?? '=', token, token);
}

function nullOperator(cursor: TokenCursor, is: Token): ComparisonOperator {
  const not = cursor.takeWord('not');
  const last = cursor.takeWord('null');
  if (!last) cursor.reportExpected('"null"');
  return operatorAt(not ? 'is not null' : 'is null', is, last ?? not ?? is);
}

function operatorAt(operator: Operator, { start }: Token, { end }: Token): ComparisonOperator {
  return { operator, start, end };
}

function parseValues(cursor: TokenCursor, operator: ComparisonOperator | undefined): readonly Literal[] {
  switch (operator?.operator) {
    case undefined:
      return isLiteralStart(cursor) ? parseOne(cursor) : [];
    case 'is null':
    case 'is not null':
      return [];
    case 'in':
    case 'not in':
      return parseList(cursor);
    case 'between':
    case 'not between':
      return parseBounds(cursor);
    default:
      return parseOne(cursor, operator);
  }
}

function parseOne(cursor: TokenCursor, operator?: ComparisonOperator): readonly Literal[] {
  if (cursor.isWord('null')) {
    const { start, end } = cursor.take();
    const span = { start: operator?.start ?? start, end };
    cursor.report('nullComparison', 'Emptiness is asked for by "is null" and "is not null".', span);
    return [];
  }
  const value = parseLiteral(cursor);
  return value ? [value] : [];
}

function parseBounds(cursor: TokenCursor): readonly Literal[] {
  const from = parseLiteral(cursor);
  if (!from) return [];
  if (!cursor.takeWord('and')) {
    cursor.reportExpected('"and" and the upper bound');
    return [from];
  }
  const to = parseLiteral(cursor);
  return to ? [from, to] : [from];
}

function parseList(cursor: TokenCursor): readonly Literal[] {
  const open = cursor.current;
  if (open?.kind !== 'open') {
    cursor.reportExpected('values in brackets');
    return isLiteralStart(cursor) ? parseOne(cursor) : [];
  }
  if (isWord(cursor.next, 'select')) return refuseSubquery(cursor, open);
  cursor.take();
  const values = parseListItems(cursor);
  if (!cursor.takeIf('close')) cursor.report('unclosedBracket', 'The closing bracket is missing.', open);
  return values;
}

function parseListItems(cursor: TokenCursor): readonly Literal[] {
  const values: Literal[] = [];
  for (;;) {
    const value = parseLiteral(cursor);
    if (value) values.push(value);
    if (cursor.takeIf('comma')) continue;
    if (!value || !isLiteralStart(cursor)) return values;
    const { current = value } = cursor;
    cursor.report('missingComma', 'Expected a comma between the values.', current);
  }
}

function refuseSubquery(cursor: TokenCursor, { start }: Token): readonly Literal[] {
  skipBrackets(cursor);
  cursor.report('subquery', 'Queries in queries are not supported.', cursor.endFrom(start));
  return [];
}

/** Whether a value begins here. Words that go on with the query are none. */
function isLiteralStart(cursor: TokenCursor): boolean {
  const { current } = cursor;
  if (!current || isClauseEnd(cursor)) return false;
  if (current.kind === 'word') return !cursor.isWord('and', 'or', 'null');
  return current.kind === 'string' || current.kind === 'number' || isUnquoted(current);
}

function parseLiteral(cursor: TokenCursor): Literal | undefined {
  if (!isLiteralStart(cursor)) {
    cursor.reportExpected('a value');
    return undefined;
  }
  const token = cursor.take();
  const { start, end, text } = token;
  if (token.kind === 'string') {
    checkQuotes(cursor, token);
    return { kind: 'string', value: unquote(token), isClosed: isClosed(token), start, end };
  }
  if (token.kind === 'unknown') {
    cursor.report('unquotedValue', `Put ${quoted(text)} into single quotes.`, token);
  }
  return { kind: token.kind === 'number' ? 'number' : 'word', value: text, isClosed: true, start, end };
}

/** A date, or a word with letters that names do not have. */
function isUnquoted({ kind, text }: Token): boolean {
  return kind === 'unknown' && /^[-\w\u0080-\uffff]/.test(text);
}
