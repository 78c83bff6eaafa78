import { custom, field, fields, formula, lookup, pickList } from '../fieldSpec.ts';
import type { ModuleSpec } from '../moduleSpec.ts';
import { hiddenModule, linkedList, recordModule } from '../moduleSpec.ts';
import { addressFields, auditFields, currencyFields, idField, recordImage } from '../systemFields.ts';
import { industries, leadSources, ratings } from './options.ts';

export const accounts: ModuleSpec = recordModule({
  apiName: 'Accounts',
  singularLabel: 'Account',
  pluralLabel: 'Accounts',
  duplicateCheckField: 'Account_Name',
  fields: [
    field('text', 'Account_Name', { length: 200, mandatory: true, displayField: true }),
    field('text', 'Account_Number', { length: 40, unique: { caseSensitive: true } }),
    field('text', 'Account_Site', { length: 80 }),
    lookup('Parent_Account', 'Accounts', 'Member_Accounts'),
    pickList('Account_Type', ['Analyst', 'Competitor', 'Customer', 'Distributor', 'Partner', 'Prospect', 'Supplier']),
    pickList('Industry', industries, { openPickList: true }),
    pickList('Ownership', ['Government', 'Private', 'Public Company', 'Subsidiary', 'Partnership']),
    pickList('Rating', ratings),
    ...fields('phone', 'Phone Fax'),
    field('website', 'Website'),
    field('integer', 'Employees'),
    field('integer', 'SIC_Code'),
    field('currency', 'Annual_Revenue'),
    field('text', 'Ticker_Symbol', { length: 30 }),
    ...addressFields('Billing', 'Code'),
    ...addressFields('Shipping', 'Code'),
    field('textarea', 'Description', { textareaKind: 'large', length: 32_000 }),
    recordImage,
    ...custom([
      field('rollup_summary', 'Number_of_Deals', {
        rollup: { module: 'Deals', field: 'id', function: 'COUNT' },
        decimalPlaces: 0,
      }),
      field('rollup_summary', 'Deal_Total', { rollup: { module: 'Deals', field: 'Amount', function: 'SUM' } }),
      field('rollup_summary', 'Latest_Closing', {
        rollup: { module: 'Deals', field: 'Closing_Date', function: 'MAX' },
        jsonType: 'string',
      }),
    ]),
  ],
  relatedLists: [linkedList('Products', 'Products', 'Accounts_X_Products', 'Account', 'Product')],
});

export const deals: ModuleSpec = recordModule({
  apiName: 'Deals',
  moduleName: 'Potentials',
  singularLabel: 'Deal',
  pluralLabel: 'Deals',
  duplicateCheckField: 'Deal_Name',
  viewFields: ['Deal_Name', 'Amount', 'Stage', 'Closing_Date', 'Account_Name', 'Contact_Name', 'Owner'],
  fields: [
    field('text', 'Deal_Name', { length: 120, mandatory: true, displayField: true }),
    lookup('Account_Name', 'Accounts', 'Deals'),
    lookup('Contact_Name', 'Contacts', 'Deals'),
    lookup('Campaign_Source', 'Campaigns', 'Deals'),
    field('currency', 'Amount'),
    field('date', 'Closing_Date', { layoutMandatory: true }),
    pickList('Stage', stages(), { mandatory: true, openPickList: false, historyTracked: true }),
    field('integer', 'Probability', { length: 3, label: 'Probability (%)' }),
    field('formula', 'Expected_Revenue', {
      formula: { returnType: 'double', expression: '${Amount} * ${Probability} / 100' },
    }),
    pickList('Type', ['Existing Business', 'New Business']),
    pickList('Lead_Source', leadSources),
    field('text', 'Next_Step', { length: 100 }),
    field('integer', 'Overall_Sales_Duration', { writable: false }),
    field('integer', 'Sales_Cycle_Duration', { writable: false }),
    field('integer', 'Lead_Conversion_Time', { writable: false }),
    pickList('Reason_For_Loss__s', ['Expectation Mismatch', 'Price', 'Unqualified Customer', 'Lack of response']),
    field('textarea', 'Description', { textareaKind: 'large', length: 32_000 }),
    recordImage,
    ...currencyFields,
    ...custom([
      formula('Big_Deal', 'boolean', '${Amount} > 100000'),
      formula('Follow_Up_Date', 'date', "Adddate(${Closing_Date}, 30, 'DAY')"),
      formula('Summary_Line', 'text', "Concat(${Deal_Name}, ' / ', ${Stage})"),
      field('textarea', 'Decision_Notes', { textareaKind: 'rich_text', length: 50_000 }),
    ]),
  ],
  views: [
    {
      name: 'Big Deals Closing Soon',
      criterion: {
        kind: 'all',
        of: [
          { kind: 'test', path: ['Amount'], comparator: 'greater_than', values: [100_000] },
          { kind: 'test', path: ['Stage'], comparator: 'not_in', values: ['Closed Won', 'Closed Lost'] },
        ],
      },
      sortBy: 'Closing_Date',
      sortOrder: 'asc',
    },
  ],
  relatedLists: [
    linkedList('Products', 'Products', 'Deals_X_Products', 'Deal', 'Product'),
    linkedList('Contact_Roles', 'Contacts', 'Deal_Contact_Roles', 'Deal', 'Contact'),
  ],
});

/** Stage history: readable although nobody can open it (zoho-api.md sections 4.3, 9 no. 6). It has no Modified_Time. */
export const dealHistory: ModuleSpec = hiddenModule({
  apiName: 'DealHistory',
  moduleName: 'PotentialHistory',
  singularLabel: 'Deal History',
  pluralLabel: 'Deal Histories',
  generatedType: 'field_tracker',
  views: [],
  fields: [
    idField,
    lookup('Deal_Name', 'Deals', 'Stage_History', { displayField: true, writable: false }),
    pickList('Stage', stages(), { writable: false }),
    ...fields('currency', 'Amount Expected_Revenue', { writable: false }),
    field('integer', 'Probability', { length: 3, writable: false }),
    field('date', 'Close_Date', { writable: false }),
    field('integer', 'Stage_Duration__s', { writable: false }),
    field('datetime', 'Last_Activity_Time', { writable: false }),
    field('userlookup', 'Modified_By', { writable: false }),
    field('datetime', 'Created_Time', { writable: false }),
  ],
});

export const campaigns: ModuleSpec = recordModule({
  apiName: 'Campaigns',
  singularLabel: 'Campaign',
  pluralLabel: 'Campaigns',
  duplicateCheckField: 'Campaign_Name',
  fields: [
    field('text', 'Campaign_Name', { length: 200, mandatory: true, displayField: true }),
    pickList('Type', ['Advertisement', 'Conference', 'Email', 'Public Relations', 'Trade Show', 'Webinar']),
    pickList('Status', ['Active', 'Inactive', 'Complete', 'Planning']),
    lookup('Parent_Campaign', 'Campaigns', 'Child_Campaigns'),
    ...fields('date', 'Start_Date End_Date'),
    ...fields('currency', 'Expected_Revenue Budgeted_Cost Actual_Cost'),
    field('bigint', 'Num_sent', { label: 'Numbers sent' }),
    field('bigint', 'Expected_Response'),
    field('textarea', 'Description', { textareaKind: 'large', length: 32_000 }),
  ],
  relatedLists: [
    linkedList('Leads', 'Leads', 'Leads_X_Campaigns', 'Campaign', 'Lead'),
    linkedList('Contacts', 'Contacts', 'Contacts_X_Campaigns', 'Campaign', 'Contact'),
  ],
});

/** Rows that nobody sees as a module: members of campaigns, contacts of deals, products of anything. */
export const pairs: readonly ModuleSpec[] = [
  pair('Leads_X_Campaigns', ['Lead', 'Leads'], ['Campaign', 'Campaigns'], memberStatus()),
  pair('Contacts_X_Campaigns', ['Contact', 'Contacts'], ['Campaign', 'Campaigns'], memberStatus()),
  pair('Deal_Contact_Roles', ['Deal', 'Deals'], ['Contact', 'Contacts'], contactRole()),
  pair('Contacts_X_Products', ['Contact', 'Contacts'], ['Product', 'Products']),
  pair('Accounts_X_Products', ['Account', 'Accounts'], ['Product', 'Products']),
  pair('Deals_X_Products', ['Deal', 'Deals'], ['Product', 'Products']),
];

type PairEnd = readonly [field: string, module: string];

function pair(apiName: string, one: PairEnd, other: PairEnd, extra: ModuleSpec['fields'] = []): ModuleSpec {
  return hiddenModule({
    apiName,
    singularLabel: apiName.replaceAll('_', ' '),
    pluralLabel: apiName.replaceAll('_', ' '),
    generatedType: 'linking',
    parentModule: one[1],
    apiSupported: false,
    recordsAnswer: 'invalidModule',
    coqlReadable: false,
    bulkReadable: false,
    views: [],
    fields: [idField, lookup(...one), lookup(...other), ...extra, ...auditFields],
  });
}

function memberStatus() {
  return [pickList('Member_Status', ['Planned', 'Invited', 'Sent', 'Received', 'Opened', 'Responded', 'Bounced'])];
}

function contactRole() {
  return [pickList('Contact_Role', ['Decision Maker', 'Product Management', 'Purchasing', 'Developer/Evaluator'])];
}

function stages() {
  return [
    'Qualification',
    'Needs Analysis',
    'Value Proposition',
    'Identify Decision Makers',
    'Proposal/Price Quote',
    { display: 'Negotiation', actual: 'Negotiation/Review' },
    'Closed Won',
    'Closed Lost',
    'Closed Lost to Competition',
  ];
}
