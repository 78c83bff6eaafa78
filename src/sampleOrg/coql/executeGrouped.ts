import type { Caller } from '../accounts/caller.ts';
import type { OrgState } from '../orgState.ts';
import type { Scalar } from '../query/valueReader.ts';
import type { StoredRecord } from '../records/store.ts';
import { compareValues } from '../records/store.ts';
import { aggregate, groupRecords, renderAggregate } from './aggregate.ts';
import type { QueryPlan } from './plan.ts';
import { renderColumn } from './renderColumn.ts';
import type { ResolvedSortKey } from './rowOrder.ts';
import { compareKey } from './rowOrder.ts';

interface Group {
  /** Any record of the group shows the values of the group keys. Undefined for the one group of an empty result. */
  readonly sample: StoredRecord | undefined;
  /** By the column's name, such as `COUNT(id)`. */
  readonly aggregates: ReadonlyMap<string, Scalar | null>;
}

/**
 * Rows of a query with aggregates or `group by`, from the offset on: one for each group, without `id`. Without `order by`
 * they are sorted by the group keys, empty values first.
 */
export function executeGrouped(org: OrgState, plan: QueryPlan, caller: Caller): readonly Record<string, unknown>[] {
  const matching = org.records.table(plan.module.apiName).ascending().filter(plan.holds);
  const wanted = [...plan.columns.values(), ...plan.sortKeys.map((key) => key.column)].filter((each) => each.aggregate);
  const groups = groupRecords(matching, plan.groupKeys).map((records): Group => ({
    sample: records[0],
    aggregates: new Map(wanted.map((column) => [column.name, aggregate(column, records)])),
  }));
  return groups
    .sort(compareGroups(plan))
    .slice(plan.offset)
    .map((group) => renderGroup(org, plan, group, caller));
}

function compareGroups(plan: QueryPlan): (a: Group, b: Group) => number {
  const byGroupKeys = plan.groupKeys.map((column): ResolvedSortKey => ({ column, direction: 'asc' }));
  return (a, b) => {
    for (const key of [...plan.sortKeys, ...byGroupKeys]) {
      const order = key.column.aggregate ? compareAggregates(key, a, b) : compareSamples(key, a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
}

function compareAggregates({ column, direction }: ResolvedSortKey, a: Group, b: Group): number {
  const order = compareValues(a.aggregates.get(column.name), b.aggregates.get(column.name));
  return direction === 'asc' ? order : -order;
}

function compareSamples(key: ResolvedSortKey, a: Group, b: Group): number {
  return a.sample && b.sample ? compareKey(key, a.sample, b.sample) : 0;
}

function renderGroup(org: OrgState, plan: QueryPlan, group: Group, caller: Caller): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [key, column] of plan.columns) {
    if (column.aggregate) row[key] = renderAggregate(column, group.aggregates.get(column.name) ?? null, caller);
    else row[key] = group.sample ? renderColumn(org, column, group.sample, caller) : null;
  }
  return row;
}
