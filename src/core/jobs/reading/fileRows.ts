import type { ExportedCell, ExportedRows } from '../../model/exportedRows.ts';
import { cellText } from '../../model/exportedRows.ts';
import type { CrmRecord, CrmValue } from '../../model/record.ts';
import type { CsvChunk } from './csvChunks.ts';
import type { ExportLayout } from './exportedCells.ts';
import { withLearned } from './exportedCells.ts';
import type { MutableRecord } from './learnedValues.ts';

/** Some rows of a bulk export's file. */
export class FileRows implements ExportedRows {
  readonly bytes: Buffer;
  readonly count: number;
  readonly columns: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly isTidy: boolean;
  readonly areLines = true;
  readonly idAt: number;
  readonly cells: ReadonlyMap<string, ExportedCell>;
  readonly #parts: readonly [CsvChunk, ExportLayout];

  constructor(chunk: CsvChunk, layout: ExportLayout) {
    ({ bytes: this.bytes, count: this.count, starts: this.starts, ends: this.ends, isTidy: this.isTidy } = chunk);
    ({ columns: this.columns, idAt: this.idAt, cells: this.cells } = layout);
    this.#parts = [chunk, layout];
  }

  /** The same, once more is known of what texts of some fields stand for. */
  withLearned(learned: ReadonlyMap<string, ReadonlyMap<string, CrmValue>>): FileRows {
    const [chunk, layout] = this.#parts;
    return new FileRows(chunk, { ...layout, cells: withLearned(this.cells, learned) });
  }

  free(): void {
    this.#parts[0].free();
  }

  text(row: number, column: number): string {
    return cellText(this, row * this.columns + column);
  }

  record(row: number): CrmRecord {
    const text = this.#texts(row);
    const record: MutableRecord = { id: text(this.idAt) };
    for (const [name, cell] of this.cells) {
      const own = text(cell.at);
      if (own === '') record[name] = cell.empty;
      else if (cell.nameAt === undefined || cell.nameAt < 0) record[name] = cell.learned?.get(own) ?? cell.read(own);
      // Without a name where the lookup leads to a record that is gone.
      else record[name] = { name: text(cell.nameAt) || null, id: own };
    }
    return record;
  }

  /** Of one row, by the column. A text of single bytes is decoded once. */
  #texts(row: number): (column: number) => string {
    const first = row * this.columns;
    const from = this.starts[first] ?? 0;
    const last = this.ends[first + this.columns - 1] ?? 0;
    const to = last < 0 ? ~last : last;
    const whole = this.bytes.toString('utf8', from, to);
    return (column) => {
      const [start = 0, end = 0] = [this.starts[first + column], this.ends[first + column]];
      if (end < 0 || whole.length !== to - from) return cellText(this, first + column);
      return whole.slice(start - from, end - from);
    };
  }
}
