import type { Field } from '../../model/metadata.ts';
import type { CrmValue } from '../../model/record.ts';

/** In the order in which they are tried: sources disagree on what a bulk export writes (zoho-api.md section 4.15). */
const separators = [';', ','] as const;

/**
 * Splits cells of a multi-select list. The field's values tell which separator it is, also where a value contains the
 * other one; what a clear cell shows holds for those with unknown values after it.
 */
export function multiValueReader({ pickList }: Field): (text: string) => CrmValue {
  const display = new Map<string, string>();
  for (const value of pickList) display.set(value.actual, value.display);
  for (const value of pickList) display.set(value.display, value.display);
  let seen: (typeof separators)[number] | undefined;
  return (text) => {
    const whole = display.get(text);
    if (whole !== undefined) return [whole];
    for (const separator of seen === undefined ? separators : [seen]) {
      const parts = text.split(separator).map((part) => part.trim());
      const known = parts.map((part) => display.get(part));
      if (!known.every((each) => each !== undefined)) continue;
      seen = separator;
      return known;
    }
    return text.split(seen ?? (text.includes(';') ? ';' : separators[0])).map((part) => display.get(part) ?? part);
  };
}
