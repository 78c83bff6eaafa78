import { isClosed } from './lexer.ts';
import type { QueryDocument, Span, Token } from './syntax.ts';

/** The query around an offset, as tokens: what is being typed there, and what stands before and after it. */
export interface Cursor {
  readonly offset: number;
  /** Without comments, up to what is being typed. */
  readonly before: readonly Token[];
  /** The word, number or string that the offset is in, or at the end of. */
  readonly current: Token | undefined;
  /** Without comments, from the start of the query to its end. */
  readonly query: readonly Token[];
}

/** Undefined within a comment. Costs no more than the query is long. */
export function cursorAt({ tokens }: QueryDocument, offset: number): Cursor | undefined {
  const index = firstEndingAtOrAfter(tokens, offset);
  if (isInComment(tokens[index], offset)) return undefined;
  const start = startOfQuery(tokens, index, offset);
  const query = queryFrom(tokens, start).filter((each) => each.kind !== 'comment');
  const current = query.find((each) => each.start < offset && isBeingTyped(each, offset));
  const before = query.filter((each) => each.end <= offset && each !== current);
  return { offset, before, current, query };
}

/** Whether the offset is between the quotes, the closing one of which may be missing. */
export function isWithinString(token: Token, offset: number): boolean {
  if (token.kind !== 'string' || offset <= token.start) return false;
  return offset < token.end || (offset === token.end && !isClosed(token));
}

/** What is between the quotes; as long as the closing one is missing, what comes after the offset is something else. */
export function insideOf(token: Token, offset: number): Span {
  return { start: token.start + 1, end: isClosed(token) ? token.end - 1 : offset };
}

export function wordOf(token: Token | undefined): string | undefined {
  return token?.kind === 'word' ? token.text.toLowerCase() : undefined;
}

function isBeingTyped(token: Token, offset: number): boolean {
  if (token.kind === 'string') return isWithinString(token, offset);
  return (token.kind === 'word' || token.kind === 'number') && offset <= token.end;
}

function isInComment(token: Token | undefined, offset: number): boolean {
  if (token?.kind !== 'comment' || offset <= token.start) return false;
  return offset < token.end || !token.text.startsWith('/*') || !token.text.endsWith('*/');
}

function firstEndingAtOrAfter(tokens: readonly Token[], offset: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of the first token after the semicolon before the offset, or of a SELECT that a semicolon should precede. */
function startOfQuery(tokens: readonly Token[], from: number, offset: number): number {
  for (let index = Math.min(from, tokens.length - 1); index >= 0; index--) {
    const token = tokens[index];
    if (!token || token.end > offset) continue;
    if (token.kind === 'semicolon') return index + 1;
    if (wordOf(token) === 'select') return index;
  }
  return 0;
}

function queryFrom(tokens: readonly Token[], start: number): readonly Token[] {
  let end = start;
  while (end < tokens.length && tokens[end]?.kind !== 'semicolon') {
    if (end > start && wordOf(tokens[end]) === 'select') break;
    end++;
  }
  return tokens.slice(start, end);
}
