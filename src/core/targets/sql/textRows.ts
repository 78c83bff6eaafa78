import type { Cells } from '../rowsOfRecord.ts';
import type { ColumnType } from '../tablePlan.ts';
import { TextBuffer } from './textBuffer.ts';

/** Long enough for few calls, short enough for packets and buffers. */
const chunkBytes = 256 * 1024;
/** Of a cell that is not text, with the tab after it. */
export const spareBytes = 8;

const [tab, lineFeed] = [9, 10];
/** Of a datetime without its zone. */
const dateTimeLength = 19;

/**
 * Rows as the text that both `copy … from stdin` and `load data` read by default: tabs between cells, `\N` for nothing,
 * backslashes before what would be misread. Datetimes go without a zone: sessions speak UTC.
 */
export function* textRows(columns: readonly { readonly type: ColumnType }[], rows: readonly Cells[]): Iterable<Buffer> {
  const write = cellsWriter(columns);
  let to: TextBuffer | undefined;
  for (const row of rows) {
    to ??= new TextBuffer(chunkBytes + chunkBytes / 8, spareBytes * columns.length);
    write(row, to);
    to.byte(lineFeed);
    if (to.length < chunkBytes) continue;
    yield to.written();
    to = undefined;
  }
  if (to) yield to.written();
}

/** Makes the function that writes one row, without the end of its line. */
export function cellsWriter(columns: readonly { readonly type: ColumnType }[]): (row: Cells, to: TextBuffer) => void {
  const ends = columns.map(({ type }) => (type === 'dateTime' ? dateTimeLength : Infinity));
  return (row, to) => {
    to.reserve(0);
    for (let at = 0; at < ends.length; at += 1) {
      const cell = row[at] ?? null;
      if (at > 0) to.byte(tab);
      if (cell === null) to.nothing();
      else if (typeof cell === 'boolean') to.byte(cell ? 49 : 48);
      else to.text(typeof cell === 'string' ? cell : String(cell), ends[at]);
    }
  };
}

/** Text that is there, in as long pieces. */
export function* chunksOf(text: Buffer): Iterable<Buffer> {
  for (let at = 0; at < text.length; at += chunkBytes) yield text.subarray(at, at + chunkBytes);
}
