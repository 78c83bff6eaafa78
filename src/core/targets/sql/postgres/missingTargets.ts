import { emptyLookupReason } from '../../emptyLookups.ts';
import type { IncompleteRow, Query, SqlResult } from '../sqlSession.ts';
import { RowsRefusedError } from '../sqlSession.ts';
import type { TextLoad } from '../textLoader.ts';
import { emptyLookupsSql } from './mergeSql.ts';

/**
 * Lookups of staged rows whose target is not in its table, such as a record that is deleted or left out: PostgreSQL would
 * refuse the whole row. They are emptied, and the rows told. Costs a query for each foreign key, so that it begins with
 * the first row of a table that is refused for that reason.
 */
export class MissingTargets {
  /** Names of tables. */
  readonly #occurIn = new Set<string>();

  /** Answers the rows that are going to lack a value. */
  async empty(
    { table, columns, mode }: TextLoad,
    stage: string,
    { schema, run }: { readonly schema: string; readonly run: (query: Query) => Promise<SqlResult> },
  ): Promise<readonly IncompleteRow[]> {
    if (!this.#occurIn.has(table.name)) return [];
    const reasons = new Map<string, string[]>();
    const staged = new Set(columns.map(({ name }) => name));
    for (const key of table.foreignKeys) {
      if (key.onDelete !== 'setNull' || !staged.has(key.column)) continue;
      const { rows } = await run({ sql: emptyLookupsSql({ table, mode }, key, stage, schema), parameters: [] });
      for (const { id, missing } of rows) {
        const before = reasons.get(String(id)) ?? [];
        reasons.set(String(id), [...before, emptyLookupReason(key.column, String(missing), key.table)]);
      }
    }
    return [...reasons].map(([id, all]) => ({ id, reason: all.join(' ') }));
  }

  /** Whether the same rows are worth another try, as from now on their lookups are emptied. */
  learnFrom(error: unknown, { table }: TextLoad): boolean {
    const cause = error instanceof RowsRefusedError ? error.cause : undefined;
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === foreignKeyViolation;
    if (!isMissing || this.#occurIn.has(table.name)) return false;
    this.#occurIn.add(table.name);
    return true;
  }
}

const foreignKeyViolation = '23503';
