import { custom, field, fields, formula, lookup, pickList, subform } from '../fieldSpec.ts';
import type { ModuleSpec } from '../moduleSpec.ts';
import { hiddenModule, recordModule, subformModule } from '../moduleSpec.ts';
import { auditFields, idField, recordImage } from '../systemFields.ts';

// What this organization has built for its own trade.

export const properties: ModuleSpec = recordModule({
  apiName: 'Properties',
  moduleName: 'CustomModule1',
  singularLabel: 'Property',
  pluralLabel: 'Properties',
  generatedType: 'custom',
  duplicateCheckField: 'Name',
  fields: [
    field('text', 'Name', { label: 'Property Name', length: 120, mandatory: true, displayField: true }),
    ...fields('email', 'Email Secondary_Email'),
    field('boolean', 'Email_Opt_Out'),
    recordImage,
    ...custom([
      field('autonumber', 'Property_Number', { autoNumber: { prefix: 'PR-', suffix: '-Z', start: 1 } }),
      lookup('Seller', 'Accounts', 'Properties'),
      pickList('Status', ['Available', { display: 'Under Offer', actual: 'Reserved' }, 'Sold'], {
        openPickList: false,
      }),
      field('multiselectpicklist', 'Features', {
        options: ['Balcony', 'Garage', 'Garden', 'Pool', { display: 'Solar Roof', actual: 'Photovoltaics' }],
      }),
      field('currency', 'Price'),
      field('double', 'Floor_Area', { decimalPlaces: 1 }),
      formula('Price_per_Area', 'double', '${Price} / ${Floor_Area}'),
      field('date', 'Available_From'),
      field('datetime', 'Open_House'),
      field('website', 'Brochure'),
      field('textarea', 'Pitch', { textareaKind: 'rich_text', length: 50_000 }),
      field('multiselectlookup', 'Interested_Contacts', {
        lookup: { module: 'Contacts', relatedList: 'Properties_of_Interest' },
        linking: { module: 'Properties_X_Contacts', ownField: 'Property', otherField: 'Interested_Contact' },
      }),
      subform('Rooms', 'Rooms'),
      field('imageupload', 'Photos'),
      field('rollup_summary', 'Number_of_Inspections', {
        rollup: { module: 'Inspections', field: 'id', function: 'COUNT' },
        decimalPlaces: 0,
      }),
    ]),
  ],
});

export const rooms: ModuleSpec = subformModule({
  apiName: 'Rooms',
  moduleName: 'LinkingModule4',
  parentModule: 'Properties',
  singularLabel: 'Rooms',
  pluralLabel: 'Rooms',
  fields: [
    lookup('Parent_Id', 'Properties', undefined, { writable: false }),
    ...custom([
      field('text', 'Room_Name', { length: 100, mandatory: true }),
      pickList('Floor', ['Basement', 'Ground', 'First', 'Attic']),
      field('double', 'Area', { decimalPlaces: 1 }),
    ]),
    ...auditFields,
  ],
});

export const inspections: ModuleSpec = recordModule({
  apiName: 'Inspections',
  moduleName: 'CustomModule2',
  singularLabel: 'Inspection',
  pluralLabel: 'Inspections',
  generatedType: 'custom',
  duplicateCheckField: 'Name',
  fields: [
    field('text', 'Name', { label: 'Inspection Name', length: 120, mandatory: true, displayField: true }),
    ...custom([
      field('autonumber', 'Inspection_Number', { autoNumber: { prefix: 'IN-', suffix: '', start: 500 } }),
      lookup('Property', 'Properties', 'Inspections', { mandatory: true }),
      lookup('Visitor', 'Contacts', 'Inspections'),
      field('userlookup', 'Inspector'),
      field('datetime', 'Inspected_At'),
      pickList('Outcome', ['Passed', 'Failed', 'Repeat'], { openPickList: false }),
      field('bigint', 'Meter_Reading'),
      field('fileupload', 'Report'),
    ]),
  ],
});

/** One row for each pair of a property and a contact (zoho-api.md section 4.19). */
export const propertiesContacts: ModuleSpec = hiddenModule({
  apiName: 'Properties_X_Contacts',
  moduleName: 'LinkingModule1',
  singularLabel: 'Properties X Contacts',
  pluralLabel: 'Properties X Contacts',
  generatedType: 'linking',
  parentModule: 'Properties',
  creatable: true,
  editable: true,
  deletable: true,
  views: [],
  fields: [
    idField,
    lookup('Property', 'Properties', undefined, { displayField: true }),
    lookup('Interested_Contact', 'Contacts'),
    ...auditFields,
  ],
});

/** One row for each member of a lead's team. */
export const leadsUsers: ModuleSpec = hiddenModule({
  apiName: 'Leads_X_Users',
  moduleName: 'LinkingModule2',
  singularLabel: 'Leads X Users',
  pluralLabel: 'Leads X Users',
  generatedType: 'linking',
  parentModule: 'Leads',
  creatable: true,
  editable: true,
  deletable: true,
  views: [],
  fields: [
    idField,
    lookup('Lead', 'Leads', undefined, { displayField: true }),
    field('userlookup', 'Member'),
    ...auditFields,
  ],
});
