import type { Cells } from '../rowsOfRecord.ts';
import type { Counts, Load, LoadResult, Query, RefusedRow } from './sqlSession.ts';
import { CurableRowsError, RowsRefusedError } from './sqlSession.ts';

/**
 * Writes rows in one go; where the database refuses them, in halves, until the ones at fault are found. Each try stands
 * behind a savepoint, so that what went well stays.
 */
export async function loadBisecting(
  load: Load,
  loadAll: (load: Load) => Promise<Counts>,
  run: (query: Query) => Promise<unknown>,
): Promise<LoadResult> {
  const refused: RefusedRow[] = [];
  const step = (sql: string): Promise<unknown> => run({ sql, parameters: [] });
  const attempt = async (rows: readonly Cells[]): Promise<Counts> => {
    if (rows.length === 0) return { inserted: 0, updated: 0 };
    await step('savepoint zoho_rows');
    try {
      const counts = await loadAll({ ...load, rows });
      await step('release savepoint zoho_rows');
      return counts;
    } catch (error) {
      if (!(error instanceof RowsRefusedError)) throw error;
      await step('rollback to savepoint zoho_rows');
      if (error instanceof CurableRowsError) return attempt(rows);
      const [row] = rows;
      if (rows.length > 1 || !row) return halves(rows, attempt);
      refused.push({ row, reason: error.message });
      return { inserted: 0, updated: 0 };
    }
  };
  const counts = await attempt(load.rows);
  return { ...counts, refused };
}

async function halves(rows: readonly Cells[], attempt: (rows: readonly Cells[]) => Promise<Counts>): Promise<Counts> {
  const middle = Math.ceil(rows.length / 2);
  const left = await attempt(rows.slice(0, middle));
  const right = await attempt(rows.slice(middle));
  return {
    inserted: left.inserted + right.inserted,
    updated: left.updated + right.updated,
    incomplete: [...(left.incomplete ?? []), ...(right.incomplete ?? [])],
  };
}
