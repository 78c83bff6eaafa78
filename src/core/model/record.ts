/**
 * What a field of a record holds, as plain JSON. By type of field:
 * - dates `2026-11-22`; datetimes ISO 8601 with the offset that the CRM chose, without fractions;
 * - ids and big integers are texts of digits, and so are the rare decimals with more digits than a double holds; other
 *   numbers are numbers;
 * - lookups and users are a {@link CrmReference}; multi-select lists an array of texts;
 * - rows of subforms, multi-select lookups, files and images are arrays of objects;
 * - `null` where the field is empty, which is not the same as a field that was not sent.
 */
export type CrmValue =
  null | boolean | number | string | readonly CrmValue[] | { readonly [key: string]: CrmValue | undefined };

/** What a lookup holds. The name is absent where the CRM does not tell it. */
export interface CrmReference {
  readonly id: string;
  readonly name?: string;
}

/** A record: its id, and one value for each field that was asked for and sent, by API name or path (`Account_Name.Phone`). */
export interface CrmRecord {
  readonly id: string;
  readonly [path: string]: CrmValue | undefined;
}

/** Undefined for anything that is not a reference. */
export function asReference(value: CrmValue | undefined): CrmReference | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { id, name } = value as Readonly<Record<string, CrmValue | undefined>>;
  return typeof id === 'string' ? { id, ...(typeof name === 'string' ? { name } : {}) } : undefined;
}
