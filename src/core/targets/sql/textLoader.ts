import type { ExportedRows } from '../../model/exportedRows.ts';
import type { CellRules } from '../cells.ts';
import type { Cells } from '../rowsOfRecord.ts';
import type { Table } from '../tablePlan.ts';
import { exportedText } from './exportedText/exportedText.ts';
import { FreshTables } from './freshTables.ts';
import { loadBisecting } from './loadBisecting.ts';
import type { Counts, Load, LoadResult, PreparedExport, Query, SqlResult } from './sqlSession.ts';
import { RowsRefusedError } from './sqlSession.ts';
import { chunksOf, textRows } from './textRows.ts';

/** Rows as text, on their way into a table. */
export interface TextLoad extends Pick<Load, 'table' | 'columns' | 'mode' | 'meanwhile'> {
  readonly count: number;
  /** In pieces; may be asked for more than once. */
  readonly text: () => Iterable<Buffer>;
  /** The same rows, where they did not come as bytes. */
  readonly rows: readonly Cells[] | undefined;
}

/** What a server does with rows that come as text. Each call rejects with RowsRefusedError where values do not fit. */
export interface TextDatabase {
  readonly rules: CellRules;
  run(query: Query): Promise<SqlResult>;
  /** Quoted, with its schema. */
  nameOf(table: Table): string;
  /** Adds all rows to a table, or makes them those of a stage; calls `meanwhile`. */
  send(load: TextLoad, into: string): Promise<void>;
  /** Answers the name of a temporary table for such rows. */
  stage(load: TextLoad): Promise<string>;
  /** Brings what is staged into its table. */
  merge(load: TextLoad, stage: string): Promise<Counts>;
}

/** Directly into tables that are being filled, else by way of a stage; where rows are refused, all but these. */
export class TextLoader {
  readonly #database: TextDatabase;
  readonly #fresh = new FreshTables();

  constructor(database: TextDatabase) {
    this.#database = database;
  }

  /** Tables are going to change. */
  forgetTables(): void {
    this.#fresh.clear();
  }

  async load(load: Load): Promise<LoadResult> {
    if (load.rows.length === 0) return { inserted: 0, updated: 0, refused: [] };
    const direct = await this.#loadDirectly(asText(load));
    if (direct) return direct;
    const stage = await this.#database.stage(asText(load));
    return loadBisecting(
      load,
      (part) => this.#loadStaged(asText(part), stage),
      (query) => this.#database.run(query),
    );
  }

  prepareExported(table: Table, exported: ExportedRows): PreparedExport | undefined {
    const prepared = exportedText(table, this.#database.rules, exported);
    if (!prepared) return undefined;
    const { bytes, rows: count, left } = prepared;
    const text = (): Iterable<Buffer> => chunksOf(bytes);
    const sent = { table, columns: table.columns, mode: 'upsert', count, text, rows: undefined } as const;
    return {
      load: async (meanwhile) => {
        const counts = await this.#loadWhole(meanwhile ? { ...sent, meanwhile } : sent);
        return counts && { ...counts, left };
      },
    };
  }

  /** Undefined where a row is refused; nothing is written then. */
  async #loadWhole(load: TextLoad): Promise<Counts | undefined> {
    if (load.count === 0) return { inserted: 0, updated: 0 };
    const direct = await this.#loadDirectly(load);
    if (direct) return direct;
    const stage = await this.#database.stage(load);
    const step = (sql: string): Promise<SqlResult> => this.#database.run({ sql, parameters: [] });
    await step('savepoint zoho_export');
    try {
      const counts = await this.#loadStaged(load, stage);
      await step('release savepoint zoho_export');
      return counts;
    } catch (error) {
      if (!(error instanceof RowsRefusedError)) throw error;
      await step('rollback to savepoint zoho_export');
      return undefined;
    }
  }

  #loadDirectly(load: TextLoad): Promise<LoadResult | undefined> {
    const into = this.#database.nameOf(load.table);
    return this.#fresh.load(load, {
      anyRow: { sql: `select 1 from ${into} limit 1`, parameters: [] },
      loadDirectly: () => this.#database.send(load, into),
      run: (query) => this.#database.run(query),
    });
  }

  async #loadStaged(load: TextLoad, stage: string): Promise<Counts> {
    await this.#database.send(load, stage);
    return this.#database.merge(load, stage);
  }
}

function asText(load: Load): TextLoad {
  const { columns, rows } = load;
  return { ...load, count: rows.length, text: () => textRows(columns, rows) };
}
