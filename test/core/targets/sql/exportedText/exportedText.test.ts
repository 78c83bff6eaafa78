import assert from 'node:assert/strict';

import { rowReader } from '../../../../../src/core/targets/rowsOfRecord.ts';
import { plainDecimal } from '../../../../../src/core/targets/decimals.ts';
import { CellError } from '../../../../../src/core/targets/cells.ts';
import { exportedText } from '../../../../../src/core/targets/sql/exportedText/exportedText.ts';
import { mariadbDialect } from '../../../../../src/core/targets/sql/mariadb/mariadbDialect.ts';
import { postgresDialect } from '../../../../../src/core/targets/sql/postgres/postgresDialect.ts';
import { textRows } from '../../../../../src/core/targets/sql/textRows.ts';
import type { ExportedRows } from '../../../../../src/core/model/exportedRows.ts';
import type { TableChoices } from '../../../../../src/core/targets/tablePlan.ts';
import { exportedFields, exportOf, extremeRows } from '../../../../conformance/targets/exampleExport.ts';
import { planOf } from '../../../../conformance/targets/exampleModule.ts';

const ways: readonly (readonly [string, Partial<TableChoices>])[] = [
  ['as they come', {}],
  ['with ids as numbers', { ids: 'bigint' }],
  ['with choices as text', { multiSelect: 'text' }],
  ['without names', { names: false }],
];

describe('exportedText', () => {
  for (const [name, choices] of ways) {
    for (const { rules, typeNames } of [postgresDialect('public'), mariadbDialect]) {
      it(`says of each row what its record says, ${name} (${typeNames.dateTime})`, () => {
        const { main } = planOf(exportedFields, choices);
        for (const quotesAll of [false, true]) {
          const exported = exportOf(extremeRows(), quotesAll);
          const made = exportedText(main, rules, exported);
          assert.ok(made);
          assert.deepEqual(made.left, refusedRows(exported));
          const rows = Array.from({ length: exported.count }, (_, row) => row).filter(
            (row) => !made.left.includes(row),
          );
          assert.equal(made.rows, rows.length);
          const read = rowReader(main, rules);
          const expected = rows.flatMap((row) => read(exported.record(row)));
          assert.deepEqual(linesOf(made.bytes), linesOf(Buffer.concat([...textRows(main.columns, expected)])));
        }
        function refusedRows(exported: ExportedRows): readonly number[] {
          const read = rowReader(main, rules);
          return Array.from({ length: exported.count }, (_, row) => row).filter((row) => {
            try {
              read(exported.record(row));
              return false;
            } catch (error) {
              assert.ok(error instanceof CellError);
              return true;
            }
          });
        }
      });
    }
  }
});

/** Databases read leading zeros, the sign of a zero and exponents as nothing but other ways to write a number. */
function linesOf(text: Buffer): readonly string[] {
  const sameNumber = (cell: string): string =>
    /^-?\d+(?:\.\d+)?(?:e-?\d+)?$/.test(cell) ? (plainDecimal(cell) ?? cell) : cell;
  return text
    .toString()
    .split('\n')
    .map((line) => line.split('\t').map(sameNumber).join('\t'));
}
