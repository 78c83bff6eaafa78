import type { Environment } from '../accounts/caller.ts';
import { UsageError } from '../options.ts';
import type { ModuleDefinition, Schema } from '../schema/module.ts';

/** Records of an organization that was not told otherwise. A module that is not here has `otherwise`. */
const defaultCounts: Readonly<Record<string, number>> = {
  Leads: 250,
  Contacts: 180,
  Accounts: 120,
  Deals: 140,
  Tasks: 90,
  Events: 60,
  Calls: 50,
  Campaigns: 20,
  Products: 40,
  Vendors: 15,
  Price_Books: 6,
  Quotes: 30,
  Sales_Orders: 25,
  Purchase_Orders: 20,
  Invoices: 25,
  Cases: 40,
  Solutions: 20,
  Notes: 80,
  Attachments: 12,
};

const otherwise = 30;

/** Sandboxes and developer environments hold this part of it. */
const smallerShare = 0.2;

/**
 * How many live records each module gets, by API name. Rows of subforms and the history of deals are not here: they
 * come with their records. Throws UsageError for a module that does not exist or cannot be counted.
 */
export function recordCounts(
  schema: Schema,
  wanted: ReadonlyMap<string, number>,
  environment: Environment,
): ReadonlyMap<string, number> {
  const countable = schema.modules.filter(hasOwnRecords);
  for (const name of wanted.keys()) {
    if (countable.some((module) => module.apiName === name)) continue;
    const known = countable.map((module) => module.apiName).join(', ');
    throw new UsageError(`--records does not know the module "${name}". It takes ${known}.`);
  }
  const share = environment === 'production' ? 1 : smallerShare;
  return new Map(
    countable.map(({ apiName }) => [
      apiName,
      wanted.get(apiName) ?? Math.ceil((defaultCounts[apiName] ?? otherwise) * share),
    ]),
  );
}

function hasOwnRecords(module: ModuleDefinition): boolean {
  if (module.generatedType === 'linking') return true;
  const kinds: readonly string[] = ['default', 'custom'];
  return kinds.includes(module.generatedType) && module.recordsAnswer !== 'invalidModule' && module.fields.length > 0;
}
