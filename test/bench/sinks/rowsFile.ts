import { closeSync, openSync, writeSync } from 'node:fs';

import { rowReader } from '../../../src/core/targets/rowsOfRecord.ts';
import { textRows } from '../../../src/core/targets/sql/textRows.ts';
import { sinkPlan, sinkRecords } from './sinkRecords.ts';

/** Rows in the text that `copy` and `load data` read, ready for the databases' own programs. */
export function writeRowsFile(file: string, records: number, version: 1 | 2): void {
  const { main } = sinkPlan;
  const read = rowReader(main, {});
  const rows = sinkRecords(records, version).flatMap((record) => read(record));
  const handle = openSync(file, 'w');
  for (const bytes of textRows(main.columns, rows)) writeSync(handle, bytes);
  closeSync(handle);
}
