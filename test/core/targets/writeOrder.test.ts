import assert from 'node:assert/strict';

import type { ModulePlan } from '../../../src/core/targets/tablePlan.ts';
import { defaultTableChoices, planTables } from '../../../src/core/targets/tablePlan.ts';
import { writeOrder } from '../../../src/core/targets/writeOrder.ts';
import { field } from '../../conformance/targets/exampleModule.ts';

/** Modules, each with lookups to others. */
function plansOf(lookups: Readonly<Record<string, readonly string[]>>, foreignKeys = true): readonly ModulePlan[] {
  const modules = Object.entries(lookups).map(([apiName, targets]) => ({
    module: { apiName, label: apiName },
    fields: targets.map((target) => field(target, 'lookup', `${apiName}${target}`, { lookupModules: [target] })),
  }));
  return planTables(modules, { ...defaultTableChoices, foreignKeys });
}

function namesOf(plans: readonly ModulePlan[]): readonly string[] {
  return plans.map(({ module }) => module);
}

describe('the order in which tables are written', () => {
  it('puts what others lead to before them', () => {
    const plans = plansOf({ Quotes: ['Deals'], Deals: ['Contacts', 'Accounts'], Contacts: ['Accounts'], Accounts: [] });
    assert.deepEqual(namesOf(writeOrder(plans)), ['Accounts', 'Contacts', 'Deals', 'Quotes']);
  });

  it('has each table once where they lead in a circle or to themselves', () => {
    const plans = plansOf({ Leads: ['Accounts'], Accounts: ['Contacts', 'Accounts'], Contacts: ['Accounts'] });
    assert.deepEqual(namesOf(writeOrder(plans)), ['Contacts', 'Accounts', 'Leads']);
  });

  it('is the given one without foreign keys', () => {
    assert.deepEqual(namesOf(writeOrder(plansOf({ Contacts: ['Accounts'], Accounts: [] }, false))), [
      'Contacts',
      'Accounts',
    ]);
  });
});
