import type { Field } from '../../model/metadata.ts';
import type { ReadRequest } from './readRequest.ts';

/**
 * Formulas and roll-ups change without their record being changed: no window of changes shows it. To be read again from
 * time to time, these columns alone.
 */
export function computedFields(fields: readonly Field[]): readonly string[] {
  return fields.filter((field) => field.type === 'formula' || field.type === 'rollup').map((field) => field.apiName);
}

/** What reads the computed fields of all records again; undefined for a module, or a choice of fields, without any. */
export function computedRequest(
  module: string,
  wanted: readonly string[],
  fields: readonly Field[],
): ReadRequest | undefined {
  const computed = computedFields(fields).filter((field) => wanted.includes(field));
  return computed.length === 0 ? undefined : { module, fields: computed };
}

export interface ComputedAge {
  /** Of the CRM's clock when they were last read, in epoch milliseconds; undefined = never on their own. */
  readonly readAt: number | undefined;
  /** How long ago that was; undefined with the former. */
  readonly ageMs: number | undefined;
  readonly isDue: boolean;
}

/** Whether computed fields are to be read again, by how old they may be. */
export function computedAge(readAt: number | undefined, now: number, oldestMs: number): ComputedAge {
  const ageMs = readAt === undefined ? undefined : Math.max(0, now - readAt);
  return { readAt, ageMs, isDue: ageMs === undefined || ageMs >= oldestMs };
}
