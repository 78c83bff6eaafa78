import type { Caller } from '../accounts/caller.ts';
import { ApiError } from '../api/apiError.ts';
import type { OrgState } from '../orgState.ts';
import type { RecordTest } from '../query/criterion.ts';
import { compileCriterion } from '../query/criterion.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import { checkJoins } from './checkJoins.ts';
import { checkShape, isGrouped } from './checkShape.ts';
import { compileWhere } from './compileWhere.ts';
import { invalidQuery } from './coqlErrors.ts';
import type { CoqlQuery, SelectColumn, SortKey } from './query.ts';
import type { ResolvedColumn } from './resolveColumn.ts';
import { resolveColumn } from './resolveColumn.ts';
import type { ResolvedSortKey } from './rowOrder.ts';

/** A query compared with the schema. */
export interface QueryPlan {
  readonly module: ModuleDefinition;
  readonly holds: RecordTest;
  /** By the key in the answer. */
  readonly columns: ReadonlyMap<string, ResolvedColumn>;
  /** Whether the rows of the answer are groups of records. */
  readonly isGrouped: boolean;
  readonly groupKeys: readonly ResolvedColumn[];
  readonly sortKeys: readonly ResolvedSortKey[];
  readonly limit: number;
  readonly offset: number;
}

/** Throws ApiError for everything that Zoho refuses (zoho-api.md section 4.11). */
export function planQuery(org: OrgState, query: CoqlQuery, caller: Caller): QueryPlan {
  checkShape(query);
  checkJoins(query);
  const module = findModule(org, query.module);
  const columns = query.columns.map((column) => [column, resolveColumn(org, module, column, 'select')] as const);
  return {
    module,
    columns: new Map(columns.map(([{ name, alias }, resolved]) => [alias ?? name, resolved])),
    holds: planCondition(org, module, query, caller),
    isGrouped: isGrouped(query),
    groupKeys: query.groupBy.map((key) => resolveColumn(org, module, key, 'group by')),
    sortKeys: query.orderBy.map((key) => planSortKey(org, module, key, query.columns)),
    limit: query.limit,
    offset: query.offset,
  };
}

function findModule(org: OrgState, name: string): ModuleDefinition {
  const module = org.schema.module(name);
  if (!module) throw invalidQuery('module given seems to be invalid', { module: name });
  if (module.coqlReadable && module.apiSupported && module.recordsAnswer === 'records') return module;
  throw new ApiError(400, 'INVALID_MODULE', 'the given module is not supported in api');
}

function planCondition(org: OrgState, module: ModuleDefinition, query: CoqlQuery, caller: Caller): RecordTest {
  const holds = compileWhere(org, module, query.where, caller);
  if (query.customViewId === undefined) return holds;
  const view = module.customViews.find((each) => each.id === query.customViewId);
  if (!view) throw invalidQuery('cvid given seems to be invalid', { cvid: query.customViewId });
  if (!view.criterion) return holds;
  const isInView = compileCriterion(org, module, view.criterion, caller);
  return (record) => isInView(record) && holds(record);
}

/** Order keys may name a select column by its alias. */
function planSortKey(
  org: OrgState,
  module: ModuleDefinition,
  key: SortKey,
  columns: readonly SelectColumn[],
): ResolvedSortKey {
  const aliased = columns.find((column) => column.alias === key.name);
  return { column: resolveColumn(org, module, aliased ?? key, 'order by'), direction: key.direction };
}
