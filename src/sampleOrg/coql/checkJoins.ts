import type { Criterion } from '../schema/module.ts';
import { coqlLimits } from './checkShape.ts';
import { limitExceeded } from './coqlErrors.ts';
import type { CoqlQuery } from './query.ts';

type Path = readonly string[];

/**
 * Counts the different lookups that a query follows, `Account_Name.Parent_Account` being two. The limits are Zoho's for
 * "SELECT clause JOINs" and "base JOINs"; that the latter are those of the other clauses is our reading. Throws ApiError
 * LIMIT_EXCEEDED. Source: zoho-api.md section 4.11.
 */
export function checkJoins({ columns, where, groupBy, orderBy }: CoqlQuery): void {
  requireJoins(
    columns.map(({ path }) => path),
    coqlLimits.selectJoins,
    'select',
  );
  const others = [...pathsIn(where), ...[...groupBy, ...orderBy].map(({ path }) => path)];
  requireJoins(others, coqlLimits.baseJoins, 'where');
}

function pathsIn(criterion: Criterion): readonly Path[] {
  return criterion.kind === 'test' ? [criterion.path] : criterion.of.flatMap(pathsIn);
}

function requireJoins(paths: readonly Path[], limit: number, clause: string): void {
  const joins = new Set(
    paths.flatMap((path) => path.slice(0, -1).map((_, index) => path.slice(0, index + 1).join('.'))),
  );
  if (joins.size > limit) throw limitExceeded(clause, limit, `the number of joins exceeds the limit of ${limit}`);
}
