import type { CrmRecord } from '../../model/record.ts';
import { openCsv } from './csvChunks.ts';
import type { ExportLayout } from './exportedCells.ts';
import { exportLayout } from './exportedCells.ts';
import type { FieldPlan } from './fieldPlan.ts';
import { FileRows } from './fileRows.ts';

/** Some rows of a bulk export's file, and what is behind them. */
export interface FileBatch {
  readonly rows: FileRows;
  /** Of the rows; undefined where the rows themselves are taken. */
  readonly records: readonly CrmRecord[] | undefined;
  /** Rows in the file. */
  readonly count: number;
  /** Everything up to this id is in this batch or those before it; undefined when the ids do not ascend. */
  readonly doneUpTo: string | undefined;
}

/** Records that are completed at a time. */
const batchRows = 2_000;

/** Records of a bulk export's CSV file as lists and queries have them, apart from what has to be learned or joined. */
export async function* fileBatches(
  file: string,
  plan: FieldPlan,
  takesRows: (layout: ExportLayout) => boolean,
  order: IdOrder,
): AsyncGenerator<FileBatch> {
  const csv = await openCsv(file);
  try {
    if (csv.header.length === 0) return;
    const layout = exportLayout(csv.header, plan);
    const isTaken = takesRows(layout);
    for await (const chunk of csv.chunks()) {
      const rows = new FileRows(chunk, layout);
      if (isTaken) {
        order.add(rows, 0, rows.count);
        yield { rows, records: undefined, count: rows.count, doneUpTo: order.last };
      } else yield* recordBatches(rows, order);
    }
  } finally {
    await csv.close();
  }
}

function* recordBatches(rows: FileRows, order: IdOrder): Generator<FileBatch> {
  for (let from = 0; from < rows.count; from += batchRows) {
    const count = Math.min(batchRows, rows.count - from);
    const records = Array.from({ length: count }, (_, row) => rows.record(from + row));
    order.add(rows, from, from + count);
    yield { rows, records, count, doneUpTo: order.last };
  }
}

/** Whether ids ascend, in all files of a part together. */
export class IdOrder {
  #last = 0n;
  #ascends = true;

  add(rows: FileRows, from: number, to: number): void {
    if (to <= from) return;
    this.#ascends &&= BigInt(rows.text(from, rows.idAt)) > this.#last;
    for (let row = from + 1; row < to && this.#ascends; row++) this.#ascends = isAfterOther(rows, row);
    this.#last = BigInt(rows.text(to - 1, rows.idAt));
  }

  /** Undefined once they have not. */
  get last(): string | undefined {
    return this.#ascends ? String(this.#last) : undefined;
  }
}

/** Whether the id of a row is higher than that of the row before it. */
function isAfterOther(rows: FileRows, row: number): boolean {
  const { bytes, starts, ends, columns, idAt } = rows;
  const cell = row * columns + idAt;
  const start = starts[cell] ?? 0;
  const end = ends[cell] ?? 0;
  const other = starts[cell - columns] ?? 0;
  const otherEnd = ends[cell - columns] ?? 0;
  if (end - start !== otherEnd - other)
    return BigInt(rows.text(row, rows.idAt)) > BigInt(rows.text(row - 1, rows.idAt));
  for (let at = 0; start + at < end; at++) {
    const difference = (bytes[start + at] ?? 0) - (bytes[other + at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
