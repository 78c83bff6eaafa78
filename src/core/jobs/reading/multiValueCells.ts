import type { Field } from '../../model/metadata.ts';
import type { CrmValue } from '../../model/record.ts';
import type { CellReader } from './csvCells.ts';

/** In the order in which they are tried: sources disagree on what a bulk export writes (zoho-api.md section 4.15). */
const separators = [';', ','] as const;

/** Combinations of values that are remembered. */
const mostKnown = 1_000;

/**
 * Splits cells of a multi-select list. The field's values tell which separator it is, also where a value contains the
 * other one; what a clear cell shows holds for those with unknown values after it.
 */
export function multiValueReader({ pickList }: Field): CellReader {
  const display = new Map<string, string>();
  for (const value of pickList) display.set(value.actual, value.display);
  for (const value of pickList) display.set(value.display, value.display);
  const known = new Map<string, readonly string[]>();
  let seen: (typeof separators)[number] | undefined;
  const clear = (text: string): readonly string[] | undefined => {
    const whole = display.get(text);
    if (whole !== undefined) return [whole];
    for (const separator of seen === undefined ? separators : [seen]) {
      const parts = partsOf(text, separator).map((part) => display.get(part));
      if (!parts.every((each) => each !== undefined)) continue;
      seen = separator;
      return parts;
    }
    return undefined;
  };
  const read = (text: string): CrmValue => {
    const values = known.get(text) ?? clear(text);
    if (!values)
      return partsOf(text, seen ?? (text.includes(';') ? ';' : ',')).map((part) => display.get(part) ?? part);
    if (known.size < mostKnown) known.set(text, values);
    return values;
  };
  return Object.assign(read, { known });
}

function partsOf(text: string, separator: string): readonly string[] {
  return text.split(separator).map((part) => part.trim());
}
