import type { Caller } from '../accounts/caller.ts';
import type { StoredValue } from '../records/store.ts';
import type { CriterionValue } from '../schema/module.ts';
import { isCalendarDate, parseInstant } from '../time/zones.ts';
import type { ValueKind } from './valueKind.ts';

/** A value in the form in which it is compared: two values are the same where `===` says so. */
export type Scalar = string | number | boolean;

/** How one kind of value is read from conditions and from the store, and ordered. */
export interface ValueReader {
  /** What a client wrote; undefined where it is not a value of this kind. */
  readonly parse: (value: CriterionValue, caller: Caller) => Scalar | undefined;
  /** What the store holds; null for an empty field. */
  readonly read: (stored: StoredValue) => Scalar | null;
  /** Negative, zero or positive, as for sorting. */
  readonly compare: (a: Scalar, b: Scalar) => number;
}

/** In custom views and criteria: the user who asks. */
const currentUser = '${CURRENTUSER}';

/** One reader for each kind that has single values. Texts compare without regard to case. */
export const valueReaders: Readonly<Record<Exclude<ValueKind, 'options' | 'unsupported'>, ValueReader>> = {
  text: { parse: (value) => foldedText(value) ?? undefined, read: foldedText, compare: ascending },
  number: { parse: parseNumber, read: (stored) => (typeof stored === 'number' ? stored : null), compare: ascending },
  digits: {
    parse: parseDigits,
    read: (stored) => parseDigits(stored) ?? null,
    compare: (a, b) => compareDigits(String(a), String(b)),
  },
  date: {
    parse: (value) => (typeof value === 'string' && isCalendarDate(value) ? value : undefined),
    read: (stored) => (typeof stored === 'string' ? stored : null),
    compare: ascending,
  },
  instant: {
    parse: (value) => (typeof value === 'string' ? parseInstant(value) : undefined),
    read: (stored) => (typeof stored === 'number' ? stored : null),
    compare: ascending,
  },
  // A checkbox that was never touched is not checked (zoho-api.md section 5).
  boolean: { parse: parseBoolean, read: (stored) => stored === true, compare: ascending },
  reference: {
    parse: (value, caller) => (value === currentUser ? caller.user.id : parseDigits(value)),
    read: referencedId,
    compare: ascending,
  },
};

/** Texts fold their case for comparison; numbers in a text field count as their digits. */
export function foldedText(value: StoredValue): string | null {
  if (typeof value === 'string') return value.toLowerCase();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** Lookups keep the id, lookups into several modules and layouts an object that has it. */
function referencedId(stored: StoredValue): string | null {
  if (typeof stored === 'string') return stored;
  if (typeof stored !== 'object' || stored === null || !('id' in stored)) return null;
  const { id } = stored;
  return typeof id === 'string' ? id : null;
}

function parseNumber(value: CriterionValue): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** Whole numbers of any length, as text without leading zeros: ids and big integers do not fit a double. */
function parseDigits(value: StoredValue): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^-?\d+$/.test(text)) return undefined;
  return text.startsWith('0') || text.startsWith('-') ? String(BigInt(text)) : text;
}

function compareDigits(a: string, b: string): number {
  if (a.startsWith('-') || b.startsWith('-')) return ascending(BigInt(a), BigInt(b));
  return a.length === b.length ? ascending(a, b) : a.length - b.length;
}

function parseBoolean(value: CriterionValue): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function ascending<T extends Scalar | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
