import type { SQLInputValue } from 'node:sqlite';

import type { ExportedCell } from '../../../model/exportedRows.ts';
import { isDate, utcTextOfBytes } from '../../instants.ts';
import type { ColumnType } from '../../tablePlan.ts';
import type { ExportedTexts } from './exportedTexts.ts';

/**
 * What is bound for a cell that is not empty, by its bounds as `ExportedRows` has them, in the row that the texts stand at;
 * undefined where the bytes do not clearly tell.
 */
export type ClearReader = (
  bytes: Buffer,
  start: number,
  end: number,
  texts: ExportedTexts,
) => SQLInputValue | undefined;

type Readers = Readonly<Partial<Record<ColumnType, ClearReader>>>;

const readers: Readonly<Partial<Record<ExportedCell['kind'], Readers>>> = {
  text: { text, longText: text, date, dateTime: utcTextOfBytes },
  number: { integer: digits(9), bigInteger: digits(15) },
  boolean: { boolean: flag },
};

/** Of ids of records, the own one and those in references. */
export const idReaders: Readers = { id: identifier, idNumber: wholeId };

/** Undefined for what has to become a value first. */
export function clearReader({ kind, read }: Pick<ExportedCell, 'kind' | 'read'>, type: ColumnType) {
  const isDecimal = kind === 'number' && (type === 'decimal' || type === 'longDecimal');
  return isDecimal ? decimals(read) : readers[kind]?.[type];
}

const [minus, zero, nine, letterE] = [45, 48, 57, 101];

/** Of a cell, also with doubled quotes. */
export function text(_bytes: Buffer, start: number, end: number, texts: ExportedTexts): string {
  return texts.text(start, end);
}

function date(_bytes: Buffer, start: number, end: number, texts: ExportedTexts): string | undefined {
  const given = texts.text(start, end);
  return isDate(given) ? given : undefined;
}

/** A whole number of at most so many digits; what begins with a zero is left to others. */
function digits(most: number): ClearReader {
  return (bytes, start, end) => {
    const first = bytes[start] === minus ? start + 1 : start;
    if (end <= first || end - first > most || (bytes[first] === zero && end - start > 1)) return undefined;
    let number = 0;
    for (let at = first; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte < zero || byte > nine) return undefined;
      number = number * 10 + byte - zero;
    }
    return first === start ? number : -number;
  };
}

function decimals(read: ExportedCell['read']): ClearReader {
  const whole = digits(15);
  return (bytes, start, end, texts) => {
    const number = whole(bytes, start, end, texts) ?? read(texts.text(start, end));
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  };
}

/** Most of what has so many letters and that end is one of the two words. */
function flag(bytes: Buffer, start: number, end: number, texts: ExportedTexts): number | undefined {
  if ((end - start !== 4 && end - start !== 5) || bytes[end - 1] !== letterE) return undefined;
  const given = texts.text(start, end);
  return given === 'true' ? 1 : given === 'false' ? 0 : undefined;
}

function identifier(bytes: Buffer, start: number, end: number, texts: ExportedTexts): string | undefined {
  if (end <= start || end - start > 64) return undefined;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x21 || byte > 0x7e) return undefined;
  }
  return texts.text(start, end);
}

/** As a text: a double does not hold all of them. */
function wholeId(bytes: Buffer, start: number, end: number, texts: ExportedTexts): string | undefined {
  if (end <= start || end - start > 18 || bytes[start] === zero) return undefined;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < zero || byte > nine) return undefined;
  }
  return texts.text(start, end);
}

/** Of parts that a file does not tell. */
export function nothing(): null {
  return null;
}
