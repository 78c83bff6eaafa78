import type { StoredValue } from '../records/store.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import type { Seeding } from './draft.ts';
import { probabilityOf } from './moneyValues.ts';
import { notConverted, specialLeads } from './specialLeads.ts';
import { longestText, specialTexts } from './specialTexts.ts';

/** What differs from the generated values of a record, by field API name. */
export type SpecialValues = Readonly<Record<string, StoredValue>>;

/**
 * Both half past ones of the night when America/Los_Angeles leaves daylight saving time, and the last second before and the
 * first after the hour that is missing in spring. Epoch milliseconds.
 */
export const clockChanges = [
  '2024-03-10T01:59:59-08:00',
  '2024-03-10T03:00:00-07:00',
  '2024-11-03T01:30:00-07:00',
  '2024-11-03T01:30:00-08:00',
].map((text) => Date.parse(text));

/**
 * Values of the special records of a module, by record id. They take the places of its newest records, where a person sees
 * them first; leads that were made when the clocks changed stay where their time puts them.
 */
export function specialRecords(seeding: Seeding, module: ModuleDefinition): ReadonlyMap<string, SpecialValues> {
  const live = seeding.plans.get(module.apiName)?.live ?? [];
  const untouched = live.filter((record) => !(module.apiName === 'Leads' && clockChanges.includes(record.createdAt)));
  const newestFirst = untouched.toReversed();
  const specials = new Map<string, SpecialValues>();
  (specialsByModule[module.apiName]?.(seeding) ?? []).forEach((values, index) => {
    const record = newestFirst[index];
    if (record) specials.set(record.id, onlyFieldsOf(seeding, module, values));
  });
  if (module.apiName === 'Leads') {
    for (const { id, createdAt } of live) {
      if (clockChanges.includes(createdAt)) specials.set(id, { ...notConverted, Modified_Time: createdAt });
    }
  }
  return specials;
}

/** From the newest record back. */
const specialsByModule: Readonly<Record<string, (seeding: Seeding) => readonly SpecialValues[]>> = {
  Leads: specialLeads,
  Accounts: () => [
    { Account_Name: specialTexts.umlauts, Account_Number: '0000007' },
    // Two accounts of one name: a name is not a key.
    { Account_Name: specialTexts.umlauts, Account_Number: '0000070' },
    { Account_Name: specialTexts.chinese, Annual_Revenue: 9_999_999_999_999.99 },
    { Account_Name: specialTexts.arabic, Annual_Revenue: -1234.56 },
    { Account_Name: specialTexts.markup, Website: null, Phone: null },
  ],
  Contacts: (seeding) => [
    // Its account was deleted, so the id leads nowhere.
    {
      Last_Name: 'Left Behind',
      Full_Name: 'Left Behind',
      First_Name: null,
      Account_Name: deletedId(seeding, 'Accounts'),
    },
    { Last_Name: specialTexts.emoji, Full_Name: specialTexts.emoji, First_Name: null },
    { Email: null, Phone: null, Mobile: null, Description: '' },
    { Description: specialTexts.lineBreaks },
  ],
  Deals: (seeding) => [
    { Deal_Name: 'Credit note', ...worth(-4999.99, 'Closed Won') },
    { Deal_Name: 'All the money in the world', ...worth(9_999_999_999_999.99, 'Negotiation') },
    { Deal_Name: 'One cent', ...worth(0.01, 'Qualification') },
    { Deal_Name: 'Nothing', ...worth(0, 'Closed Lost') },
    { Deal_Name: specialTexts.quotes, Contact_Name: deletedId(seeding, 'Contacts') },
  ],
  Events: () => [
    { Event_Title: 'All day', ...allDay },
    ...clockChanges.map((start) => ({
      Event_Title: 'When the clocks change',
      All_day: false,
      Start_DateTime: start,
      End_DateTime: start + 1_800_000,
    })),
  ],
  Notes: ({ pools }) => [
    { Note_Title: specialTexts.emoji, Note_Content: `${specialTexts.emoji}\n${specialTexts.arabic}` },
    { Note_Title: null, Note_Content: longestText(pools.paragraphs[0] ?? 'Text.') },
    { Note_Title: specialTexts.markup, Note_Content: specialTexts.lineBreaks },
  ],
};

/** Midnight to midnight less a minute, in a summer of America/Los_Angeles. */
const allDay = {
  All_day: true,
  Start_DateTime: Date.parse('2024-07-04T00:00:00-07:00'),
  End_DateTime: Date.parse('2024-07-04T23:59:00-07:00'),
};

function worth(amount: number, stage: string): SpecialValues {
  return { Amount: amount, Stage: stage, Probability: probabilityOf(stage), Reason_For_Loss__s: null };
}

function deletedId(seeding: Seeding, module: string): string | null {
  return seeding.plans.get(module)?.deleted[0]?.id ?? null;
}

function onlyFieldsOf(seeding: Seeding, module: ModuleDefinition, values: SpecialValues): SpecialValues {
  const known = Object.entries(values).filter(([name]) => seeding.schema.field(module, name));
  return Object.fromEntries(known);
}
