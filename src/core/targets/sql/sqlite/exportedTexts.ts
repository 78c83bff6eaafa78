import { isUtf8 } from 'node:buffer';

import type { ExportedRows } from '../../../model/exportedRows.ts';

/**
 * Texts of cells, row by row. Most cells are ASCII: their row is made a text once, and they are parts of it, which takes a
 * fifth of the time of making a text of every cell.
 */
export class ExportedTexts {
  readonly #rows: ExportedRows;
  readonly #bytes: Buffer;
  readonly #view: DataView;
  /** There is nothing but ASCII from here … */
  #asciiFrom = 0;
  /** … to here. */
  #wideAt = 0;
  #text = '';
  #textAt = 0;
  #isAscii = false;
  #hasNul = false;

  constructor(rows: ExportedRows) {
    const { bytes } = rows;
    this.#rows = rows;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Whether texts can be made of all cells, which are UTF-8 then. To be asked before anything else. */
  areClear(): boolean {
    const { start, end } = this.#span(0, this.#rows.count * this.#rows.columns);
    const all = this.#bytes.subarray(start, end);
    this.#hasNul = all.includes(0);
    return isUtf8(all);
  }

  /** Goes to a row. False where there is a NUL character in it, which databases do not hold. */
  goTo(row: number): boolean {
    const { columns } = this.#rows;
    const { start, end } = this.#span(row * columns, (row + 1) * columns);
    if (start < this.#asciiFrom || start > this.#wideAt) {
      this.#asciiFrom = start;
      this.#wideAt = this.#findWide(start);
    }
    this.#isAscii = end <= this.#wideAt;
    this.#text = this.#bytes.toString('latin1', start, end);
    this.#textAt = start;
    return !this.#hasNul || !this.#text.includes('\0');
  }

  /** A cell of the row by its bounds, as `ExportedRows` has them. */
  text(start: number, end: number): string {
    if (end < 0) return this.#bytes.toString('utf8', start, ~end).replaceAll('""', '"');
    if (!this.#isAscii && this.#hasWide(start, end)) return this.#bytes.toString('utf8', start, end);
    return this.#text.substring(start - this.#textAt, end - this.#textAt);
  }

  /** From the first byte of any of these cells to behind the last. */
  #span(from: number, to: number): { readonly start: number; readonly end: number } {
    const { starts, ends } = this.#rows;
    let start = this.#bytes.length;
    let end = 0;
    for (let place = from; place < to; place += 1) {
      const cellStart = starts[place] ?? 0;
      const given = ends[place] ?? 0;
      const cellEnd = given < 0 ? ~given : given;
      if (cellStart === cellEnd) continue;
      if (cellStart < start) start = cellStart;
      if (cellEnd > end) end = cellEnd;
    }
    return { start: Math.min(start, end), end };
  }

  #hasWide(start: number, end: number): boolean {
    for (let at = start; at < end; at += 1) if ((this.#bytes[at] ?? 0) > 127) return true;
    return false;
  }

  #findWide(start: number): number {
    const { length } = this.#bytes;
    let at = start;
    while (at + 4 <= length && (this.#view.getInt32(at) & highBits) === 0) at += 4;
    while (at < length && (this.#bytes[at] ?? 0) < 128) at += 1;
    return at;
  }
}

/** Of four bytes, those that no ASCII character has. */
const highBits = 0x80808080;
