import { field, fields, lookup, pickList } from '../fieldSpec.ts';
import type { ModuleSpec } from '../moduleSpec.ts';
import { hiddenModule, recordModule } from '../moduleSpec.ts';
import { auditFields, idField, ownerField } from '../systemFields.ts';
import { priorities } from './options.ts';

/** Modules whose records can have notes and attachments. */
const parents = [
  ...['Leads', 'Contacts', 'Accounts', 'Deals', 'Tasks', 'Events', 'Calls', 'Campaigns', 'Products', 'Vendors'],
  ...['Price_Books', 'Quotes', 'Sales_Orders', 'Purchase_Orders', 'Invoices', 'Cases', 'Solutions'],
  ...['Properties', 'Inspections'],
];

const longText = { textareaKind: 'large', length: 32_000 } as const;

export const cases: ModuleSpec = recordModule({
  apiName: 'Cases',
  singularLabel: 'Case',
  pluralLabel: 'Cases',
  duplicateCheckField: 'Subject',
  fields: [
    field('autonumber', 'Case_Number', { autoNumber: { prefix: '', suffix: '', start: 100_001 } }),
    field('text', 'Subject', { length: 255, mandatory: true, displayField: true }),
    pickList('Status', ['New', 'On Hold', 'Escalated', 'Closed'], { mandatory: true, historyTracked: true }),
    pickList('Case_Origin', ['Email', 'Phone', 'Web', 'Twitter', 'Facebook'], { mandatory: true }),
    pickList('Priority', priorities),
    pickList('Type', ['Problem', 'Feature Request', 'Question']),
    pickList('Case_Reason', ['User did not attend any training', 'Complex functionality', 'Existing problem']),
    lookup('Account_Name', 'Accounts', 'Cases'),
    lookup('Related_To', 'Contacts', 'Cases', { label: 'Contact Name' }),
    lookup('Deal_Name', 'Deals', 'Cases'),
    lookup('Product_Name', 'Products', 'Cases'),
    field('text', 'Reported_By', { length: 50 }),
    field('email', 'Email'),
    field('phone', 'Phone'),
    field('integer', 'No_of_comments', { writable: false, virtual: true }),
    field('textarea', 'Internal_Comments', longText),
    field('textarea', 'Add_Comment', longText),
    field('text', 'Comments', { jsonType: 'jsonarray', length: 2000, sortable: false, bulkReadable: false }),
    field('textarea', 'Description', longText),
    field('textarea', 'Solution', longText),
  ],
});

export const solutions: ModuleSpec = recordModule({
  apiName: 'Solutions',
  singularLabel: 'Solution',
  pluralLabel: 'Solutions',
  duplicateCheckField: 'Solution_Title',
  fields: [
    field('autonumber', 'Solution_Number', { autoNumber: { prefix: '', suffix: '-S', start: 1 } }),
    field('text', 'Solution_Title', { length: 200, mandatory: true, displayField: true }),
    lookup('Product_Name', 'Products', 'Solutions'),
    pickList('Status', ['Draft', 'Reviewed', 'Duplicate']),
    field('boolean', 'Published'),
    field('integer', 'No_of_comments', { writable: false, virtual: true }),
    field('textarea', 'Question', longText),
    field('textarea', 'Answer', longText),
    field('textarea', 'Add_Comment', longText),
    field('text', 'Comments', { jsonType: 'jsonarray', length: 2000, sortable: false, bulkReadable: false }),
  ],
});

/** Readable as a module by administrators only, and not by bulk read (zoho-api.md sections 4.15 and 4.18). */
export const notes: ModuleSpec = {
  apiName: 'Notes',
  singularLabel: 'Note',
  pluralLabel: 'Notes',
  recordsAnswer: 'adminOnly',
  bulkReadable: false,
  visible: false,
  fields: [
    idField,
    ownerField('Note Owner'),
    field('text', 'Note_Title', { length: 120, displayField: true }),
    field('textarea', 'Note_Content', { textareaKind: 'large', length: 65_535 }),
    parent(),
    ...auditFields,
  ],
};

export const attachments: ModuleSpec = hiddenModule({
  apiName: 'Attachments',
  singularLabel: 'Attachment',
  pluralLabel: 'Attachments',
  coqlReadable: false,
  bulkReadable: false,
  creatable: true,
  deletable: true,
  fields: [
    idField,
    ownerField('Attachment Owner'),
    field('text', 'File_Name', { displayField: true }),
    field('bigint', 'Size', { writable: false }),
    parent(),
    ...auditFields,
  ],
});

/** Listed with api_supported, and of no use all the same (section 4.3). */
export const unusable: readonly ModuleSpec[] = [
  hiddenModule({
    apiName: 'Functions__s',
    singularLabel: 'Function',
    pluralLabel: 'Functions',
    recordsAnswer: 'invalidModule',
    coqlReadable: false,
    bulkReadable: false,
    views: [],
    fields: [idField, ...fields('text', 'Function_Name__s Language__s'), ...auditFields],
  }),
  hiddenModule({
    apiName: 'Email_Analytics',
    singularLabel: 'Email Analytics',
    pluralLabel: 'Email Analytics',
    fieldsAnswer: 'noContent',
    recordsAnswer: 'invalidModule',
    coqlReadable: false,
    bulkReadable: false,
    views: [],
    fields: [],
  }),
  hiddenModule({
    apiName: 'WebTab1',
    singularLabel: 'Intranet',
    pluralLabel: 'Intranet',
    generatedType: 'web',
    apiSupported: false,
    viewable: true,
    visible: true,
    fieldsAnswer: 'noContent',
    recordsAnswer: 'invalidModule',
    coqlReadable: false,
    bulkReadable: false,
    views: [],
    fields: [],
  }),
];

function parent() {
  return field('multi_module_lookup', 'Parent_Id', { label: 'Parent ID', lookupModules: parents, mandatory: true });
}
