import type { StoredRecord, StoredValue } from '../records/store.ts';
import { fullName } from '../records/render.ts';
import type { FieldDefinition, FieldType } from '../schema/module.ts';
import type { User } from '../schema/organization.ts';

/** Every record's `id`, which metadata lists for some modules only (zoho-api.md section 9, number 7). */
export const idField = systemField('id', 'bigint');

/** What a path such as `Owner.email` may name. */
const userFields: readonly FieldDefinition[] = [
  systemField('email', 'email'),
  systemField('first_name', 'text'),
  systemField('last_name', 'text'),
  systemField('full_name', 'text'),
  systemField('zuid', 'bigint'),
  systemField('status', 'picklist'),
  systemField('time_zone', 'picklist'),
  systemField('created_time', 'datetime'),
  systemField('Modified_Time', 'datetime'),
];

/** A field of users, spelled as the users API spells it (zoho-api.md section 4.2). */
export function userField(apiName: string): FieldDefinition | undefined {
  return userFields.find((field) => field.apiName === apiName);
}

/** A user in the shape of a record, with the values of `userField`. */
export function userRecord(user: User): StoredRecord {
  const values: Record<string, StoredValue> = {
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    full_name: fullName(user),
    zuid: user.zuid,
    status: user.status,
    time_zone: user.timeZone,
    created_time: user.createdAt,
    Modified_Time: user.modifiedAt,
  };
  return { id: user.id, values };
}

function systemField(apiName: string, type: FieldType): FieldDefinition {
  return {
    id: '0',
    apiName,
    label: apiName,
    type,
    jsonType: 'string',
    length: 255,
    mandatory: false,
    custom: false,
    writable: false,
    visible: true,
    searchable: true,
    sortable: true,
    filterable: true,
    displayField: false,
    bulkReadable: true,
  };
}
