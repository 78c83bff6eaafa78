import { isClauseEnd } from './clauseStart.ts';
import { isClosed, tokenize, unquote } from './lexer.ts';
import { skipBrackets } from './skipBrackets.ts';
import type { ColumnExpression, FieldPath, Name, Token } from './syntax.ts';
import { TokenCursor } from './tokenCursor.ts';

/** Words that join or end conditions and columns and are never names there. */
const joiningWords = ['and', 'or', 'not', 'as'];

const wrongArgument = 'An aggregate takes a field of the module or of what its lookups lead to.';

/** A column, aggregate or `*`, with or without quotes. Undefined, and nothing taken, where none begins. */
export function parseColumn(cursor: TokenCursor): ColumnExpression | undefined {
  const { current } = cursor;
  if (current?.kind === 'star') return star(cursor.take());
  if (current?.kind === 'string') return parseQuotedColumn(cursor);
  if (current?.kind !== 'word' || isClauseEnd(cursor) || cursor.isWord(...joiningWords)) return undefined;
  const first = takeName(cursor);
  if (cursor.is('open')) return parseAggregate(cursor, first);
  if (cursor.is('arrow') && cursor.isAdjacent()) return parseModuleField(cursor, first);
  const path = parseRestOfPath(cursor, first);
  return { kind: 'field', path, start: path.start, end: path.end };
}

/** Tells of quotes that are not closed. */
export function checkQuotes(cursor: TokenCursor, token: Token): void {
  const { text } = token;
  if (isClosed(token)) return;
  cursor.report('unclosedText', `The closing quote of ${text.slice(0, 40)} is missing on this line.`, token);
}

function star(token: Token): ColumnExpression {
  const { start, end } = token;
  return { kind: 'star', at: { start, end }, start, end };
}

function takeName(cursor: TokenCursor): Name {
  const { text, start, end } = cursor.take();
  return { text, start, end };
}

/** `Account_Name.Owner.last_name`. A dot that nothing touches leaves an empty last part, as keywords come next then. */
function parseRestOfPath(cursor: TokenCursor, first: Name): FieldPath {
  const parts = [first];
  while (cursor.is('dot') && cursor.isAdjacent()) {
    const { end } = cursor.take();
    if (cursor.is('word') && cursor.isAdjacent()) {
      parts.push(takeName(cursor));
      continue;
    }
    parts.push({ text: '', start: end, end });
    cursor.report('expected', 'Expected the name of a field after the dot.', { start: first.start, end });
    break;
  }
  return { parts, start: first.start, end: parts.at(-1)?.end ?? first.end };
}

function parseAggregate(cursor: TokenCursor, name: Name): ColumnExpression {
  const open = cursor.take();
  const argument = parseArgument(cursor);
  if (!cursor.takeIf('close')) {
    cursor.report('unclosedBracket', `The closing bracket after ${name.text}( is missing.`, open);
  }
  return { kind: 'aggregate', name, argument, ...cursor.endFrom(name.start) };
}

function parseArgument(cursor: TokenCursor): FieldPath | undefined {
  const at = cursor.current;
  // Not read as a column: brackets in brackets in brackets must not use up the stack.
  const isNested = cursor.is('word') && cursor.next?.kind === 'open';
  if (isNested) skipNested(cursor);
  const argument = isNested ? undefined : parseColumn(cursor);
  if (argument?.kind === 'field') return argument.path;
  if (argument?.kind === 'star') {
    cursor.report('starArgument', 'COQL counts values of a field; for all records, write COUNT(id).', argument);
  } else if (argument) {
    cursor.report('unexpected', wrongArgument, argument);
  } else if (at && !isNested) {
    cursor.reportExpected('a field');
  }
  return undefined;
}

function skipNested(cursor: TokenCursor): void {
  const { start } = cursor.take();
  skipBrackets(cursor);
  cursor.report('unexpected', wrongArgument, cursor.endFrom(start));
}

function parseModuleField(cursor: TokenCursor, lookup: Name): ColumnExpression {
  cursor.take();
  const module = cursor.is('word') && cursor.isAdjacent() ? takeName(cursor) : undefined;
  const path = module && parsePathAfterModule(cursor);
  const span = cursor.endFrom(lookup.start);
  if (!path) cursor.report('expected', `Expected a module and a field: ${lookup.text}->Module.Field.`, span);
  return { kind: 'moduleField', lookup, module, path, ...span };
}

function parsePathAfterModule(cursor: TokenCursor): FieldPath | undefined {
  if (!cursor.is('dot') || !cursor.isAdjacent()) return undefined;
  cursor.take();
  return cursor.is('word') && cursor.isAdjacent() ? parseRestOfPath(cursor, takeName(cursor)) : undefined;
}

/** What stands in quotes is read like a column; if it is none, it is one name: an alias, perhaps with spaces. */
function parseQuotedColumn(cursor: TokenCursor): ColumnExpression {
  const token = cursor.take();
  checkQuotes(cursor, token);
  const { start, end } = token;
  const inner = { start: start + 1, end: isClosed(token) ? end - 1 : end };
  const shifted = tokenize(token.text, 1, inner.end - start).map((each) => moved(each, start));
  const nested = new TokenCursor(shifted);
  const column = shifted[0]?.kind === 'string' ? undefined : parseColumn(nested);
  if (column && column.kind !== 'star' && nested.current === undefined) {
    cursor.problems.push(...nested.problems);
    return { ...column, start, end };
  }
  const name: Name = { text: unquote(token), ...inner };
  return { kind: 'field', path: { parts: [name], ...inner }, start, end };
}

function moved(token: Token, by: number): Token {
  return { ...token, start: token.start + by, end: token.end + by };
}
