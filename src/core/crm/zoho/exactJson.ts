import { parseJson } from '../../model/parse.ts';

/** A number with more digits than a double is sure to hold: where a text says nothing of the kind, nothing is lost. */
const longNumber = /[:,[]\s*-?\d[\d.]{15}/;
const longNumbers = new RegExp(longNumber, 'g');

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
  if (!longNumber.test(text)) return parseJson(text);
  const quoted = withLongNumbersQuoted(text);
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
function withLongNumbersQuoted(text: string): string | undefined {
  let quoted = '';
  let done = 0;
  for (const { index } of text.matchAll(longNumbers)) {
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
