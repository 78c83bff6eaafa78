import type { ModulePlan } from './tablePlan.ts';

/**
 * The plans in an order in which foreign keys lead to tables that are written before. Where they go in circles, or to
 * their own table, some rows are refused at first and have to be tried again when all tables are written.
 */
export function writeOrder(plans: readonly ModulePlan[]): readonly ModulePlan[] {
  const byTable = new Map(plans.map((plan) => [plan.main.name, plan]));
  const ordered = new Set<ModulePlan>();
  const entered = new Set<ModulePlan>();
  const visit = (plan: ModulePlan): void => {
    if (entered.has(plan)) return;
    entered.add(plan);
    for (const { table } of [plan.main, ...plan.children].flatMap(({ foreignKeys }) => foreignKeys)) {
      const target = byTable.get(table);
      if (target) visit(target);
    }
    ordered.add(plan);
  };
  plans.forEach(visit);
  return [...ordered];
}
