import type { SQLInputValue } from 'node:sqlite';

import type { ExportedCell, ExportedRows } from '../../../model/exportedRows.ts';
import type { ColumnSource, ColumnType, Table } from '../../tablePlan.ts';
import type { ClearReader } from './clearCells.ts';
import { clearReader, idReaders, nothing, text } from './clearCells.ts';
import type { Bound, FieldColumns } from './exactFields.ts';
import { fieldReader, valueReader } from './exactFields.ts';
import type { ExportedTexts } from './exportedTexts.ts';

/** How one column is bound by a cell. */
interface CellBinding {
  /** Column of the file; the field is empty where this cell is. */
  readonly fieldAt: number;
  /** Column of the file with the value. */
  readonly at: number;
  /** Place among the columns of the table. */
  readonly to: number;
  readonly read: ClearReader;
  /** What an empty field binds; undefined where it is not sure. */
  readonly empty: SQLInputValue | undefined;
  /** For what is not clear. */
  readonly otherwise: FieldBinding | undefined;
}

/** How all columns of a field are bound. */
interface FieldBinding {
  readonly places: readonly number[];
  readonly read: (row: number) => Bound;
}

interface Source {
  readonly table: Table;
  readonly rows: ExportedRows;
  readonly texts: ExportedTexts;
}

/** Binds rows of an export to the columns of a table of records, as their records would. */
export class ExportedBinder {
  /** Of the row that was bound last. */
  readonly values: SQLInputValue[];
  readonly #rows: ExportedRows;
  readonly #texts: ExportedTexts;
  readonly #cells: readonly CellBinding[];
  readonly #fields: readonly FieldBinding[];

  constructor(table: Table, rows: ExportedRows, texts: ExportedTexts) {
    this.values = table.columns.map(() => null);
    this.#rows = rows;
    this.#texts = texts;
    const ofFields = fieldsOf(table).map((of) => bindingsOf(of, { table, rows, texts }));
    this.#cells = [...idBindings(table, rows), ...ofFields.flatMap(({ cells }) => cells)];
    this.#fields = ofFields.flatMap(({ fields }) => fields);
  }

  /** False where it is not sure what the row binds, or sure that a column cannot hold it. */
  bind(row: number): boolean {
    if (!this.#texts.goTo(row)) return false;
    const { starts, ends, columns } = this.#rows;
    const first = row * columns;
    for (const cell of this.#cells) {
      const isEmpty = starts[first + cell.fieldAt] === ends[first + cell.fieldAt];
      const value = isEmpty ? cell.empty : this.#clearValue(cell, first + cell.at);
      if (value !== undefined) this.values[cell.to] = value;
      else if (!cell.otherwise || !this.#bindField(cell.otherwise, row)) return false;
    }
    for (const field of this.#fields) if (!this.#bindField(field, row)) return false;
    return true;
  }

  #clearValue({ read }: CellBinding, place: number): SQLInputValue | undefined {
    const start = this.#rows.starts[place] ?? 0;
    const end = this.#rows.ends[place] ?? 0;
    if (start === end) return null;
    if (read === text) return this.#texts.text(start, end);
    return end < 0 ? undefined : read(this.#rows.bytes, start, end, this.#texts);
  }

  #bindField({ places, read }: FieldBinding, row: number): boolean {
    const bound = read(row);
    if (!bound) return false;
    for (let at = 0; at < places.length; at += 1) this.values[places[at] ?? 0] = bound[at] ?? null;
    return true;
  }
}

/** A record without an id is none. */
function idBindings({ columns }: Table, { idAt }: ExportedRows): readonly CellBinding[] {
  return columns.flatMap(({ source, type }, to) => {
    const read = source.kind === 'id' ? (idReaders[type] ?? unclear) : undefined;
    return read ? [{ fieldAt: idAt, at: idAt, to, read, empty: undefined, otherwise: undefined }] : [];
  });
}

const unclear: ClearReader = () => undefined;

function fieldsOf({ columns }: Table): readonly FieldColumns[] {
  const all = columns.map((column, place) => ({ column, place }));
  const byField = Map.groupBy(all, ({ column: { source } }) => ('field' in source ? source.field : ''));
  byField.delete('');
  return [...byField].map(([field, own]) => {
    return { field, columns: own.map(({ column }) => column), places: own.map(({ place }) => place) };
  });
}

interface Bindings {
  readonly cells: readonly CellBinding[];
  readonly fields: readonly FieldBinding[];
}

/** None for a field that was not asked for, and stays empty. */
function bindingsOf(of: FieldColumns, { table, rows, texts }: Source): Bindings {
  const cell = rows.cells.get(of.field);
  if (!cell) return { cells: [], fields: [] };
  const readValue = valueReader(table, of);
  const whole = { places: of.places, read: fieldReader({ field: of.field, cell, rows, texts }, readValue) };
  const empty = readValue(cell.empty);
  const cells = of.columns.flatMap(({ source, type }, index): CellBinding[] => {
    const to = of.places[index] ?? 0;
    const clear = clearCell(cell, source, type);
    return clear ? [{ ...clear, fieldAt: cell.at, to, empty: empty?.[index], otherwise: whole }] : [];
  });
  return cells.length === of.columns.length ? { cells, fields: [] } : { cells: [], fields: [whole] };
}

/** Undefined where a value has to be made. */
function clearCell(
  cell: ExportedCell,
  source: ColumnSource,
  type: ColumnType,
): Pick<CellBinding, 'at' | 'read'> | undefined {
  const { at, nameAt, kind, learned } = cell;
  if (learned) return undefined;
  if (source.kind === 'value' && nameAt === undefined) {
    const read = clearReader(cell, type);
    return read && { at, read };
  }
  if (source.kind !== 'reference' || kind !== 'reference') return undefined;
  const isNamed = nameAt !== undefined && nameAt >= 0;
  if (source.part === 'name' && isNamed) return { at: nameAt, read: text };
  const read = source.part === 'id' ? idReaders[type] : nothing;
  return read && { at, read };
}
