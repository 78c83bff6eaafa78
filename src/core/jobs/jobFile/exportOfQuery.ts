import { pathText } from '../../coql/column.ts';
import type { Query } from '../../coql/syntax.ts';
import { conditionText } from '../reading/conditionText.ts';
import type { ExportJob } from './jobSchema.ts';

/** What an export job takes of a query; everything else of a module has its default. */
export type QueriedModule = Pick<ExportJob['modules'][number], 'module' | 'fields' | 'where' | 'orderBy'>;

/**
 * The module of an export job that exports what a query asks for, without its limit. Undefined where a job cannot say
 * it: groups, functions, aliases, several columns to order by, an offset, or a query that is not complete.
 */
export function exportOfQuery(query: Query): QueriedModule | undefined {
  const module = query.from?.module?.text;
  const columns = query.select?.columns ?? [];
  const fields = columns.flatMap(({ expression, alias }) =>
    expression?.kind === 'field' && !alias ? [pathText(expression.path)] : [],
  );
  const isWhole = columns.length > 0 && fields.length === columns.length && query.syntaxProblems.length === 0;
  if (module === undefined || !isWhole || query.from?.customView || query.groupBy || query.offset) return undefined;
  const orderBy = orderOf(query);
  if (orderBy === 'none of ours') return undefined;
  const condition = query.where?.condition;
  return {
    ...{ module, fields },
    ...(condition ? { where: conditionText(condition) } : {}),
    ...(orderBy ? { orderBy } : {}),
  };
}

function orderOf({ orderBy }: Query): QueriedModule['orderBy'] | 'none of ours' {
  const [column, ...others] = orderBy?.columns ?? [];
  if (!column) return undefined;
  const { expression, direction } = column;
  if (others.length > 0 || expression?.kind !== 'field' || expression.path.parts.length > 1) return 'none of ours';
  return { field: pathText(expression.path), descending: direction?.toLowerCase() === 'desc' };
}
