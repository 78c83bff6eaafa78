import type { CrmRecord } from '../../model/record.ts';
import { chunksOf } from './chunks.ts';
import { allOf, idsText, rangeText } from './conditionText.ts';
import type { ReadContext } from './readContext.ts';

/** Ids that one query takes after IN (zoho-api.md section 4.11). */
const idsInQuery = 50;

/** Records with one of the ids in a field, by ascending id, however many there are. */
export async function queriedRows(
  {
    module,
    columns,
    field,
    ids,
  }: { module: string; columns: readonly string[]; field: string; ids: readonly string[] },
  { records, limits, signal }: ReadContext,
): Promise<readonly CrmRecord[]> {
  const parts = await Promise.all(
    chunksOf(ids, idsInQuery).map(async (some) => {
      const found: CrmRecord[] = [];
      const most = field === 'id' ? some.length : limits.queryRows;
      for (let last: string | undefined; ; last = found.at(-1)?.id) {
        const where = allOf([idsText(field, some), last === undefined ? undefined : `id > '${last}'`]);
        const statement = `select ${selectList(columns)} from ${module} where ${where} order by id asc limit ${most}`;
        const page = await records.query(statement, signal);
        for (const record of page.records) found.push(record);
        if (!page.hasMore || page.records.length === 0) return found;
      }
    }),
  );
  return parts.flat();
}

/** Records between two ids, both included, that a condition holds for. */
export async function queriedBetween(
  {
    module,
    columns,
    condition,
    first,
    last,
  }: {
    module: string;
    columns: readonly string[];
    condition: string | undefined;
    first: string;
    last: string;
  },
  { records, limits, signal }: ReadContext,
): Promise<readonly CrmRecord[]> {
  const found: CrmRecord[] = [];
  for (let after: string | undefined = String(BigInt(first) - 1n); ; after = found.at(-1)?.id) {
    const where = allOf([condition, rangeText({ after, upTo: last })]);
    const statement = `select ${selectList(columns)} from ${module} where ${where} order by id asc limit ${limits.queryRows}`;
    const page = await records.query(statement, signal);
    for (const record of page.records) found.push(record);
    if (!page.hasMore || page.records.length === 0) return found;
  }
}

/** The id comes without being asked for; a query wants at least one column. */
export function selectList(columns: readonly string[]): string {
  return columns.length === 0 ? 'id' : columns.join(', ');
}
