import type { CrmRecord, CrmValue } from './record.ts';

/**
 * Rows of a CRM's export as they came: the bytes of a CSV text (RFC 4180, UTF-8) and where each cell stands in them, so that
 * what a target can take as it is need not become a value first. Cell `column` of row `row` is number
 * `row * columns + column`. Or rows of a page of JSON, whose cells are written as in CSV, texts in quotes, but stand apart
 * and in any order; `other` ones are JSON.
 */
export interface ExportedRows {
  readonly bytes: Buffer;
  /** Rows. */
  readonly count: number;
  /** Columns of the file, wanted or not. */
  readonly columns: number;
  /** The first byte of each cell, quotes around it left out. */
  readonly starts: Int32Array;
  /** Behind the last byte of each cell; the bitwise complement of that (a negative number) where the cell has doubled quotes. */
  readonly ends: Int32Array;
  /** Column of the record's id. */
  readonly idAt: number;
  /** By API name or path: all that was asked for, apart from the id. */
  readonly cells: ReadonlyMap<string, ExportedCell>;
  /** True: no cell that stands without quotes, apart from the kind `other`, has a quote or a carriage return in it. */
  readonly isTidy?: boolean;
  /** True: each row stands as in a CSV file, its cells one behind the other with a comma between them. */
  readonly areLines?: boolean;
  /** A row as the record that lists and queries would tell: what its cells mean, and the way for what does not pass as it is. */
  record(row: number): CrmRecord;
  /** For the only one who has them, and does not look at them any more: lets their memory be used again. */
  free?(): void;
}

/** Where the value of a field comes from. */
export interface ExportedCell {
  /** Column of the file. */
  readonly at: number;
  /** Of a lookup: the column with the name; -1 where it is not told. */
  readonly nameAt: number | undefined;
  /**
   * `text`: the value is the text; `number`: an optional minus and up to fifteen digits, perhaps with a point between them,
   * are the value, anything else is what `read` makes of it; `boolean`: `true` or `false`, likewise; `reference`: the id of
   * a record or user; `other`: see `read`.
   */
  readonly kind: 'text' | 'number' | 'boolean' | 'reference' | 'other';
  /** What an empty cell stands for. */
  readonly empty: CrmValue;
  /** The value of a cell that is not empty. */
  readonly read: (text: string) => CrmValue;
  /** What the texts of these rows stand for, such as users' names by their ids; before `read`, where it knows the text. */
  readonly learned: ReadonlyMap<string, CrmValue> | undefined;
}

/** What a cell says; empty for an empty one. */
export function cellText(
  { bytes, starts, ends }: Pick<ExportedRows, 'bytes' | 'starts' | 'ends'>,
  cell: number,
): string {
  const [start = 0, end = 0] = [starts[cell], ends[cell]];
  return end >= 0 ? bytes.toString('utf8', start, end) : bytes.toString('utf8', start, ~end).replaceAll('""', '"');
}

/** Those rows that are wanted. */
export function chosenRows(rows: ExportedRows, isWanted: (row: number) => boolean): ExportedRows {
  const { columns } = rows;
  const kept: number[] = [];
  for (let row = 0; row < rows.count; row++) if (isWanted(row)) kept.push(row);
  if (kept.length === rows.count) return rows;
  const chosen = (bounds: Int32Array): Int32Array => {
    const some = new Int32Array(kept.length * columns);
    for (const [at, row] of kept.entries()) some.set(bounds.subarray(row * columns, (row + 1) * columns), at * columns);
    return some;
  };
  const { bytes, idAt, cells, isTidy = false, areLines = false } = rows;
  return {
    ...{ bytes, columns, idAt, cells, isTidy, areLines, count: kept.length },
    ...{ starts: chosen(rows.starts), ends: chosen(rows.ends) },
    record: (row) => rows.record(kept[row] ?? -1),
  };
}

export function recordsOf(rows: ExportedRows): readonly CrmRecord[] {
  return Array.from({ length: rows.count }, (_, row) => rows.record(row));
}
