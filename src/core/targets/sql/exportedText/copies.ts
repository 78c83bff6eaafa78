import type { ExportedCell } from '../../../model/exportedRows.ts';
import type { ColumnType } from '../../tablePlan.ts';
import type { TextBuffer } from '../textBuffer.ts';
import { writeDate, writeUtc } from './utcBytes.ts';

/** Writes the bytes of a cell that is not empty and has no doubled quotes. False, with nothing written, where they are not clear. */
export type Copy = (source: Buffer, start: number, end: number, to: TextBuffer) => boolean;

type Copies = Readonly<Partial<Record<ColumnType, Copy>>>;

/** Texts besides, which are copied with their quotes; see `TextBuffer.escaped`. Whatever is not here has to become a value first. */
export const copies: Readonly<Partial<Record<ExportedCell['kind'], Copies>>> = {
  text: { date: writeDate, dateTime: writeUtc },
  number: { integer: digits(9), bigInteger: digits(15), decimal: copyDecimal, longDecimal: copyDecimal },
  boolean: { boolean: copyFlag },
};

/** A record's id, which is mostly digits. */
export const idCopies: Copies = { id: copyId, idNumber: digits(18) };

const [minus, point, zero, nine] = [45, 46, 48, 57];

/** A whole number of at most so many digits. Databases read leading zeros as we do. */
function digits(most: number): Copy {
  return (source, start, end, to) => {
    const first = source[start] === minus ? start + 1 : start;
    if (end === first || end - first > most) return false;
    for (let at = first; at < end; at += 1) {
      const byte = source[at] ?? 0;
      if (byte < zero || byte > nine) return false;
    }
    return copied(source, start, end, to);
  };
}

/** Up to fifteen digits, perhaps with a point between them and then without needless zeros. */
function copyDecimal(source: Buffer, start: number, end: number, to: TextBuffer): boolean {
  const first = source[start] === minus ? start + 1 : start;
  if (end === first || end - first > 16) return false;
  let pointAt = end;
  for (let at = first; at < end; at += 1) {
    const byte = source[at] ?? 0;
    if (byte === point && pointAt === end) pointAt = at;
    else if (byte < zero || byte > nine) return false;
  }
  if (pointAt === end) return end - first <= 15 && copied(source, start, end, to);
  if (pointAt === first || pointAt === end - 1) return false;
  let last = end;
  while (source[last - 1] === zero) last -= 1;
  return copied(source, start, last === pointAt + 1 ? pointAt : last, to);
}

function copied(source: Buffer, start: number, end: number, to: TextBuffer): boolean {
  to.plain(source, start, end);
  return true;
}

function copyId(source: Buffer, start: number, end: number, to: TextBuffer): boolean {
  if (end - start > 64) return false;
  for (let at = start; at < end; at += 1) {
    const byte = source[at] ?? 0;
    if (byte < 0x21 || byte > 0x7e || byte === 0x5c) return false;
  }
  return copied(source, start, end, to);
}

const [yes, no] = [Buffer.from('true'), Buffer.from('false')];

function copyFlag(source: Buffer, start: number, end: number, to: TextBuffer): boolean {
  const isTrue = isWord(yes, source, start, end);
  if (!isTrue && !isWord(no, source, start, end)) return false;
  to.byte(isTrue ? 49 : 48);
  return true;
}

function isWord(word: Buffer, source: Buffer, start: number, end: number): boolean {
  if (end - start !== word.length) return false;
  for (let at = 0; at < word.length; at += 1) if (word[at] !== source[start + at]) return false;
  return true;
}
