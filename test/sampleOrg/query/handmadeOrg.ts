import type { Caller } from '../../../src/sampleOrg/accounts/caller.ts';
import { SampleClock } from '../../../src/sampleOrg/clock.ts';
import { IdSequence } from '../../../src/sampleOrg/ids.ts';
import { defaultOptions } from '../../../src/sampleOrg/options.ts';
import type { OrgState } from '../../../src/sampleOrg/orgState.ts';
import type { StoredValue } from '../../../src/sampleOrg/records/store.ts';
import { RecordStore } from '../../../src/sampleOrg/records/store.ts';
import type { FieldDefinition, FieldType, ModuleDefinition } from '../../../src/sampleOrg/schema/module.ts';
import { Schema } from '../../../src/sampleOrg/schema/module.ts';
import type { User } from '../../../src/sampleOrg/schema/organization.ts';

/** Ids of the records in `handmadeOrg`, which are few enough to know by name. */
export const ids = {
  boyle: '554023000000000001',
  inactive: '554023000000000002',
  zylker: '554023000000000011',
  parent: '554023000000000012',
  anna: '554023000000000021',
  bert: '554023000000000022',
  cleo: '554023000000000023',
  dora: '554023000000000024',
  lead: '554023000000000031',
  task: '554023000000000041',
  otherTask: '554023000000000042',
  view: '554023000000000051',
  hidden: '554023000000000061',
} as const;

/** An organization with Accounts, Contacts, Leads and Tasks, small enough to foretell every answer. */
export function handmadeOrg(): OrgState {
  const records = new RecordStore();
  for (const [module, rows] of Object.entries(rowsByModule)) {
    for (const { id, ...values } of rows) records.table(module).insert({ id, values });
  }
  return {
    options: defaultOptions,
    environment: 'production',
    clock: new SampleClock(Date.parse('2025-06-01T00:00:00Z')),
    ids: new IdSequence(554_023),
    organization: {
      id: '554023000000000099',
      zgid: '1',
      domainName: 'org1',
      companyName: 'Zylker',
      edition: 'enterprise',
      usersLicensed: 5,
      timeZone: 'America/New_York',
      type: 'production',
      createdAt: 0,
    },
    users: [user(ids.boyle, 'Patricia', 'Boyle'), user(ids.inactive, 'Ian', 'Gone')],
    schema: new Schema(modules()),
    records,
    files: new Map(),
  };
}

export function callerOf(org: OrgState): Caller {
  const [first] = org.users;
  if (!first) throw new RangeError('no user');
  return { user: first, clientId: 'test', scopes: new Set(), expiresAt: 0 };
}

/** The module of an organization; throws for an unknown one. */
export function moduleNamed(org: OrgState, name: string): ModuleDefinition {
  const module = org.schema.module(name);
  if (!module) throw new RangeError(`no module ${name}`);
  return module;
}

export function instant(text: string): number {
  return Date.parse(text);
}

function user(id: string, firstName: string, lastName: string): User {
  return {
    id,
    zuid: '7',
    email: `${firstName.toLowerCase()}@zylker.example`,
    firstName,
    lastName,
    role: 'CEO',
    profile: 'Administrator',
    status: 'active',
    confirmed: true,
    timeZone: 'America/Los_Angeles',
    locale: 'en_US',
    countryLocale: 'en_US',
    createdAt: 0,
    modifiedAt: 0,
  };
}

export function field(type: FieldType, apiName: string, more: Partial<FieldDefinition> = {}): FieldDefinition {
  return {
    id: `f${apiName}`,
    apiName,
    label: apiName,
    type,
    jsonType: 'string',
    length: 100,
    mandatory: false,
    custom: false,
    writable: true,
    visible: true,
    searchable: true,
    sortable: true,
    filterable: true,
    displayField: false,
    bulkReadable: true,
    ...more,
  };
}

function module(apiName: string, fields: FieldDefinition[], more: Partial<ModuleDefinition> = {}): ModuleDefinition {
  return {
    id: `m${apiName}`,
    apiName,
    moduleName: apiName,
    singularLabel: apiName,
    pluralLabel: apiName,
    generatedType: 'default',
    apiSupported: true,
    viewable: true,
    creatable: true,
    editable: true,
    deletable: true,
    visible: true,
    sequenceNumber: 1,
    fieldsAnswer: 'fields',
    recordsAnswer: 'records',
    coqlReadable: true,
    bulkReadable: true,
    fields,
    layouts: [],
    relatedLists: [],
    customViews: [],
    modifiedAt: 0,
    ...more,
  };
}

function modules(): ModuleDefinition[] {
  return [
    module('Accounts', [
      field('text', 'Account_Name', { displayField: true }),
      field('picklist', 'Industry'),
      field('lookup', 'Parent_Account', { lookup: { module: 'Accounts' } }),
    ]),
    module(
      'Contacts',
      [
        field('text', 'Last_Name', { displayField: true }),
        field('email', 'Email'),
        field('phone', 'Phone'),
        field('picklist', 'Lead_Source'),
        field('multiselectpicklist', 'Languages'),
        field('lookup', 'Account_Name', { lookup: { module: 'Accounts' } }),
        field('ownerlookup', 'Owner'),
        field('datetime', 'Modified_Time'),
        field('date', 'Date_of_Birth'),
        field('integer', 'Visits'),
        field('double', 'Score'),
        field('bigint', 'Badge'),
        field('boolean', 'Email_Opt_Out'),
        field('textarea', 'Description'),
        field('subform', 'Addresses'),
        field('multiselectlookup', 'Interests'),
        field('formula', 'Twice', { formula: { returnType: 'double', expression: 'Visits * 2' } }),
        field('text', 'Tag', { jsonType: 'jsonarray' }),
      ],
      {
        customViews: [
          {
            id: ids.view,
            name: 'Mine from the web',
            systemName: 'WEB',
            isDefault: false,
            systemDefined: false,
            fields: ['Last_Name'],
            criterion: { kind: 'test', path: ['Lead_Source'], comparator: 'equal', values: ['Web'] },
          },
        ],
      },
    ),
    module('Leads', [field('text', 'Last_Name', { displayField: true }), field('picklist', 'Industry')]),
    module('Tasks', [
      field('text', 'Subject', { displayField: true }),
      field('multi_module_lookup', 'What_Id', { lookupModules: ['Leads', 'Accounts'] }),
    ]),
    module('Hidden', [field('text', 'Name')], { coqlReadable: false }),
  ];
}

type Row = Readonly<Record<string, StoredValue>> & { readonly id: string };

const rowsByModule: Readonly<Record<string, readonly Row[]>> = {
  Accounts: [
    { id: ids.zylker, Account_Name: 'Zylker', Industry: 'Tools', Parent_Account: ids.parent },
    { id: ids.parent, Account_Name: 'Zylker Holding', Industry: 'Banking', Parent_Account: null },
  ],
  Contacts: [
    {
      id: ids.anna,
      Last_Name: 'Álvarez',
      Email: 'Anna@Example.com',
      Phone: '+1 (555) 010-4477',
      Lead_Source: 'Web',
      Languages: ['English', 'German'],
      Account_Name: ids.zylker,
      Owner: ids.boyle,
      Modified_Time: instant('2024-11-03T08:30:00Z'),
      Date_of_Birth: '1990-02-28',
      Visits: 3,
      Score: 1.5,
      Badge: '9',
      Email_Opt_Out: true,
      Description: 'First line\nsecond line',
      Twice: 6,
      Tag: ['VIP'],
    },
    {
      id: ids.bert,
      Last_Name: "O'Brien",
      Email: 'bert@example.com',
      Lead_Source: 'Trade Show',
      Languages: ['German'],
      Account_Name: ids.parent,
      Owner: ids.inactive,
      Modified_Time: instant('2024-11-03T09:30:00Z'),
      Date_of_Birth: '2000-12-31',
      Visits: 12,
      Score: -0.5,
      Badge: '123456789012345678',
      Email_Opt_Out: false,
      Twice: 24,
    },
    {
      id: ids.cleo,
      Last_Name: 'boyle',
      Lead_Source: 'web',
      Account_Name: '554023000000009999',
      Owner: ids.boyle,
      Modified_Time: instant('2024-11-03T09:30:00Z'),
      Visits: 12,
    },
    { id: ids.dora, Last_Name: 'Boyle-Smith', Owner: ids.boyle, Modified_Time: instant('2025-01-01T00:00:00Z') },
  ],
  Leads: [{ id: ids.lead, Last_Name: 'Perry', Industry: 'ERP' }],
  Tasks: [
    { id: ids.task, Subject: 'Call', What_Id: { module: 'Leads', id: ids.lead } },
    { id: ids.otherTask, Subject: 'Write', What_Id: { module: 'Accounts', id: ids.zylker } },
  ],
  Hidden: [{ id: ids.hidden, Name: 'x' }],
};
