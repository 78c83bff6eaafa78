import type { ModuleDefinition } from '../schema/module.ts';
import type { Draft, Seeding } from './draft.ts';
import type { KnownValues } from './knownValues.ts';
import { dateOf, optionsOf, roundedTo } from './valuesByType.ts';

/** Amounts, stages and prices that must agree with each other; sums and other formulas are computed afterwards. */
export function moneyValues(seeding: Seeding, module: ModuleDefinition): KnownValues {
  const stageField = module.fields.find((field) => field.apiName === 'Stage');
  return {
    ...(stageField ? stageValues(optionsOf(stageField)) : {}),
    Amount: (draft) => draft.amount,
    Annual_Revenue: (draft) => Math.round(draft.amount * 100),
    Unit_Price: (draft) => draft.amount,
    Closing_Date: (draft, dice) => dateOf(draft.record.createdAt + dice.whole(10, 150) * 86_400_000),
    ...currencyValues(seeding),
    ...documentValues(module),
  };
}

function stageValues(stages: readonly (string | null)[]): KnownValues {
  const stage = (draft: Draft): string | null => stages[Math.floor(draft.luck * stages.length)] ?? null;
  const isLost = (draft: Draft): boolean => stage(draft)?.startsWith('Closed Lost') ?? false;
  return {
    Stage: stage,
    Probability: (draft) => probabilityOf(stage(draft)),
    Reason_For_Loss__s: (draft, dice) => (isLost(draft) ? dice.pick(['Price', 'Lack of response']) : null),
  };
}

/** Percent, as the stages of a new organization have them. */
export function probabilityOf(stage: string | null): number {
  return stage === null ? 0 : (probabilities[stage] ?? 50);
}

const probabilities: Readonly<Record<string, number>> = {
  Qualification: 10,
  'Needs Analysis': 20,
  'Value Proposition': 40,
  'Identify Decision Makers': 60,
  'Proposal/Price Quote': 75,
  Negotiation: 90,
  'Closed Won': 100,
  'Closed Lost': 0,
  'Closed Lost to Competition': 0,
};

/** Most records are in the home currency. */
function currencyValues(seeding: Seeding): KnownValues {
  const { currencies } = seeding.schema.settings;
  const currencyOf = (draft: Draft) =>
    draft.luck < 0.8 ? currencies[0] : currencies[Math.floor(draft.luck * 1000) % currencies.length];
  return {
    Currency: (draft) => currencyOf(draft)?.isoCode ?? 'USD',
    Exchange_Rate: (draft) => Number(currencyOf(draft)?.exchangeRate ?? 1),
  };
}

/** Lines, and the quotes, orders and invoices around them (zoho-api.md section 4.20); a product's `Tax` is something else. */
function documentValues(module: ModuleDefinition): KnownValues {
  const has = (apiName: string): boolean => module.fields.some((field) => field.apiName === apiName);
  if (has('Net_Total')) return lineValues;
  return has('Grand_Total') ? headerValues : {};
}

const quantityOf = (draft: Draft): number => 1 + Math.floor(draft.luck * 20);

const lineValues: KnownValues = {
  Quantity: quantityOf,
  List_Price: (draft) => draft.amount,
  Discount: (draft) => (draft.luck < 0.3 ? roundedTo(2, quantityOf(draft) * draft.amount * 0.1) : 0),
  Tax: (draft) => (draft.luck > 0.5 ? roundedTo(2, quantityOf(draft) * draft.amount * 0.19) : 0),
  Line_Tax: (draft) => (draft.luck > 0.5 ? [{ percentage: 19, name: 'Vat' }] : []),
};

const headerValues: KnownValues = {
  Discount: (draft) => (draft.luck < 0.3 ? roundedTo(2, draft.luck * 100) : 0),
  Tax: () => 0,
  // Somebody rounded the sum; so it may be negative.
  Adjustment: (draft) => (draft.luck > 0.8 ? roundedTo(2, draft.luck - 0.9) : 0),
};
