import { isClauseEnd } from './clauseStart.ts';
import { parseColumn } from './parseColumn.ts';
import { parseComparison } from './parseComparison.ts';
import { skipBrackets } from './skipBrackets.ts';
import type { Condition, LogicalOperator } from './syntax.ts';
import type { TokenCursor } from './tokenCursor.ts';
import { isWord } from './tokenCursor.ts';

/** Far more than the pairs of 25 conditions need; keeps the stack from running out. */
const mostBrackets = 100;

/** Everything after `where`. Undefined where there is nothing. */
export function parseCondition(cursor: TokenCursor, depth = 0): Condition | undefined {
  const members: Condition[] = [];
  const operators: LogicalOperator[] = [];
  while (!isLevelEnd(cursor, depth)) {
    const operator = takeLogicalOperator(cursor);
    if (operator) {
      if (members.length > operators.length) operators.push(operator);
      else cursor.report('expected', `Expected a condition before "${operator.operator}".`, operator);
      continue;
    }
    if (members.length > operators.length) reportMissingOperator(cursor);
    else {
      const member = parseMember(cursor, depth);
      if (member) members.push(member);
    }
  }
  const last = operators.at(-1);
  if (last && operators.length === members.length) {
    cursor.report('expected', `Expected a condition after "${last.operator}".`, last);
  }
  return joined(members, operators);
}

function joined(members: readonly Condition[], operators: readonly LogicalOperator[]): Condition | undefined {
  const [first] = members;
  if (!first || operators.length === 0) return first;
  const end = Math.max(members.at(-1)?.end ?? 0, operators.at(-1)?.end ?? 0);
  return { kind: 'logical', members, operators, isBracketed: false, start: first.start, end };
}

/** A closing bracket ends the level that it belongs to; on the outermost level, it belongs to nothing. */
function isLevelEnd(cursor: TokenCursor, depth: number): boolean {
  return isClauseEnd(cursor) || (depth > 0 && cursor.is('close'));
}

function takeLogicalOperator(cursor: TokenCursor): LogicalOperator | undefined {
  if (!cursor.isWord('and', 'or')) return undefined;
  const { text, start, end } = cursor.take();
  return { operator: text.toLowerCase() === 'or' ? 'or' : 'and', start, end };
}

/** Something follows a condition that is neither `and` nor `or`: tells of it once and skips all of it. */
function reportMissingOperator(cursor: TokenCursor): void {
  if (cursor.is('close')) {
    cursor.report('unopenedBracket', 'This bracket closes nothing.', cursor.take());
    return;
  }
  cursor.reportUnexpected('Join conditions with "and" or "or", and put texts into single quotes.');
  while (!isClauseEnd(cursor) && !cursor.isWord('and', 'or') && !cursor.is('close')) {
    if (cursor.is('open')) skipBrackets(cursor);
    else cursor.take();
  }
}

function parseMember(cursor: TokenCursor, depth: number): Condition | undefined {
  if (cursor.isWord('not') && cursor.next?.kind === 'open') {
    cursor.reportUnexpected('COQL negates operators only: "!=", "not in", "not like", "not between", "is not null".');
  }
  if (cursor.is('open')) return parseBrackets(cursor, depth);
  const column = parseColumn(cursor);
  if (column) return parseComparison(cursor, column);
  cursor.reportUnexpected('Expected a condition, such as "id is not null".');
  return undefined;
}

function parseBrackets(cursor: TokenCursor, depth: number): Condition | undefined {
  if (isWord(cursor.next, 'select') || depth >= mostBrackets) {
    refuseBrackets(cursor, depth);
    return undefined;
  }
  const open = cursor.take();
  const inner = parseCondition(cursor, depth + 1);
  const isClosed = cursor.takeIf('close') !== undefined;
  const span = cursor.endFrom(open.start);
  if (!isClosed) cursor.report('unclosedBracket', 'The closing bracket is missing.', open);
  else if (!inner) cursor.report('emptyBrackets', 'There is no condition in these brackets.', span);
  return inner && { ...inner, ...span, isBracketed: true };
}

function refuseBrackets(cursor: TokenCursor, depth: number): void {
  const { start } = cursor.current ?? { start: 0 };
  skipBrackets(cursor);
  const span = cursor.endFrom(start);
  if (depth >= mostBrackets) cursor.report('tooDeep', 'There are too many brackets in brackets.', span);
  else cursor.report('subquery', 'Queries in queries are not supported.', span);
}
