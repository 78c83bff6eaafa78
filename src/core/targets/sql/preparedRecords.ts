import type { CrmRecord } from '../../model/record.ts';
import type { CellRules } from '../cells.ts';
import { CellError } from '../cells.ts';
import type { WriteBatch } from '../dataTarget.ts';
import type { Cells } from '../rowsOfRecord.ts';
import { rowReader } from '../rowsOfRecord.ts';
import type { Column, ModulePlan, Table } from '../tablePlan.ts';

/** The rows of one record; those of child tables in the order of `ModulePlan.children`. */
export interface PreparedRecord {
  readonly id: string;
  readonly row: Cells;
  readonly children: readonly (readonly Cells[])[];
}

export interface PreparedRecords {
  /** Of the rows of the main table. */
  readonly columns: readonly Column[];
  /** One for each id. */
  readonly records: readonly PreparedRecord[];
  /** Reasons by record id, of records whose values do not fit. */
  readonly refused: ReadonlyMap<string, string>;
}

type ReadRows = (record: CrmRecord) => readonly Cells[];

/** Turns records of one plan into rows. */
export class RecordPreparer {
  readonly #plan: ModulePlan;
  readonly #rules: CellRules;
  readonly #readMain: ReadRows;
  readonly #readChildren: readonly ReadRows[];

  constructor(plan: ModulePlan, rules: CellRules) {
    this.#plan = plan;
    this.#rules = rules;
    this.#readMain = rowReader(plan.main, rules);
    this.#readChildren = plan.children.map((child) => rowReader(child, rules));
  }

  prepare({ records, onlyFields }: WriteBatch): PreparedRecords {
    const { main } = this.#plan;
    if (!onlyFields) return prepareAll(records, main.columns, this.#readMain, this.#readChildren);
    const columns = main.columns.filter((column) => main.primaryKey.includes(column.name) || isOf(column, onlyFields));
    const table: Table = { ...main, columns };
    return prepareAll(records, columns, rowReader(table, this.#rules), []);
  }
}

const noChildren: readonly (readonly Cells[])[] = [];

function prepareAll(
  records: readonly CrmRecord[],
  columns: readonly Column[],
  readMain: ReadRows,
  readChildren: readonly ReadRows[],
): PreparedRecords {
  const prepared = new Map<string, PreparedRecord>();
  const refused = new Map<string, string>();
  for (const record of records) {
    const { id } = record;
    prepared.delete(id);
    refused.delete(id);
    try {
      const children = readChildren.length === 0 ? noChildren : readChildren.map((read) => read(record));
      prepared.set(id, { id, row: readMain(record)[0] ?? [], children });
    } catch (error) {
      if (!(error instanceof CellError)) throw error;
      refused.set(id, error.message);
    }
  }
  return { columns, records: [...prepared.values()], refused };
}

function isOf({ source }: Column, fields: readonly string[]): boolean {
  return 'field' in source && fields.includes(source.field);
}
