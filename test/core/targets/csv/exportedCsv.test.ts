import assert from 'node:assert/strict';

import { chosenRows, recordsOf } from '../../../../src/core/model/exportedRows.ts';
import type { ExportedRows } from '../../../../src/core/model/exportedRows.ts';
import type { SavedColumn } from '../../../../src/core/model/rowFormat.ts';
import { csvFormat } from '../../../../src/core/targets/csv/csvFormat.ts';
import type { CsvFileOptions } from '../../../../src/core/targets/csv/csvFormat.ts';
import { dateTimeWriter, dateWriter } from '../../../../src/core/timeZones/dateTimeText.ts';
import { exportedFields, exportOf, extremeRows } from '../../../conformance/targets/exampleExport.ts';

const columns: readonly SavedColumn[] = [
  { key: 'id', heading: 'id' },
  ...exportedFields.map(({ apiName }) => ({ key: apiName, heading: apiName })),
  { key: '$deletedTime', heading: 'Deleted_Time' },
];
const utc = dateTimeWriter({ zone: 'UTC', format: 'iso' });
const days = dateWriter('dd.MM.yyyy');
const withComma = (text: string): string => text.replace('.', ',');
const writers = new Map([
  ...['Modified_Time', 'Due'].map((key) => [key, utc] as const),
  ...['Ratio', 'Amount'].map((key) => [key, withComma] as const),
  ['Birthday', days] as const,
]);

const usual: readonly Partial<CsvFileOptions>[] = [{}, { references: 'id' }, { lineEnd: '\n' }, { decimalSign: ',' }];
const unusual: readonly Partial<CsvFileOptions>[] = [
  { delimiter: ';' },
  { nullText: 'NULL' },
  { quotesAll: true },
  { neutralizesFormulas: true },
];

describe('rows of an export as CSV', () => {
  /** Compares line by line, so that a difference names the line. */
  function assertSame(rows: ExportedRows, all: readonly SavedColumn[], options: Partial<CsvFileOptions>): void {
    const format = csvFormat(all, options);
    const expected = format.rows(recordsOf(rows), true);
    const bytes = format.exported?.(rows);
    assert.ok(bytes, 'they are written without records');
    const end = options.lineEnd ?? '\r\n';
    assert.deepEqual(bytes.toString().split(end), expected.split(end));
    assert.deepEqual(bytes, Buffer.from(expected));
  }

  for (const quotesAll of [false, true]) {
    for (const options of usual) {
      const how = `${JSON.stringify(options)}${quotesAll ? ' of a file with quotes everywhere' : ''}`;

      it(`are the bytes that their records become, with ${how}`, () => {
        const rows = exportOf(extremeRows(), quotesAll);
        assertSame(rows, columns, options);
        assertSame(rows, columns.toReversed(), options);
        assertSame(
          rows,
          columns.filter((_, index) => index % 3 === 0),
          options,
        );
        const written = columns.map((column) => ({ ...column, write: writers.get(column.key) }));
        assertSame(rows, written, options);
        assertSame(
          chosenRows(rows, (row) => row % 2 === 0),
          columns,
          options,
        );
      });
    }
  }

  it('are the same where cells are missing at the end of a row', () => {
    const rows = exportOf([{ Name: 'Ann' }, {}]);
    const [starts, ends] = [rows.starts.slice(), rows.ends.slice()];
    const { columns: width } = rows;
    for (let cell = 2; cell < width; cell++) starts[cell] = ends[cell] = starts[1] ?? 0;
    const cut: ExportedRows = { ...rows, starts, ends, record: (row) => rows.record(row) };
    assertSame(cut, columns, {});
  });

  it('have to become records where separators, quotes or texts are others than in an export', () => {
    for (const options of unusual) {
      assert.equal(csvFormat(columns, options).exported?.(exportOf(extremeRows())), undefined, JSON.stringify(options));
    }
  });

  it('have to become records where a cell without quotes needs some', () => {
    const rows = exportOf([{ Name: 'Ann' }]);
    assert.equal(
      csvFormat(columns).exported?.({ ...rows, isTidy: false, record: (row) => rows.record(row) }),
      undefined,
    );
  });
});
