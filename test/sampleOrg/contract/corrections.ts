import type { Correction, StatusCorrection } from './correction.ts';

/** What a field lacks is null or an empty object at Zoho (zoho-api.md section 4.4); the files promise full objects. */
const absentFeatures = [
  ...['associated_module', 'sharing_properties', 'refer_from_field', 'sub_module', 'external', 'private'],
  ...['convert_mapping', 'crypt', 'tooltip', 'history_tracking', 'association_details', 'hipaa_compliance', 'textarea'],
] as const;

/** The three files that describe a field each have a copy of the description. */
const fieldSchemas: readonly Correction[] = ['fields', 'layouts', 'modules'].flatMap((file): readonly Correction[] => {
  const at = '/components/schemas/fields';
  return [
    {
      ...{ file, at, kind: 'nullable', names: absentFeatures },
      reason: 'samples of the fields API show null for features that a field does not have',
    },
    {
      ...{ file, at, kind: 'anything', names: ['multiuserlookup'] },
      reason: 'an empty object where the field is of another type, as multiselectlookup beside it',
    },
    {
      ...{ file, at, kind: 'optional', names: ['autonumber', 'common.picklist', '_update_existing_records'] },
      reason:
        'the key is auto_number, which is required as well; common.picklist is global_picklist after a careless ' +
        'replacement; _update_existing_records is something that a request says',
    },
  ];
});

const settings: readonly Correction[] = [
  {
    ...{ file: 'common', at: '/components/schemas/ParamDetails', kind: 'optional', names: ['param_name', 'param'] },
    reason: 'param_name and param are the new and the old name of one key; an answer has one of them',
  },
  {
    ...{ file: 'users', at: '/components/schemas/users', kind: 'anything', names: ['time_zone'] },
    reason: 'an object by the file, a name of the tz database in every sample',
  },
  {
    ...{ file: 'users', at: '/components/schemas/users', kind: 'unrestricted' },
    names: ['date_format', 'number_separator', 'email', 'first_name', 'last_name'],
    reason: 'enumerations and patterns were made from one sample user; names and formats of other languages do not fit',
  },
  {
    ...{ file: 'users', at: '/components/schemas/users', kind: 'nullable' },
    names: ['Reporting_To', '$current_shift', '$next_shift'],
    reason: 'not every user has a manager or works in shifts',
  },
  {
    ...{ file: 'modules', at: '/components/schemas/modules', kind: 'unrestricted', names: ['generated_type'] },
    reason: 'subforms and field trackers are missing (zoho-api.md section 4.3)',
  },
  {
    ...{ file: 'modules', at: '/components/schemas/modules', kind: 'nullable', names: ['modified_by'] },
    reason: 'nobody has modified a standard module; modified_time is nullable in the file',
  },
  {
    ...{ file: 'modules', at: '/components/schemas/modules', kind: 'optional', names: ['common.search_supported'] },
    reason: 'global_search_supported after a careless replacement',
  },
  {
    ...{ file: 'modules', at: '/components/schemas/modules', kind: 'optional' },
    names: [
      ...['$field_states', 'business_card_fields', 'per_page', '$properties', '$on_demand_properties', 'custom_view'],
      ...['search_layout_fields', 'lookup_field_properties', 'related_lists', 'related_list_properties', 'fields'],
      ...['display_field', 'layouts', 'default_mapping_fields', 'layout_associations'],
    ],
    reason: 'parts of the answer for one module, some of them only with include; the list of modules has none of them',
  },
  {
    ...{ file: 'layouts', at: '/components/schemas/layouts', kind: 'nullable' },
    names: ['convert_mapping', 'created_for', 'subform_properties'],
    reason: 'only layouts of Leads have a mapping, only those of subforms have their properties',
  },
  {
    ...{ file: 'layouts', at: '/components/schemas/profiles', kind: 'nullable', names: ['_default_view'] },
    reason: 'a profile has no default view until somebody chooses one',
  },
  {
    ...{ file: 'layouts', at: '/components/schemas/sections', kind: 'nullable', names: ['properties'] },
    reason: 'only sections with a subform have properties',
  },
  {
    ...{ file: 'layouts', at: '/components/schemas/sections', kind: 'optional', names: ['_delete'] },
    reason: 'something that a request says',
  },
  {
    ...{ file: 'layouts', at: '/components/schemas/fields', kind: 'optional', names: ['_delete'] },
    reason: 'something that a request says',
  },
  {
    ...{ file: 'layouts', at: '/components/schemas/InvalidParamError', kind: 'unrestricted', names: ['code'] },
    reason: 'InvalidModule by the file, INVALID_MODULE by the error catalogue and every other file',
  },
  {
    ...{ file: 'related_lists', at: '/components/schemas/related_list', kind: 'nullable', names: ['sort_by'] },
    reason: 'sort_order beside it is nullable: a list is unsorted until somebody sorts it',
  },
  {
    ...{ file: 'custom_views', at: '/components/schemas/custom_views', kind: 'nullable' },
    names: ['criteria', 'created_by', 'modified_by', 'sort_by', 'shared_to'],
    reason: 'views that come with the system have no criterion and no author; their times are nullable in the file',
  },
  {
    ...{ file: 'custom_views', at: '/components/schemas/Criteria', kind: 'anything', names: ['value'] },
    reason: 'an object by the file; a text, number or list by what it is compared with',
  },
  {
    ...{ file: 'custom_views', at: '/components/schemas/Criteria', kind: 'optional' },
    names: ['comparator', 'field', 'value', 'group_operator', 'group'],
    reason: 'a criterion is either a comparison or a group, never both',
  },
  {
    ...{ file: 'currencies', at: '/components/schemas/Currency', kind: 'unrestricted', names: ['exchange_rate'] },
    reason: 'the pattern wants two digits before the point, so not even the rate of the base currency would do',
  },
];

const records: readonly Correction[] = [
  {
    ...{ file: 'notes', at: '/components/schemas/Note', kind: 'optional' },
    names: [
      ...['Created_Time', 'Created_By', 'Modified_Time', 'Modified_By', '$attachments', '$editable', '$size', '$state'],
      ...['$is_shared_to_client', '$voice_note'],
    ],
    reason: 'the list has the fields that the request names, and naming them is mandatory (zoho-api.md section 4.18)',
  },
  {
    ...{ file: 'notes', at: '/components/schemas/Note', kind: 'nullable', names: ['Note_Title'] },
    reason: 'a note needs no title',
  },
  {
    ...{ file: 'notes', at: '/components/schemas/Info', kind: 'nullable', names: ['previous_page_token'] },
    reason: 'the first page has none before it, as in the list of any other module (zoho-api.md section 4.7)',
  },
  {
    ...{ file: 'notes', at: '/components/schemas/error', kind: 'unrestricted', names: ['code'] },
    reason: 'the only error of the list by this file is INTERNAL_SERVER_ERROR; a missing `fields` is another',
  },
  {
    ...{ file: 'attachments', at: '/components/schemas/Attachment', kind: 'optional' },
    names: [
      'Modified_By',
      'Created_By',
      'Modified_Time',
      '$editable',
      '$file_id',
      '$type',
      '$se_module',
      '$state',
      '$link_url',
    ],
    reason: 'the list has the fields that the request names, and naming them is mandatory (zoho-api.md section 4.17)',
  },
  {
    ...{ file: 'bulk_read', at: '/components/schemas/Query', kind: 'optional' },
    names: ['cvid', 'fields', 'criteria', 'file_type'],
    reason: 'a job repeats what its request had, and a request needs none of these (zoho-api.md section 4.15)',
  },
  {
    ...{ file: 'bulk_read', at: '/components/schemas/Result', kind: 'optional', names: ['next_page_token'] },
    reason: 'only where more records follow (zoho-api.md section 4.15)',
  },
];

/** Where the published files are wrong about bodies. Each name is proved to be needed by `contract.test.ts`. */
export const corrections: readonly Correction[] = [...fieldSchemas, ...settings, ...records];

const onlySuccess = 'the file describes nothing but 200; its schema has the errors, too, and holds for 201 and 207';

const relatedPath = '/crm/v8/{module_api_name}/{record_id}/{related_list_api_name}';

/** Where they leave out a status. */
export const statusCorrections: readonly StatusCorrection[] = [
  ofRecords('get', '', 400),
  ofRecords('get', '/{id}', 400),
  ofRecords('get', '/deleted', 400),
  ofRecords('post', '', 201),
  ofRecords('post', '', 207),
  ofRecords('post', '', 400),
  ofRecords('put', '', 400),
  ofRecords('delete', '', 400),
  { file: 'related_records', path: relatedPath, method: 'get', status: 400, like: 200, reason: onlySuccess },
];

function ofRecords(method: string, rest: string, status: number): StatusCorrection {
  const path = `/crm/v8/{module_api_name}${rest}`;
  return { file: 'record', path, method, status, like: 200, reason: onlySuccess };
}
