import type { ExportedRows } from '../../model/exportedRows.ts';
import { cellText } from '../../model/exportedRows.ts';
import type { ByteOutput } from './byteOutput.ts';
import { hasSeparator, isFlag, isPlainNumber } from './cellBytes.ts';

/** Which cells are copied as they are, those that are empty apart. */
export const ways = { all: 0, numbers: 1, flags: 2, none: 3 } as const;

/** One cell of each row, or neighbors that are all copied. */
export interface WrittenCell {
  /** Column of the export; -1 for what it does not have. */
  readonly at: number;
  readonly lastAt: number;
  /** Of what is written instead where neither is empty; -1 = nothing is. */
  readonly insteadAt: number;
  readonly way: (typeof ways)[keyof typeof ways];
  readonly empty: string;
  /** What is written for a cell that is not copied. */
  readonly text: (text: string) => string;
}

const [lineFeed, carriageReturn, quote, comma] = [10, 13, 34, 44];

/** Copies neighbors that are copied as they are together, with what separates them. */
export function writeLines(
  rows: ExportedRows,
  written: readonly WrittenCell[],
  lineEnd: string,
  output: ByteOutput,
): Buffer {
  const { bytes, starts, ends, columns, count } = rows;
  output.begin(bytes, bytes.length + count * usualGrowth);
  const [single, joined] = [orderOf(written), orderOf(neighborsOf(written))];
  const isPlain = plainRows(rows);
  for (let row = 0, first = 0; row < count; row++, first += columns) {
    const order = isPlain(first) ? joined : single;
    const { ats, lastAts, insteadAts, wayOf, isCopiedEmpty } = order;
    // What is to be copied next; no cell begins behind where this ends.
    let from = -1;
    let to = -2;
    for (let index = 0; index < ats.length; index++) {
      const at = ats[index] ?? 0;
      let cell = first + at;
      let start = at < 0 ? 0 : (starts[cell] ?? 0);
      let end = at < 0 ? 0 : (ends[first + (lastAts[index] ?? 0)] ?? 0);
      const insteadAt = insteadAts[index] ?? 0;
      if (insteadAt >= 0 && start !== end && starts[first + insteadAt] !== ends[first + insteadAt]) {
        cell = first + insteadAt;
        start = starts[cell] ?? 0;
        end = ends[cell] ?? 0;
      }
      let isCopied: boolean;
      if (start === end) isCopied = isCopiedEmpty[index] === 1;
      else if (wayOf[index] === ways.all) {
        isCopied = true;
        if (start > 0 && bytes[start - 1] === quote && (end < 0 || hasSeparator(bytes, start, end))) {
          start -= 1;
          end = (end < 0 ? ~end : end) + 1;
        }
      } else if (end < 0) isCopied = false;
      else if (wayOf[index] === ways.numbers) isCopied = isPlainNumber(bytes, start, end);
      else isCopied = wayOf[index] === ways.flags && isFlag(bytes, start, end);
      if (isCopied && start === to + 1) {
        to = end;
        continue;
      }
      if (to > from) output.copy(from, to);
      if (index > 0) output.byte(comma);
      if (isCopied) {
        from = start;
        to = end;
      } else {
        const { empty = '', text = String } = order.written[index] ?? {};
        output.text(start === end ? empty : text(cellText(rows, cell)));
        from = -1;
        to = -2;
      }
    }
    if (to > from) output.copy(from, to);
    if (lineEnd.length > 1) output.byte(carriageReturn);
    output.byte(lineFeed);
  }
  return output.taken();
}

/** Bytes that a line may have more than its row; where that is too few, the output grows. */
const usualGrowth = 8;

/** The cells of a line, in arrays that the machine reads fast. */
function orderOf(written: readonly WrittenCell[]) {
  return {
    written,
    ats: Int32Array.from(written, ({ at }) => at),
    lastAts: Int32Array.from(written, ({ lastAt }) => lastAt),
    insteadAts: Int32Array.from(written, ({ insteadAt }) => insteadAt),
    wayOf: Uint8Array.from(written, ({ way }) => way),
    isCopiedEmpty: Uint8Array.from(written, ({ at, empty }) => (at >= 0 && empty === '' ? 1 : 0)),
  };
}

/** Cells that are all copied, and stand side by side in the export, become one. */
function neighborsOf(written: readonly WrittenCell[]): readonly WrittenCell[] {
  const joined: WrittenCell[] = [];
  for (const cell of written) {
    const last = joined.at(-1);
    if (last && isCopied(last) && isCopied(cell) && cell.at === last.lastAt + 1) {
      joined[joined.length - 1] = { ...last, lastAt: cell.at };
    } else joined.push(cell);
  }
  return joined;
}

function isCopied({ at, insteadAt, way, empty }: WrittenCell): boolean {
  return at >= 0 && insteadAt < 0 && way === ways.all && empty === '';
}

/** Tells, by its first cell, whether a row has no quotes and lacks no cell. To be asked row by row. */
function plainRows({ bytes, starts, ends, columns, areLines = false }: ExportedRows): (first: number) => boolean {
  let nextQuote = -1;
  return (first) => {
    const last = first + columns - 1;
    if (!areLines || (columns > 1 && (starts[last] ?? 0) <= (starts[last - 1] ?? 0))) return false;
    const start = Math.max(0, (starts[first] ?? 0) - 1);
    if (nextQuote < start) {
      const found = bytes.indexOf(quote, start);
      nextQuote = found === -1 ? bytes.length : found;
    }
    const end = ends[last] ?? 0;
    return end >= 0 && nextQuote >= end;
  };
}
