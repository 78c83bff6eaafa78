import assert from 'node:assert/strict';

import { recordsOf } from '../../../../src/core/model/exportedRows.ts';
import type { CrmRecord } from '../../../../src/core/model/record.ts';
import { asReference } from '../../../../src/core/model/record.ts';
import type { RowFormat } from '../../../../src/core/model/rowFormat.ts';
import type { RecordBatch } from '../../../../src/core/jobs/reading/readRequest.ts';
import { csvFormat } from '../../../../src/core/targets/csv/csvFormat.ts';
import type { CsvFileOptions } from '../../../../src/core/targets/csv/csvFormat.ts';
import { dateTimeWriter } from '../../../../src/core/timeZones/dateTimeText.ts';
import { seededRandom } from '../../../../src/sampleOrg/random.ts';
import { answeredPaths, readAnswered } from './answeredPages.ts';
import { randomPage } from './randomPages.ts';

const columns = ['id', ...answeredPaths].map((key) => ({ key, heading: key }));
const utc = dateTimeWriter({ zone: 'UTC', format: 'iso' });
const rewritten = columns.map((column) => (/Time|Ends/.test(column.key) ? { ...column, write: utc } : column));
const options: readonly Partial<CsvFileOptions>[] = [
  ...([{}, { references: 'id' }, { lineEnd: '\n' }, { decimalSign: ',' }] as const),
  ...[{ delimiter: ';' }, { nullText: 'NULL' }, { quotesAll: true }, { neutralizesFormulas: true }],
];
const formats = [
  ...options.map((each) => csvFormat(columns, each)),
  csvFormat(rewritten),
  csvFormat(columns.toReversed()),
];

const seed = Number(process.env['SEED'] ?? 20_261_122);
const pages = Number(process.env['PAGES'] ?? 2_000);

describe('pages of queries, as rows and as records', function () {
  this.timeout(120_000);

  it(`become the same CSV and the same records, or the same error: ${pages} pages (SEED=${seed})`, async () => {
    let [rows, failures] = [0, 0];
    for (let number = 0; number < pages; number++) {
      const page = randomPage(seededRandom(seed + number));
      const byRows = await outcome(page, true);
      const byRecords = await outcome(page, false);
      const which = `SEED=${seed + number} PAGES=1: ${page.toString()}`;
      assert.equal(byRows.error, byRecords.error, which);
      assert.deepEqual(byRows.records, byRecords.records, which);
      assert.deepEqual(byRows.texts, byRecords.texts, which);
      if (byRows.isRows) rows += 1;
      if (byRows.error !== undefined) failures += 1;
    }
    if (pages > 1) assert.ok(rows > pages / 3 && failures > pages / 30, `${rows} were rows, ${failures} failed`);
  });
});

async function outcome(page: Buffer, takesExported: boolean) {
  try {
    const batches = await readAnswered(page, takesExported);
    const texts = formats.map((format) =>
      Buffer.concat(batches.map((batch) => linesOf(format, batch))).toString('latin1'),
    );
    const records = batches.flatMap((batch) => [
      ...batch.records,
      ...(batch.exported ? recordsOf(batch.exported) : []),
    ]);
    return { texts, records: records.map(known), isRows: batches.some(({ exported }) => exported), error: undefined };
  } catch (error) {
    return { texts: [], records: [], isRows: false, error: String(error) };
  }
}

/** As a file gets them. */
function linesOf(format: RowFormat, { records, exported }: RecordBatch): Buffer {
  const more = exported && (format.exported?.(exported) ?? format.rows(recordsOf(exported), false));
  return Buffer.concat([Buffer.from(format.rows(records, false)), Buffer.from(more ?? '')]);
}

/** Rows do not tell a name that is null from one that is not told. */
function known(record: CrmRecord): CrmRecord {
  const entries = Object.entries(record).map(([key, value]) => {
    const isPlain =
      asReference(value) && Object.keys(value as object).every((each) => each === 'id' || each === 'name');
    return [key, isPlain === true ? { name: null, ...(value as object) } : value];
  });
  return Object.fromEntries(entries) as CrmRecord;
}
