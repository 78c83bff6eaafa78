import type { Dice } from './dice.ts';
import type { Draft, Seeding, ValueMaker } from './draft.ts';
import type { KnownValues } from './knownValues.ts';
import { phoneNumber } from './phoneNumber.ts';

/** Names, addresses and what else is known of a person or a company. */
export function personValues({ pools }: Seeding): KnownValues {
  const ofCompany: ValueMaker = (draft) => draft.company.name;
  const product: ValueMaker = (draft, dice) => {
    const name = pools.products[draft.record.index % pools.products.length];
    return name ?? dice.pick(pools.products);
  };
  return {
    First_Name: (draft) => draft.person.firstName,
    Last_Name: (draft) => draft.person.lastName,
    Full_Name: (draft) => `${draft.person.firstName} ${draft.person.lastName}`,
    Secondary_Email: sometimes(0.2, (draft) => `${draft.mailbox}@home.example`),
    Company: ofCompany,
    Account_Name: ofCompany,
    Vendor_Name: ofCompany,
    Designation: (_draft, dice) => dice.pick(pools.jobTitles),
    Title: (_draft, dice) => dice.pick(pools.jobTitles),
    Department: sometimes(0.6, (_draft, dice) => dice.pick(departments)),
    Assistant: sometimes(0.2, (_draft, dice) => fullNameOf(dice.pick(pools.persons))),
    Skype_ID: sometimes(0.3, (draft) => `live:${draft.mailbox}`),
    Twitter: sometimes(0.3, (draft) => draft.mailbox.replaceAll(/[^a-z0-9]/g, '_')),
    Passport_Number: (draft) => (draft.record.index % 3 === 0 ? `C${String(7_000_001 + draft.record.index)}` : null),
    Date_of_Birth: sometimes(0.4, (_draft, dice) => {
      const day = new Date(Date.UTC(dice.whole(1950, 2004), 0, dice.whole(1, 365)));
      return day.toISOString().slice(0, 10);
    }),
    No_of_Employees: (_draft, dice) => Math.round(10 ** (dice.fraction() * 4)),
    Employees: (_draft, dice) => Math.round(10 ** (dice.fraction() * 4)),
    Ticker_Symbol: sometimes(0.1, (draft) => draft.company.domain.slice(0, 4).toUpperCase()),
    Account_Number: (draft) => String(draft.record.index + 1).padStart(6, '0'),
    Product_Name: product,
    Product_Code: (draft) => String(draft.record.index + 1).padStart(5, '0'),
    External_ID: (draft) => `SHOP-${String(draft.record.index + 1).padStart(6, '0')}`,
    Deal_Name: (draft, dice) => `${draft.company.name} – ${dice.pick(pools.products)}`,
    Campaign_Name: (_draft, dice) => dice.pick(pools.phrases),
    Subject: (_draft, dice) => dice.pick(pools.subjects),
    Event_Title: (_draft, dice) => dice.pick(pools.subjects),
    Note_Title: sometimes(0.7, (_draft, dice) => dice.pick(pools.subjects)),
    Venue: sometimes(0.7, (draft) => `${draft.address.street}, ${draft.address.city}`),
    Name: (draft) => `${draft.address.street}, ${draft.address.city}`,
    Reported_By: (draft) => fullNameOf(draft.person),
    Caller_ID: sometimes(0.3, (_draft, dice) => phoneNumber(dice)),
    Dialled_Number: sometimes(0.5, (_draft, dice) => phoneNumber(dice)),
    Referrer: sometimes(0.3, () => 'https://search.example/'),
    First_Visited_URL: sometimes(0.3, (_draft, dice) => `https://www.zylker.example/pages/${dice.whole(1, 40)}`),
    ...numbersOfPapers(),
    ...smallCounts(),
    Latitude: (_draft, dice) => Number((dice.fraction() * 120 - 60).toFixed(6)),
    Longitude: (_draft, dice) => Number((dice.fraction() * 360 - 180).toFixed(6)),
    ...addressValues(),
  };
}

/** Numbers that other people gave: texts, some with leading zeros. */
function numbersOfPapers(): KnownValues {
  const names = ['PO_Number', 'Requisition_No', 'Tracking_Number', 'Purchase_Order', 'Customer_No', 'External_Id'];
  const number: ValueMaker = (_draft, dice) => String(dice.whole(1, 99_999_999)).padStart(8, '0');
  return Object.fromEntries(names.map((name) => [name, sometimes(0.6, number)]));
}

function smallCounts(): KnownValues {
  const names = ['Number_Of_Chats', 'Days_Visited', 'Visitor_Score', 'No_of_comments'];
  const large: readonly string[] = ['Num_sent', 'Expected_Response'];
  return {
    ...Object.fromEntries(names.map((name) => [name, (_draft: Draft, dice: Dice) => dice.whole(0, 30)])),
    ...Object.fromEntries(large.map((name) => [name, (_draft: Draft, dice: Dice) => String(dice.whole(50, 20_000))])),
  };
}

const departments = ['Sales', 'Purchasing', 'Finance', 'IT', 'Entwicklung', '市场部'] as const;

function fullNameOf(person: Draft['person']): string {
  return `${person.firstName} ${person.lastName}`;
}

function sometimes(probability: number, make: ValueMaker): ValueMaker {
  return (draft, dice) => (dice.chance(probability) ? make(draft, dice) : null);
}

/** The parts of an address fit together; of two addresses the second one is mostly empty. */
function addressValues(): KnownValues {
  const parts: KnownValues = {
    Street: (draft) => draft.address.street,
    City: (draft) => draft.address.city,
    State: (draft) => draft.address.state,
    Zip: (draft) => draft.address.zip,
    Zip_Code: (draft) => draft.address.zip,
    Code: (draft) => draft.address.zip,
    Country: (draft) => draft.address.country,
  };
  const values: Record<string, ValueMaker> = {};
  for (const [name, make] of Object.entries(parts)) {
    values[name] = make;
    for (const prefix of ['Mailing', 'Billing']) values[`${prefix}_${name}`] = make;
    for (const prefix of ['Other', 'Shipping']) {
      values[`${prefix}_${name}`] = (draft, dice) => (draft.luck < 0.25 ? make(draft, dice) : null);
    }
  }
  return values;
}
