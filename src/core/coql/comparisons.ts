import type { ComparisonCondition, Condition, Query } from './syntax.ts';

/** The comparisons of a query's condition, in order. */
export function comparisonsIn({ where }: Pick<Query, 'where'>): readonly ComparisonCondition[] {
  const found: ComparisonCondition[] = [];
  const collect = (condition: Condition): void => {
    if (condition.kind === 'comparison') found.push(condition);
    else condition.members.forEach(collect);
  };
  if (where?.condition) collect(where.condition);
  return found;
}
