import { parseJson } from '../../model/parse.ts';

/** What is not plain JSON of the expected kind: no value ends at the first byte of a page. */
export const broken = 0;

export const code = {
  space: 32,
  quote: 34,
  comma: 44,
  minus: 45,
  dot: 46,
  zero: 48,
  nine: 57,
  colon: 58,
  openList: 91,
  backslash: 92,
  closeList: 93,
  n: 110,
  openObject: 123,
  closeObject: 125,
} as const;

/** From the first byte of a text on: where its closing quote is, as bitwise complement where there are escapes before it. */
export function textEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  let hasEscapes = false;
  for (let byte = bytes[at]; byte !== code.quote; byte = bytes[++at]) {
    if (byte === code.backslash) {
      hasEscapes = true;
      at += 1;
    } else if (byte === undefined || byte < 32) return broken;
  }
  return hasEscapes ? ~at : at;
}

/** The byte behind a number without exponent. */
export function numberEnd(bytes: Uint8Array, start: number): number {
  const first = bytes[start] === code.minus ? start + 1 : start;
  let at = digitsEnd(bytes, first);
  if (at === first || (bytes[first] === code.zero && at > first + 1)) return broken;
  if (bytes[at] === code.dot) {
    const fraction = at + 1;
    at = digitsEnd(bytes, fraction);
    if (at === fraction) return broken;
  }
  // A zero with a minus is written without it.
  const isZero = first > start && at === first + 1 && bytes[first] === code.zero;
  return isZero ? broken : at;
}

/** The byte behind a word such as `null`; `broken` where another one stands there. */
export function wordEnd(bytes: Uint8Array, start: number, word: Uint8Array): number {
  for (let index = 0; index < word.length; index++) if (bytes[start + index] !== word[index]) return broken;
  return start + word.length;
}

/** The byte behind a value of any kind, which is JSON; `broken` where it is written with spaces, or nested deeper than ever. */
export function valueEnd(bytes: Buffer, start: number, depth = 0): number {
  switch (bytes[start]) {
    case code.quote:
      return textValueEnd(bytes, start);
    case code.openList:
      return groupEnd(bytes, start, code.closeList, depth, valueEnd);
    case code.openObject:
      return groupEnd(bytes, start, code.closeObject, depth, memberEnd);
    default:
      for (const word of words) {
        const end = wordEnd(bytes, start, word);
        if (end !== broken) return end;
      }
      return numberEnd(bytes, start);
  }
}

/** What stands between the quotes of a text with escapes; undefined for escapes that JSON does not have. */
export function unescaped(text: string): string | undefined {
  return parseJson(`"${text}"`) as string | undefined;
}

const words = ['null', 'true', 'false'].map((word) => Buffer.from(word));
const deepest = 32;

type End = (bytes: Buffer, start: number, depth: number) => number;

/** Of a list, or of an object. */
function groupEnd(bytes: Buffer, start: number, close: number, depth: number, endOfPart: End): number {
  if (depth === deepest) return broken;
  if (bytes[start + 1] === close) return start + 2;
  for (let at = start; ;) {
    at = endOfPart(bytes, at + 1, depth + 1);
    if (at === broken) return broken;
    if (bytes[at] === close) return at + 1;
    if (bytes[at] !== code.comma) return broken;
  }
}

function memberEnd(bytes: Buffer, start: number, depth: number): number {
  const nameEnd = bytes[start] === code.quote ? textValueEnd(bytes, start) : broken;
  return nameEnd === broken || bytes[nameEnd] !== code.colon ? broken : valueEnd(bytes, nameEnd + 1, depth);
}

function textValueEnd(bytes: Buffer, start: number): number {
  const end = textEnd(bytes, start + 1);
  if (end >= 0) return end === broken ? broken : end + 1;
  return unescaped(bytes.toString('utf8', start + 1, ~end)) === undefined ? broken : ~end + 1;
}

function digitsEnd(bytes: Uint8Array, start: number): number {
  let at = start;
  for (let byte = bytes[at]; byte !== undefined && byte >= code.zero && byte <= code.nine; byte = bytes[++at]);
  return at;
}
