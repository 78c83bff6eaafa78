import assert from 'node:assert/strict';
import type { SQLInputValue } from 'node:sqlite';
import { DatabaseSync } from 'node:sqlite';

import type { ExportedRows } from '../../../../../src/core/model/exportedRows.ts';
import { CellError } from '../../../../../src/core/targets/cells.ts';
import { rowReader } from '../../../../../src/core/targets/rowsOfRecord.ts';
import { bindable } from '../../../../../src/core/targets/sql/sqlite/bindable.ts';
import { ExportedBinder } from '../../../../../src/core/targets/sql/sqlite/exportedBinder.ts';
import { ExportedTexts } from '../../../../../src/core/targets/sql/sqlite/exportedTexts.ts';
import { sqliteDialect } from '../../../../../src/core/targets/sql/sqlite/sqliteDialect.ts';
import type { Table, TableChoices } from '../../../../../src/core/targets/tablePlan.ts';
import { exportedFields, exportOf, extremeRows } from '../../../../conformance/targets/exampleExport.ts';
import { planOf } from '../../../../conformance/targets/exampleModule.ts';

const ways: readonly (readonly [string, Partial<TableChoices>])[] = [
  ['as they come', {}],
  ['with ids as numbers', { ids: 'bigint' }],
  ['with choices as text', { multiSelect: 'text' }],
  ['without names', { names: false }],
];

describe('binding rows of an export', () => {
  for (const [name, choices] of ways) {
    it(`stores what binding their records stores, ${name}`, () => {
      const { main } = planOf(exportedFields, choices);
      for (const quotesAll of [false, true]) {
        const exported = exportOf(extremeRows(), quotesAll);
        const records = Array.from({ length: exported.count }, (_, row) => boundByRecord(main, exported, row));
        const rows = boundByCells(main, exported);
        assert.ok(rows.filter((bound) => bound !== undefined).length > 80);
        for (const [row, bound] of rows.entries()) {
          const expected = records[row];
          if (bound) assert.deepEqual(stored(main, bound), expected && stored(main, expected), `row ${row}`);
          else if (expected) assert.match(JSON.stringify(extremeRows()[row]), /\\u0000/);
        }
      }
    });
  }

  it('takes no text that is not UTF-8', () => {
    const exported = exportOf([{ Name: 'a' }, { Name: 'xyz' }]);
    exported.bytes[exported.bytes.indexOf('xyz') + 1] = 0xff;
    assert.equal(new ExportedTexts(exported).areClear(), false);
  });

  it('tells texts of rows in any order, whichever of them are ASCII', () => {
    const names = ['plain', 'Grüße', 'a "quoted" one', '', 'end', '𝄞', 'x'.repeat(5000)];
    const exported = exportOf(names.map((Name) => ({ Name })));
    const texts = new ExportedTexts(exported);
    assert.equal(texts.areClear(), true);
    const at = exported.cells.get('Name')?.at ?? -1;
    for (const row of [6, 0, 5, 1, 1, 4, 2, 3, 0, 6]) {
      texts.goTo(row);
      const place = row * exported.columns + at;
      assert.equal(texts.text(exported.starts[place] ?? 0, exported.ends[place] ?? 0), names[row]);
    }
  });
});

function boundByCells(table: Table, exported: ExportedRows): readonly (readonly SQLInputValue[] | undefined)[] {
  const texts = new ExportedTexts(exported);
  assert.equal(texts.areClear(), true);
  const binder = new ExportedBinder(table, exported, texts);
  return Array.from({ length: exported.count }, (_, row) => (binder.bind(row) ? [...binder.values] : undefined));
}

function boundByRecord(table: Table, exported: ExportedRows, row: number): readonly SQLInputValue[] | undefined {
  try {
    return rowReader(table, sqliteDialect.rules)(exported.record(row)).map(bindable(table.columns))[0];
  } catch (error) {
    assert.ok(error instanceof CellError);
    return undefined;
  }
}

/** What SQLite makes of the values, with the types that it stores them as. */
function stored({ columns }: Table, values: readonly SQLInputValue[]): unknown {
  const database = new DatabaseSync(':memory:');
  try {
    const definitions = columns.map(({ type }, at) => `c${at} ${sqliteDialect.typeNames[type]}`);
    database.exec(`create table stored (${definitions.join(', ')})`);
    database.prepare(`insert into stored values (${columns.map(() => '?').join(', ')})`).run(...values);
    const wanted = columns.map((_, at) => `c${at}, typeof(c${at}) as t${at}`);
    const select = database.prepare(`select ${wanted.join(', ')} from stored`);
    select.setReadBigInts(true);
    return select.get();
  } finally {
    database.close();
  }
}
