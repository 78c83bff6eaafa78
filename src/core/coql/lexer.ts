import type { Token, TokenKind } from './syntax.ts';

/** One character each. */
const marks: Readonly<Record<string, TokenKind>> = {
  ',': 'comma',
  '.': 'dot',
  '#': 'hash',
  '*': 'star',
  '(': 'open',
  ')': 'close',
  ';': 'semicolon',
};

/** Longest first. `<>` and `==` are no operators of COQL, but are written by people who know other languages. */
const operators = ['!=', '>=', '<=', '<>', '==', '=', '<', '>'];

/**
 * Splits a stretch of text into tokens, in one pass. Text that is no token of COQL becomes one of the kind `unknown`. A
 * string whose quote is not closed on its line ends with the line, so that what follows is still read.
 */
export function tokenize(text: string, start = 0, end = text.length): Token[] {
  const tokens: Token[] = [];
  let at = skipSpace(text, start, end);
  while (at < end) {
    const token = tokenAt(text, at, end);
    tokens.push(token);
    at = skipSpace(text, token.end, end);
  }
  return tokens;
}

/** Whether a string or comment has its closing quote or mark. */
export function isClosed({ text }: Token): boolean {
  if (text.startsWith('/*')) return text.length >= 4 && text.endsWith('*/');
  const quote = text[0] ?? '';
  let count = 0;
  for (let at = text.length - 1; at > 0 && text[at] === quote; at--) count++;
  // Two quotes in a row are one that is meant; only an odd number of them ends the string.
  return count % 2 === 1;
}

/** What a string says: without its quotes, doubled quotes being one. */
export function unquote(token: Token): string {
  const quote = token.text[0] ?? '';
  return token.text.slice(1, isClosed(token) ? -1 : undefined).replaceAll(quote + quote, quote);
}

/** Whether a text is a name as COQL takes it outside of quotes. */
export function isPlainName(text: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(text);
}

function tokenAt(text: string, start: number, end: number): Token {
  const first = text[start] ?? '';
  const second = start + 1 < end ? (text[start + 1] ?? '') : '';
  const make = (kind: TokenKind, tokenEnd: number): Token => ({
    kind,
    start,
    end: tokenEnd,
    text: text.slice(start, tokenEnd),
  });
  if (first === '-' && second === '-') return make('comment', lineEnd(text, start, end));
  if (first === '/' && second === '*') return make('comment', commentEnd(text, start, end));
  if (first === "'" || first === '"') return make('string', stringEnd(text, start, end));
  if (first === '-' && second === '>') return make('arrow', start + 2);
  if (isDigit(first) || (first === '-' && isDigit(second))) {
    const runEnd = numberEnd(text, start, end);
    return make(/^-?\d+(\.\d+)?$/.test(text.slice(start, runEnd)) ? 'number' : 'unknown', runEnd);
  }
  const mark = marks[first];
  if (mark) return make(mark, start + 1);
  const operator = operators.find((each) => text.startsWith(each, start) && start + each.length <= end);
  if (operator) return make('operator', start + operator.length);
  const wordEnd = runEnd(text, start, end, isWordPart);
  if (wordEnd === start) return make('unknown', start + 1);
  return make(isPlainName(text.slice(start, wordEnd)) ? 'word' : 'unknown', wordEnd);
}

function skipSpace(text: string, start: number, end: number): number {
  return runEnd(text, start, end, isSpace);
}

function lineEnd(text: string, start: number, end: number): number {
  return runEnd(text, start, end, (character) => !isLineBreak(character));
}

function commentEnd(text: string, start: number, end: number): number {
  const close = text.indexOf('*/', start + 2);
  return close === -1 || close + 2 > end ? end : close + 2;
}

function stringEnd(text: string, start: number, end: number): number {
  const quote = text[start];
  let at = start + 1;
  for (; at < end && !isLineBreak(text[at] ?? ''); at++) {
    if (text[at] !== quote) continue;
    if (at + 1 < end && text[at + 1] === quote) at++;
    else return at + 1;
  }
  return at;
}

/** Of everything that hangs together with a number, so that a date without quotes is one token. */
function numberEnd(text: string, start: number, end: number): number {
  let at = start + 1;
  while (at < end) {
    const character = text[at] ?? '';
    const next = text[at + 1];
    if (character === '-' && (next === '-' || next === '>')) break;
    if (!isWordPart(character) && !'.:+-'.includes(character)) break;
    at++;
  }
  return at;
}

function runEnd(text: string, start: number, end: number, isPart: (character: string) => boolean): number {
  let at = start;
  while (at < end && isPart(text[at] ?? '')) at++;
  return at;
}

function isLineBreak(character: string): boolean {
  return character === '\n' || character === '\r';
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\t' || /\s/.test(character);
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

/** Letters of other scripts hang together, too, although no name of COQL has them. */
function isWordPart(character: string): boolean {
  return /[\w$]/.test(character) || (character > '\u007f' && !isSpace(character));
}
