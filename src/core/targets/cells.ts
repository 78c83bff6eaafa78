import type { CrmValue } from '../model/record.ts';
import { canonicalJson } from './canonicalJson.ts';
import type { Cell } from './dataTarget.ts';
import { plainDecimal } from './decimals.ts';
import { isDate, utcText } from './instants.ts';
import type { ColumnType } from './tablePlan.ts';

/** What drivers answer, once they are told to leave values alone. */
export type DatabaseValue = string | number | bigint | boolean | null;

/** A value that the column cannot hold as it is. The message says what and why, without the field. */
export class CellError extends Error {}

/** What a database cannot hold of what others can: the reason for people, or undefined where the cell is fine. */
export type CellRules = Readonly<Partial<Record<ColumnType, (cell: string | number) => string | undefined>>>;

/** A value of the CRM as a cell; throws a CellError where the meaning would change. Never rounds, cuts or guesses. */
export const toCell: Readonly<Record<ColumnType, (value: CrmValue) => Cell>> = {
  id: identifier,
  idNumber: wholeNumber,
  text,
  longText: text,
  boolean: (value) => (typeof value === 'boolean' ? value : refuse(value, 'is neither true nor false')),
  integer: smallNumber,
  bigInteger: wholeNumber,
  decimal: number,
  longDecimal: number,
  date: (value) => (typeof value === 'string' && isDate(value) ? value : refuse(value, 'is no date')),
  dateTime: (value) => (typeof value === 'string' ? utcText(value) : undefined) ?? refuse(value, 'is no date and time'),
  json: (value) => checked(canonicalJson(value)),
};

/** What a database answered as the same cell; texts are read by the column's type. */
export function fromDatabase(type: ColumnType, raw: DatabaseValue | undefined): Cell {
  if (raw === null || raw === undefined) return null;
  const given = typeof raw === 'string' ? raw : String(raw);
  switch (type) {
    case 'boolean':
      return given === 't' || given === 'true' || given === '1';
    case 'integer':
      return Number(given);
    case 'decimal':
    case 'longDecimal':
      return plainDecimal(given) ?? given;
    case 'dateTime':
      return `${given.slice(0, 10)}T${given.slice(11, 19)}Z`;
    case 'json':
      return canonicalJson(JSON.parse(given));
    default:
      return given;
  }
}

/** A cell in the one form that texts, numbers and flags of the same value share: what hashes are made of. */
export function canonicalCell(type: ColumnType, cell: Cell): Cell {
  if (cell === null) return null;
  if (type === 'boolean') return cell === true || cell === 1;
  if (type === 'decimal' || type === 'longDecimal')
    return typeof cell === 'boolean' ? cell : (plainDecimal(cell) ?? cell);
  return cell;
}

function text(value: CrmValue): Cell {
  if (typeof value === 'string') return checked(value);
  // Metadata are sometimes wrong about a type: whatever it is finds its place in a text.
  return typeof value === 'object' ? checked(canonicalJson(value)) : String(value);
}

/** Finds all that may be wrong, and rather many characters outside of the usual languages. */
const doubtful = /[\0\ud800-\udfff]/;

function checked(value: string): string {
  if (!doubtful.test(value)) return value;
  if (value.includes('\0')) refuse(value, 'contains a NUL character, which databases do not hold');
  if (!value.isWellFormed()) refuse(value, 'contains half a character (a lone surrogate)');
  return value;
}

function identifier(value: CrmValue): Cell {
  return typeof value === 'string' && /^[\x21-\x7e]{1,64}$/.test(value) ? value : refuse(value, 'is no record id');
}

function wholeNumber(value: CrmValue): Cell {
  const isWhole = typeof value === 'string' ? isLong(value) : typeof value === 'number' && Number.isSafeInteger(value);
  return isWhole ? BigInt(value as string).toString() : refuse(value, 'is no whole number of at most 64 bits');
}

function isLong(value: string): boolean {
  return /^-?\d{1,30}$/.test(value) && BigInt.asIntN(64, BigInt(value)) === BigInt(value);
}

function smallNumber(value: CrmValue): Cell {
  const whole = typeof value === 'string' && /^-?\d{1,10}$/.test(value) ? Number(value) : value;
  const fits = typeof whole === 'number' && Math.trunc(whole) === whole && Math.abs(whole) <= 2_147_483_647;
  // Adding zero makes one of the two zeros.
  return fits ? whole + 0 : refuse(value, 'is no whole number of at most 32 bits');
}

function number(value: CrmValue): Cell {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return (typeof value === 'string' ? plainDecimal(value) : undefined) ?? refuse(value, 'is no number');
}

function refuse(value: CrmValue, why: string): never {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  const short = shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
  throw new CellError(`"${short.replaceAll('\0', '␀').toWellFormed()}" ${why}`);
}
