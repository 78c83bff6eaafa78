import type { RowFormat, SavedColumn } from '../../model/rowFormat.ts';
import type { CsvOptions } from './csvRow.ts';
import { csvLine, csvRows, usualCsv } from './csvRow.ts';
import { exportedWriter } from './exportedCsv.ts';

export interface CsvFileOptions extends CsvOptions {
  /** Starts the file with the mark by which Excel tells UTF-8. */
  readonly hasByteOrderMark: boolean;
  /** Starts the file with a line of headings. */
  readonly hasHeadings: boolean;
}

/** A CSV file, with one line of headings unless it is to have none. */
export function csvFormat(columns: readonly SavedColumn[], options: Partial<CsvFileOptions> = {}): RowFormat {
  const all = { ...usualCsv, ...options };
  const keys = columns.map((each) => each.key);
  const writers = columns.map((each) => each.write);
  const headings = csvLine(
    columns.map((each) => each.heading),
    all,
  );
  return {
    extension: 'csv',
    head: (all.hasByteOrderMark === true ? '\uFEFF' : '') + (all.hasHeadings === false ? '' : headings),
    rows: (records) => csvRows(records, keys, all, writers),
    exported: exportedWriter(columns, all),
    tail: '',
  };
}
