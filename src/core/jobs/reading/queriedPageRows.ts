import type { QueriedRows, RowColumn } from '../../crm/crmRecords.ts';
import type { ExportedCell, ExportedRows } from '../../model/exportedRows.ts';
import { cellText } from '../../model/exportedRows.ts';
import type { Field, FieldType } from '../../model/metadata.ts';
import type { CrmRecord, CrmValue } from '../../model/record.ts';
import { valueType } from './csvCells.ts';
import { withLearned } from './exportedCells.ts';
import { isReference, needsObjects } from './fieldPaths.ts';
import type { FieldPlan, WantedField } from './fieldPlan.ts';
import type { MutableRecord } from './learnedValues.ts';

/** What queries tell of each column; undefined where rows would lack what other calls have to tell. */
export function rowColumns(plan: FieldPlan): readonly RowColumn[] | undefined {
  const { wanted, columnBatches, listed, queried, single, cut, rows, learned } = plan;
  const [columns = [], ...more] = columnBatches;
  if (columns.length === 0) return undefined;
  if ([more, listed, queried, single, cut, rows].some((each) => each.length > 0)) return undefined;
  const byPath = new Map(wanted.map((each) => [each.path, each]));
  const all = columns.map((path) => rowColumn(byPath.get(path) ?? { path, field: undefined }));
  const references = new Set(all.filter(({ kind }) => kind === 'reference').map(({ path }) => path));
  return learned.every((field) => references.has(field)) ? all : undefined;
}

function rowColumn({ path, field }: WantedField): RowColumn {
  const kind = field ? kindOf(field) : 'other';
  if (field?.type !== 'autoNumber') return { path, kind };
  return { path, kind, normal: (value) => (typeof value === 'number' ? String(value) : value) };
}

function kindOf(field: Field): ExportedCell['kind'] {
  if (isReference(field)) return 'reference';
  return needsObjects(field) ? 'other' : (kinds[valueType(field)] ?? 'other');
}

const kinds: Readonly<Partial<Record<FieldType, ExportedCell['kind']>>> = {
  text: 'text',
  longText: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  pickList: 'text',
  date: 'text',
  dateTime: 'text',
  integer: 'number',
  decimal: 'number',
  currency: 'number',
  percent: 'number',
  boolean: 'boolean',
};

/** Rows of a page of a query, of which some texts stand for what was learned. */
export class QueriedPageRows implements ExportedRows {
  readonly bytes: Buffer;
  readonly count: number;
  readonly columns: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly isTidy: boolean;
  readonly idAt: number;
  readonly cells: ReadonlyMap<string, ExportedCell>;

  constructor(rows: QueriedRows, count = rows.count, cells = rows.cells) {
    ({ bytes: this.bytes, columns: this.columns, starts: this.starts, ends: this.ends } = rows);
    ({ isTidy: this.isTidy, idAt: this.idAt } = rows);
    this.count = count;
    this.cells = cells;
  }

  /** Those up to an id; the ids ascend. */
  upTo(id: bigint): QueriedPageRows {
    let { count } = this;
    while (count > 0 && BigInt(this.id(count - 1)) > id) count -= 1;
    return new QueriedPageRows(this, count);
  }

  /** Once everything is known that texts of some fields stand for, which is more than what the page tells of them. */
  withLearned(learned: ReadonlyMap<string, ReadonlyMap<string, CrmValue>>): QueriedPageRows {
    const cells = new Map(withLearned(this.cells, learned));
    for (const [field, cell] of cells) if (learned.has(field)) cells.set(field, { ...cell, nameAt: undefined });
    return new QueriedPageRows(this, this.count, cells);
  }

  id(row: number): string {
    return this.#text(row, this.idAt);
  }

  record(row: number): CrmRecord {
    const record: MutableRecord = { id: this.id(row) };
    for (const [field, { at, nameAt, empty, read, learned }] of this.cells) {
      const text = this.#text(row, at);
      if (text === '') record[field] = empty;
      else if (nameAt === undefined) record[field] = learned?.get(text) ?? read(text);
      else record[field] = { name: this.#text(row, nameAt) || null, id: text };
    }
    return record;
  }

  #text(row: number, column: number): string {
    return cellText(this, row * this.columns + column);
  }
}
