import { hash } from 'node:crypto';

import type { CrmRecord, CrmReference, CrmValue } from '../model/record.ts';
import { asReference } from '../model/record.ts';
import type { CellRules } from './cells.ts';
import { canonicalCell, CellError, toCell } from './cells.ts';
import type { Cell, RowHash } from './dataTarget.ts';
import type { Column, ColumnType, Table } from './tablePlan.ts';

/** One cell for each column, in their order. */
export type Cells = readonly Cell[];

type Values = Readonly<Record<string, CrmValue | undefined>>;

/** Where a row of a child table stands. */
interface RowPlace {
  readonly parentId: string;
  readonly position: number;
}

/** How one cell is read. Most are plain values, which take no call to find. */
interface CellReader {
  readonly column: Column;
  /** API name of a plain value; undefined where `valueOf` is needed. */
  readonly field: string | undefined;
  readonly valueOf: (values: Values, place: RowPlace) => CrmValue | undefined;
  readonly convert: (value: CrmValue) => Cell;
}

/** Makes the function that reads the rows of a table from a record. It throws a CellError that names the field. */
export function rowReader(table: Table, rules: CellRules): (record: CrmRecord) => readonly Cells[] {
  const readers = table.columns.map((column) => cellReader(column, rules));
  const read = (values: Values, place: RowPlace): Cells => {
    const cells: Cell[] = [];
    // This loop is the hot path of all writing: one guard around all cells, no call for those that are empty.
    try {
      for (const { field, valueOf, convert } of readers) {
        const value = field === undefined ? valueOf(values, place) : values[field];
        cells.push(value === null || value === undefined ? null : convert(value));
      }
    } catch (error) {
      if (error instanceof CellError) throw new CellError(`${nameOf(readers[cells.length])}: ${error.message}.`);
      throw error;
    }
    return cells;
  };
  const { role } = table;
  if (!('field' in role)) return (record) => [read(record, { parentId: record.id, position: 0 })];
  return (record) => {
    const given = childValues(record[role.field], role.field);
    // Half a pair is what remains where the other record is gone.
    const rows = role.kind === 'links' ? given.filter((values) => linked(values, record.id)) : given;
    const all = rows.map((values, position) => read(values, { parentId: record.id, position }));
    // Two links to the same record are one link.
    return role.kind === 'links' ? [...new Map(all.map((cells) => [cells[1], cells])).values()] : all;
  };
}

/** The key of a row as `RowHash` has it. */
export function keyOf(table: Table): (cells: Cells) => string {
  const places = table.primaryKey.map((name) => table.columns.findIndex((column) => column.name === name));
  return (cells) => places.map((place) => String(cells[place])).join(' ');
}

/** Hashes rows by the values of all columns, so that a source and a database can be compared without moving rows. */
export function rowHasher(table: Table): (cells: Cells) => RowHash {
  const key = keyOf(table);
  const types = table.columns.map((column) => column.type);
  return (cells) => ({ key: key(cells), hash: hash('sha256', contentOf(types, cells), 'base64url') });
}

/** The content of a row as one text: the same for the same values, wherever they come from. */
export function contentOf(types: readonly ColumnType[], cells: Cells): string {
  return JSON.stringify(cells.map((cell, at) => canonicalCell(types[at] ?? 'text', cell)));
}

function cellReader(column: Column, rules: CellRules): CellReader {
  const { source, type } = column;
  const isPlain = source.kind === 'value' && type !== 'longText';
  const [convert, rule] = [toCell[type], rules[type]];
  return {
    column,
    field: isPlain ? source.field : source.kind === 'id' ? 'id' : undefined,
    valueOf: valueReader(column),
    convert: rule ? (value) => checkedBy(rule, convert(value)) : convert,
  };
}

function checkedBy(rule: (cell: string | number) => string | undefined, cell: Cell): Cell {
  const problem = cell === null || typeof cell === 'boolean' ? undefined : rule(cell);
  if (problem !== undefined) throw new CellError(`"${String(cell)}" ${problem}`);
  return cell;
}

function valueReader(column: Column): (values: Values, place: RowPlace) => CrmValue | undefined {
  const { source, type } = column;
  switch (source.kind) {
    case 'id':
      return (values) => values['id'];
    case 'parentId':
      return (_values, { parentId }) => parentId;
    case 'position':
      return (_values, { position }) => position;
    case 'choice':
      return (values) => values['choice'];
    case 'linkedId':
      return (values, { parentId }) => linked(values, parentId)?.id;
    case 'linkedName':
      return (values, { parentId }) => linked(values, parentId)?.name;
    case 'value':
      return type === 'longText' ? joinedTexts(source.field) : (values) => values[source.field];
    case 'reference':
      return (values) => partOf(values[source.field], source.part);
    case 'validFrom':
    case 'validTo':
    case 'isCurrent':
      return () => null;
  }
}

/** A list of choices as the CRM's own exports write it. */
function joinedTexts(field: string): (values: Values) => CrmValue | undefined {
  return (values) => {
    const value = values[field];
    if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) return value;
    const ambiguous = value.find((each) => each.includes(';'));
    if (ambiguous !== undefined) {
      throw new CellError(`the choice "${ambiguous}" contains a semicolon; let choices be JSON or a table`);
    }
    return value.length === 0 ? null : value.join(';');
  };
}

function childValues(value: CrmValue | undefined, field: string): readonly Values[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw new CellError(`${field}: a list was expected.`);
  return value.map((each: CrmValue): Values => {
    if (typeof each === 'object' && each !== null && !Array.isArray(each)) return each as Values;
    return { choice: each };
  });
}

function partOf(value: CrmValue | undefined, part: 'id' | 'name' | 'email' | 'module'): CrmValue | undefined {
  if (typeof value === 'string') return part === 'id' ? value : null;
  if (typeof value !== 'object' || value === null) return value;
  const found = (value as Values)[part];
  if (part !== 'module' || typeof found !== 'object' || found === null) return found;
  return (found as Values)['api_name'];
}

/** What a row of a many-to-many list points to besides the record that it belongs to. */
function linked(row: Values, parentId: string): CrmReference | undefined {
  for (const value of Object.values(row)) {
    const reference = asReference(value);
    if (reference && reference.id !== parentId) return reference;
  }
  return undefined;
}

function nameOf(reader: CellReader | undefined): string {
  if (!reader) return 'the row';
  const { source, name } = reader.column;
  return 'field' in source ? source.field : name;
}
