import type { Table } from '../tablePlan.ts';
import type { Load, LoadResult, Query, SqlResult } from './sqlSession.ts';
import { RowsRefusedError } from './sqlSession.ts';

/**
 * Tables that this session began to fill: their rows go in directly, without a stage, until a row turns out to be there
 * already or is refused. Rows of child tables are always new, as those of their records are deleted before.
 */
export class FreshTables {
  readonly #isFresh = new Map<string, boolean>();

  clear(): void {
    this.#isFresh.clear();
  }

  /** Undefined where rows must take the other way; nothing is written then. Runs in the transaction that is open. */
  async load(
    { table, mode, count }: Pick<Load, 'table' | 'mode'> & { readonly count: number },
    tools: {
      /** A select that answers a row where the table holds any. */
      readonly anyRow: Query;
      readonly loadDirectly: () => Promise<void>;
      readonly run: (query: Query) => Promise<SqlResult>;
    },
  ): Promise<LoadResult | undefined> {
    const step = (sql: string): Promise<SqlResult> => tools.run({ sql, parameters: [] });
    if (mode !== 'upsert' || !(await this.#mayBeFresh(table, () => tools.run(tools.anyRow)))) return undefined;
    await step('savepoint zoho_fresh');
    try {
      await tools.loadDirectly();
      await step('release savepoint zoho_fresh');
      return { inserted: count, updated: 0, refused: [] };
    } catch (error) {
      if (!(error instanceof RowsRefusedError)) throw error;
      await step('rollback to savepoint zoho_fresh');
      this.#isFresh.set(table.name, false);
      return undefined;
    }
  }

  async #mayBeFresh({ name, role }: Table, findRow: () => Promise<SqlResult>): Promise<boolean> {
    const isFresh = this.#isFresh.get(name) ?? ('field' in role || (await findRow()).rows.length === 0);
    this.#isFresh.set(name, isFresh);
    return isFresh;
  }
}
