import type { KnownMetadata } from '../../../src/core/coql/knownMetadata.ts';
import type { Field, FieldType } from '../../../src/core/model/metadata.ts';
import { exampleField, exampleModule } from '../metadata/exampleMetadata.ts';

/** A small organization: what an editor may know of it while a query is written. */
export const exampleOrganization: KnownMetadata = {
  modules: () => modules,
  fields: (apiName) => fieldsByModule[apiName],
};

/** Modules are listed, but nobody looked into any. */
export const modulesOnly: KnownMetadata = { modules: () => modules, fields: () => undefined };

export const nothingKnown: KnownMetadata = { modules: () => undefined, fields: () => undefined };

const modules = [
  exampleModule({ apiName: 'Leads', label: 'Prospects' }),
  exampleModule({ apiName: 'Accounts', label: 'Accounts' }),
  exampleModule({ apiName: 'Calls', label: 'Calls' }),
  exampleModule({ apiName: 'Secrets', label: 'Secrets', isReadable: false, unreadableBecause: 'hidden' }),
];

const fieldsByModule: Readonly<Partial<Record<string, readonly Field[]>>> = {
  Leads: [
    field('Last_Name', 'Family Name', 'text'),
    field('Company', 'Company', 'text'),
    field('Owner', 'Owner', 'userLookup'),
    field('Account_Name', 'Account', 'lookup', { lookupModules: ['Accounts'] }),
    field('Lead_Source', 'Source', 'pickList', { pickList: pickList('Advertisement', "Trader's Fair", 'Web') }),
    field('Languages', 'Languages', 'multiPickList', { pickList: pickList('English', 'German') }),
    field('Annual_Revenue', 'Annual Revenue', 'currency'),
    field('Email_Opt_Out', 'Email Opt Out', 'boolean'),
    field('Birthday', 'Birthday', 'date'),
    field('Created_Time', 'Created Time', 'dateTime'),
    field('Description', 'Description', 'longText'),
    field('Rows', 'Rows', 'subform'),
    field('Passport', 'Passport', 'text', { isEncrypted: true }),
  ],
  Accounts: [
    field('Account_Name', 'Account Name', 'text'),
    field('Industry', 'Industry', 'pickList'),
    field('Parent_Account', 'Parent Account', 'lookup', { lookupModules: ['Accounts'] }),
  ],
  Calls: [field('What_Id', 'Related To', 'lookup', { lookupModules: ['Accounts', 'Leads'] })],
};

function field(apiName: string, label: string, type: FieldType, parts: Partial<Field> = {}): Field {
  return exampleField({ id: apiName, apiName, label, type, crmType: type, ...parts });
}

function pickList(...values: readonly string[]): Field['pickList'] {
  return values.map((value, index) => ({ id: String(index), display: value, actual: value, isUsed: true }));
}
