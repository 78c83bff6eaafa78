import type { IdSequence } from '../ids.ts';
import type { FieldDefinition, FieldType } from './module.ts';
import { Schema } from './module.ts';

/** The modules of the sample organization. `at` (epoch milliseconds) is when they were made. */
// Scaffolding until the real schema is written: Leads with a handful of fields.
export function buildSchema(ids: IdSequence, at: number): Schema {
  const field = (apiName: string, type: FieldType, more: Partial<FieldDefinition> = {}): FieldDefinition => ({
    id: ids.next(),
    apiName,
    label: apiName.replaceAll('_', ' '),
    type,
    jsonType: 'string',
    length: 120,
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
  });
  return new Schema([
    {
      id: ids.next(),
      apiName: 'Leads',
      moduleName: 'Leads',
      singularLabel: 'Lead',
      pluralLabel: 'Leads',
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
      duplicateCheckField: 'Email',
      fields: [
        field('Owner', 'ownerlookup'),
        field('Last_Name', 'text', { mandatory: true, displayField: true }),
        field('Email', 'email'),
        field('Created_By', 'userlookup', { writable: false }),
        field('Modified_By', 'userlookup', { writable: false }),
        field('Created_Time', 'datetime', { writable: false }),
        field('Modified_Time', 'datetime', { writable: false }),
      ],
      layouts: [],
      relatedLists: [],
      customViews: [],
      modifiedAt: at,
    },
  ]);
}
