import { custom, field, fields, formula, lookup, pickList } from '../fieldSpec.ts';
import type { ModuleSpec } from '../moduleSpec.ts';
import { linkedList, recordModule } from '../moduleSpec.ts';
import { addressFields, fullName, recordImage, salutation, visitFields } from '../systemFields.ts';
import { industries, leadSources, ratings } from './options.ts';

const toContact = (apiName: string) => ({ convertsTo: { Contacts: apiName } });

export const leads: ModuleSpec = recordModule({
  apiName: 'Leads',
  singularLabel: 'Lead',
  pluralLabel: 'Leads',
  duplicateCheckField: 'Email',
  viewFields: ['Full_Name', 'Company', 'Email', 'Phone', 'Lead_Source', 'Owner'],
  fields: [
    field('text', 'Company', { length: 200, layoutMandatory: true, convertsTo: { Accounts: 'Account_Name' } }),
    salutation,
    field('text', 'First_Name', { length: 40, ...toContact('First_Name') }),
    field('text', 'Last_Name', { length: 80, mandatory: true, ...toContact('Last_Name') }),
    fullName,
    field('text', 'Designation', { label: 'Title', length: 100, ...toContact('Title') }),
    field('email', 'Email', toContact('Email')),
    field('email', 'Secondary_Email', toContact('Secondary_Email')),
    ...fields('phone', 'Phone Mobile Fax'),
    field('website', 'Website', { convertsTo: { Accounts: 'Website' } }),
    pickList('Lead_Source', leadSources, { historyTracked: true, ...toContact('Lead_Source') }),
    pickList('Lead_Status', leadStatuses(), { openPickList: false, historyTracked: true }),
    pickList('Industry', industries, { openPickList: true }),
    pickList('Rating', ratings),
    field('integer', 'No_of_Employees', { label: 'No. of Employees' }),
    field('currency', 'Annual_Revenue', { convertsTo: { Accounts: 'Annual_Revenue' } }),
    formula('Revenue_per_Employee', 'double', '${Annual_Revenue} / ${No_of_Employees}', { custom: true }),
    field('text', 'Skype_ID', { length: 50 }),
    field('text', 'Twitter', { length: 50 }),
    field('boolean', 'Email_Opt_Out'),
    ...addressFields('', 'Zip_Code'),
    field('double', 'Latitude', { decimalPlaces: 9, bulkReadable: false, visible: false }),
    field('double', 'Longitude', { decimalPlaces: 9, bulkReadable: false, visible: false }),
    field('textarea', 'Description', { textareaKind: 'large', length: 32_000 }),
    recordImage,
    ...conversionFields(),
    ...visitFields,
    ...custom([
      field('multiselectpicklist', 'Languages', { options: ['English', 'German', 'Hindi', 'Portuguese', 'Spanish'] }),
      field('text', 'External_ID', { length: 40, unique: { caseSensitive: false }, tooltip: 'Key in the web shop' }),
      // Differs from the one above by case only: names must not be folded (zoho-api.md section 5).
      field('text', 'External_Id', { label: 'External Id (old)', length: 40 }),
      field('bigint', 'Legacy_Number'),
      field('percent', 'Win_Chance'),
      field('date', 'Next_Contact_Date'),
      field('userlookup', 'Introduced_By'),
      field('multiuserlookup', 'Team', {
        linking: { module: 'Leads_X_Users', ownField: 'Lead', otherField: 'Member' },
      }),
      field('fileupload', 'Proposal'),
      field('imageupload', 'Site_Photos'),
    ]),
  ],
  layouts: [
    { name: 'Standard' },
    {
      name: 'Web Shop',
      sections: [
        {
          name: 'Lead Information',
          fields: ['Owner', 'First_Name', 'Last_Name', 'Company', 'Email', 'Phone', 'Lead_Source', 'Lead_Status'],
        },
        { name: 'Web Shop', fields: ['External_ID', 'Languages', 'Email_Opt_Out', 'Tag'] },
      ],
    },
  ],
  views: [
    {
      name: 'Leads from the Web',
      criterion: { kind: 'test', path: ['Lead_Source'], comparator: 'in', values: ['Web Download', 'Web Research'] },
      sortBy: 'Created_Time',
      sortOrder: 'desc',
    },
  ],
  relatedLists: [linkedList('Campaigns', 'Campaigns', 'Leads_X_Campaigns', 'Lead', 'Campaign')],
});

export const contacts: ModuleSpec = recordModule({
  apiName: 'Contacts',
  singularLabel: 'Contact',
  pluralLabel: 'Contacts',
  duplicateCheckField: 'Email',
  viewFields: ['Full_Name', 'Account_Name', 'Email', 'Phone', 'Owner'],
  fields: [
    salutation,
    field('text', 'First_Name', { length: 40 }),
    field('text', 'Last_Name', { length: 80, mandatory: true }),
    fullName,
    lookup('Account_Name', 'Accounts', 'Contacts'),
    lookup('Vendor_Name', 'Vendors', 'Contacts'),
    lookup('Reporting_To', 'Contacts', 'Reporting_Contacts'),
    field('text', 'Title', { length: 100 }),
    field('text', 'Department', { length: 50 }),
    ...fields('email', 'Email Secondary_Email'),
    ...fields('phone', 'Phone Mobile Home_Phone Other_Phone Asst_Phone Fax'),
    field('text', 'Assistant', { length: 50 }),
    field('date', 'Date_of_Birth'),
    pickList('Lead_Source', leadSources),
    ...fields('text', 'Skype_ID Twitter', { length: 50 }),
    field('boolean', 'Email_Opt_Out'),
    ...addressFields('Mailing', 'Zip'),
    ...addressFields('Other', 'Zip'),
    field('textarea', 'Description', { textareaKind: 'large', length: 32_000 }),
    recordImage,
    ...visitFields,
    ...custom([field('text', 'Passport_Number', { length: 40, encrypted: true, searchable: false })]),
  ],
  views: [
    {
      name: 'Contacts without E-mail',
      criterion: { kind: 'test', path: ['Email'], comparator: 'is_empty', values: [] },
    },
  ],
  relatedLists: [
    linkedList('Campaigns', 'Campaigns', 'Contacts_X_Campaigns', 'Contact', 'Campaign'),
    linkedList('Products', 'Products', 'Contacts_X_Products', 'Contact', 'Product'),
    linkedList('Deals_by_Role', 'Deals', 'Deal_Contact_Roles', 'Contact', 'Deal'),
    linkedList('Properties_of_Interest', 'Properties', 'Properties_X_Contacts', 'Interested_Contact', 'Property'),
  ],
});

/** Marked with colors; two values were renamed, so what is shown and what is stored differ. */
function leadStatuses() {
  return [
    { display: 'Not Contacted', actual: 'Not Contacted', color: '#F17574' },
    { display: 'Attempted to Contact', actual: 'Attempted to Contact', color: '#FEDA62' },
    { display: 'In Contact', actual: 'Contacted', color: '#63E2B8' },
    { display: 'Contact in Future', actual: 'Contact in Future', color: '#57B1FD' },
    { display: 'Qualified', actual: 'Pre-Qualified', color: '#25B52A' },
    { display: 'Junk Lead', actual: 'Junk Lead', color: '#879BFC' },
    { display: 'Lost Lead', actual: 'Lost Lead', color: '#B88562' },
    { display: 'Cold', actual: 'Cold', color: '#D297EE', used: false },
  ];
}

/** Written when a lead is converted; converted leads vanish from lists (zoho-api.md section 4.7). */
function conversionFields() {
  const set = { writable: false, visible: false };
  return [
    field('boolean', 'Converted__s', set),
    field('datetime', 'Converted_Date_Time', set),
    lookup('Converted_Account', 'Accounts', undefined, set),
    lookup('Converted_Contact', 'Contacts', undefined, set),
    lookup('Converted_Deal', 'Deals', undefined, set),
    field('integer', 'Lead_Conversion_Time', { ...set, label: 'Lead Conversion Time (days)' }),
  ];
}
