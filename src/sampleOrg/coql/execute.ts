import type { Caller } from '../accounts/caller.ts';
import type { OrgState } from '../orgState.ts';
import { executeGrouped } from './executeGrouped.ts';
import type { QueryPlan } from './plan.ts';
import { planQuery } from './plan.ts';
import type { CoqlQuery } from './query.ts';
import { renderColumn } from './renderColumn.ts';
import { firstInOrder } from './rowOrder.ts';

export interface QueryResult {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Whether there are rows beyond the limit. */
  readonly moreRecords: boolean;
  readonly plan: QueryPlan;
}

/** Answers a query. Throws what `planQuery` throws. Source: zoho-api.md section 4.11. */
export function executeQuery(org: OrgState, query: CoqlQuery, caller: Caller): QueryResult {
  const plan = planQuery(org, query, caller);
  const rows = plan.isGrouped ? executeGrouped(org, plan, caller) : executePlain(org, plan, caller);
  return { rows: rows.slice(0, plan.limit), moreRecords: rows.length > plan.limit, plan };
}

/** Rows from the offset on, one more than the limit if there are more. */
function executePlain(org: OrgState, plan: QueryPlan, caller: Caller): readonly Record<string, unknown>[] {
  const table = org.records.table(plan.module.apiName);
  const records = firstInOrder(table, plan.holds, plan.sortKeys, plan.offset + plan.limit + 1).slice(plan.offset);
  return records.map((record) => {
    const row: Record<string, unknown> = {};
    for (const [key, column] of plan.columns) row[key] = renderColumn(org, column, record, caller);
    row['id'] ??= record.id;
    return row;
  });
}
