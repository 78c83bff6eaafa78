import { parseJson } from '../../model/parse.ts';

/** A number with more digits than a double is sure to hold: where a text says nothing of the kind, nothing is lost. */
const longNumber = /[:,[]\s*-?\d[\d.]{15}/;

/**
 * JSON, but whole numbers and decimals that a double would change are the text of their digits. Costs a glance at the
 * text where there are none. Undefined for what is not JSON, an empty text included.
 */
export function parseExactJson(text: string): unknown {
  if (!longNumber.test(text)) return parseJson(text);
  try {
    return JSON.parse(text, keepDigits);
  } catch {
    return undefined;
  }
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
