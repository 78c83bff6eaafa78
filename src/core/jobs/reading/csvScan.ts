import { RetriableError } from '../../errors.ts';

/** Memory for the bounds of cells, whatever is in it. */
export interface ScanRoom {
  readonly starts: Int32Array<ArrayBuffer>;
  readonly ends: Int32Array<ArrayBuffer>;
}

/** Where the cells of the whole rows in a piece of a CSV text stand; numbered as in {@link ExportedRows}. */
export interface CsvScan extends ScanRoom {
  /** Rows. */
  readonly count: number;
  /** Behind the last whole row. */
  readonly end: number;
  /** No cell without quotes has a quote or a carriage return in it. */
  readonly isTidy: boolean;
}

const [quote, comma, lineFeed, carriageReturn] = [34, 44, 10, 13];

/** Bytes below the hyphen, among four in a number: subtracting borrows from the top bits of those, and of none before them. */
const fourLow = 0x2d2d2d2d;
const fourTops = 0x80808080;

/** How many bytes behind a text are read, and overwritten, with it. */
export const scanSlack = 4;

/** Bytes of a cell with its separator, about. */
const usualCellBytes = 12;

/**
 * Finds the cells of all rows between `from` and `to` by RFC 4180; {@link scanSlack} bytes have to follow.
 * Empty lines are no rows, what a row lacks is empty, what it has beyond the columns is left out. `isLast`: the text ends
 * there. RetriableError for quotes that are not closed until then, and for what follows upon quotes within a cell.
 */
export function scanCsv(
  bytes: Buffer,
  from: number,
  to: number,
  columns: number,
  isLast: boolean,
  reused?: ScanRoom,
): CsvScan {
  let { starts, ends } = reused ?? roomFor(columns + Math.ceil((to - from) / usualCellBytes));
  let room = starts.length;
  let [at, end, count, cell] = [from, from, 0, 0];
  let isTidy = true;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  // Ends the last row where the text does not. Other rows that reach it are not whole.
  bytes[to] = lineFeed;
  rows: while (at < to) {
    if (cell + columns > room) {
      room = 2 * room + columns;
      const grown = roomFor(room);
      grown.starts.set(starts);
      grown.ends.set(ends);
      ({ starts, ends } = grown);
    }
    const first = cell;
    for (let column = 0; ; column++) {
      let start = at;
      let cellEnd;
      let byte = bytes[at] ?? 0;
      if (byte === quote) {
        start = ++at;
        let isDoubled = false;
        for (;;) {
          while (at < to && bytes[at] !== quote) at++;
          if (at >= to) {
            if (isLast) throw damaged('it ends within quotes');
            cell = first;
            break rows;
          }
          if (bytes[at + 1] !== quote) break;
          isDoubled = true;
          at += 2;
        }
        cellEnd = isDoubled ? ~at : at;
        byte = bytes[++at] ?? 0;
        if (byte === carriageReturn && bytes[at + 1] === lineFeed) byte = bytes[++at] ?? 0;
        if (byte !== comma && byte !== lineFeed) throw damaged('a quoted cell does not end with its quotes');
      } else {
        for (;;) {
          // Four bytes at a time: most are above those that mean something.
          const word = view.getInt32(at, true);
          const low = (word - fourLow) & ~word & fourTops;
          if (low === 0) {
            at += 4;
            continue;
          }
          at += (31 - Math.clz32(low & -low)) >> 3;
          byte = bytes[at] ?? 0;
          if (byte === comma || byte === lineFeed) break;
          if (byte === quote || (byte === carriageReturn && bytes[at + 1] !== lineFeed)) isTidy = false;
          at += 1;
        }
        cellEnd = byte === lineFeed && at > start && bytes[at - 1] === carriageReturn ? at - 1 : at;
      }
      if (column < columns) {
        starts[cell] = start;
        ends[cell++] = cellEnd;
      }
      if (byte === comma) {
        at += 1;
        continue;
      }
      if (at === to && !isLast) {
        cell = first;
        break rows;
      }
      at += 1;
      if (column === 0 && start === cellEnd) cell = first;
      else {
        while (++column < columns) {
          starts[cell] = start;
          ends[cell++] = start;
        }
        count += 1;
      }
      end = Math.min(at, to);
      break;
    }
  }
  return { count, starts, ends, end, isTidy };
}

function roomFor(cells: number): ScanRoom {
  return { starts: new Int32Array(cells), ends: new Int32Array(cells) };
}

function damaged(why: string): RetriableError {
  return new RetriableError(`The file of the bulk export is damaged: ${why}.`);
}
