import { parseJson } from '../../model/parse.ts';

/** Digits and dots of a number of which a double may not hold all: where no number has as many, nothing is lost. */
const longLength = 16;

/** From the colon or comma on. Numbers with an exponent are as good as a double. */
const wholeNumber = /.\s*(-?(?:0|[1-9]\d*)(?:\.\d+)?)(?![\d.eE+-])/y;

/** The name of a member, and not what stands inside a text: only a name has no more than this between two quotes. */
const memberName = /[{,]\s*"[\w$.()]+"$/;
const longestName = 200;

/**
 * JSON, but whole numbers and decimals that a double would change are the text of their digits. Costs a glance at the
 * text where there are none. Undefined for what is not JSON, an empty text included.
 */
export function parseExactJson(text: string): unknown {
  const first = nextLongNumber(text, 0);
  if (first === undefined) return parseJson(text);
  const quoted = withLongNumbersQuoted(text, first);
  if (quoted !== undefined) return parseJson(quoted);
  try {
    return JSON.parse(text, keepDigits);
  } catch {
    return undefined;
  }
}

/**
 * The same JSON with texts in place of the numbers that a double would change: a page in which one of them is found is
 * parsed several times as fast as by a function that sees each value. Undefined where it is not plain to see that what
 * looks like a number is one.
 */
function withLongNumbersQuoted(text: string, first: LongNumber): string | undefined {
  let quoted = '';
  let done = 0;
  for (let next: LongNumber | undefined = first; next; next = nextLongNumber(text, next.end)) {
    const { index } = next;
    if (!memberName.test(text.slice(Math.max(0, index - longestName), index))) return undefined;
    wholeNumber.lastIndex = index;
    const digits = wholeNumber.exec(text)?.[1];
    if (digits === undefined || isHeld(Number(digits), digits)) continue;
    const end = wholeNumber.lastIndex;
    quoted += `${text.slice(done, end - digits.length)}"${digits}"`;
    done = end;
  }
  return quoted + text.slice(done);
}

interface LongNumber {
  /** Of the colon, comma or bracket before it. */
  readonly index: number;
  /** Behind its last digit. */
  readonly end: number;
}

/**
 * What looks like a long number, texts included that have one behind such a sign. Looks at one character of sixteen,
 * as no long number lies between two of them.
 */
function nextLongNumber(text: string, from: number): LongNumber | undefined {
  for (let at = from + longLength - 1; at < text.length; at += longLength) {
    if (!isDigitOrDot(text.charCodeAt(at))) continue;
    let start = at;
    while (start > from && isDigitOrDot(text.charCodeAt(start - 1))) start -= 1;
    let end = at + 1;
    while (isDigitOrDot(text.charCodeAt(end))) end += 1;
    const index = end - start < longLength || text.charCodeAt(start) === dot ? undefined : signBefore(text, start);
    if (index !== undefined) return { index, end };
    at = end - 1;
  }
  return undefined;
}

/** Where a number begins at `start`: the colon, comma or bracket before it. */
function signBefore(text: string, start: number): number | undefined {
  let at = text.charCodeAt(start - 1) === minus ? start - 2 : start - 1;
  while (isSpace(text.charCodeAt(at))) at -= 1;
  const char = text[at];
  return char === ':' || char === ',' || char === '[' ? at : undefined;
}

const dot = 46;
const minus = 45;

/** Of a character's code; the slash between the dot and the digits is none. */
function isDigitOrDot(code: number): boolean {
  return code <= 57 && (code >= 48 || code === dot);
}

/** Of a character's code: what JSON has between two words. */
function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** The third argument is newer than TypeScript's declaration: https://tc39.es/proposal-json-parse-with-source */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined || !/^-?\d+(\.\d+)?$/.test(source)) return value;
  return isHeld(value, source) ? value : source;
}

/** Fifteen digits always survive a double; more of them only where writing the number out gives what was sent. */
function isHeld(value: number, source: string): boolean {
  if (source.replace(/^-?0*\.?0*/, '').replace('.', '').length <= 15) return true;
  return String(value) === (source.includes('.') ? source.replace(/\.?0+$/, '') : source);
}
