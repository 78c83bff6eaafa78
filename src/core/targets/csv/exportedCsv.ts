import type { ExportedRows } from '../../model/exportedRows.ts';
import type { CrmValue } from '../../model/record.ts';
import type { SavedColumn } from '../../model/rowFormat.ts';
import { ByteOutput } from './byteOutput.ts';
import type { CellText, CsvOptions } from './csvRow.ts';
import { cellTextOf } from './csvRow.ts';
import type { WrittenCell } from './exportedLines.ts';
import { ways, writeLines } from './exportedLines.ts';

/**
 * Writes rows of an export as the lines that `csvRows` makes of their records, without making values of what is copied as it
 * is. What it answers holds until the next call but one. Undefined: the options or the rows want more than that, and these have to
 * go as records.
 */
export type ExportedWriter = (rows: ExportedRows) => Buffer | undefined;

export function exportedWriter(columns: readonly SavedColumn[], options: CsvOptions): ExportedWriter {
  if (!isUsual(options)) return () => undefined;
  const csv = cellTextOf(options);
  let [output, other] = [new ByteOutput(), new ByteOutput()];
  return (rows) => {
    if (rows.isTidy !== true) return undefined;
    [output, other] = [other, output];
    const written = columns.map((column) => writtenCell(column, rows, options, csv));
    return writeLines(rows, written, options.lineEnd, output);
  };
}

/** Separators and quotes as in an export itself, and nothing changed on the way. */
function isUsual({ delimiter, nullText, quotesAll, neutralizesFormulas }: CsvOptions): boolean {
  return delimiter === ',' && nullText === '' && quotesAll !== true && neutralizesFormulas !== true;
}

function writtenCell({ key, write }: SavedColumn, rows: ExportedRows, options: CsvOptions, csv: CellText): WrittenCell {
  const plain = { insteadAt: -1, way: ways.all, text: (text: string) => csv(text) };
  if (key === 'id') return { ...plain, at: rows.idAt, lastAt: rows.idAt, empty: csv('') };
  const cell = rows.cells.get(key);
  if (!cell) return { ...plain, at: -1, lastAt: -1, empty: csv(null) };
  const { at, kind, nameAt, learned, read } = cell;
  const own = { ...plain, at, lastAt: at, empty: csv(cell.empty, write) };
  if (kind === 'reference' && options.references === 'id') return own;
  if (nameAt !== undefined) return { ...own, insteadAt: nameAt };
  if (kind === 'text' && !write) return own;
  const value = (text: string): CrmValue => learned?.get(text) ?? read(text);
  const way =
    kind === 'number' && (options.decimalSign ?? '.') === '.' ? 'numbers' : kind === 'boolean' ? 'flags' : 'none';
  return { ...own, way: ways[way], text: (text) => csv(value(text), write) };
}
