import type { Field, FieldType, PickListValue, RelatedList } from '../../model/metadata.ts';
import type { JsonObject } from '../../model/parse.ts';
import { asNumber, asObject, asObjects, asText } from '../../model/parse.ts';
import { need } from './readMetadata.ts';

/** Ours for Zoho's `data_type` (zoho-api.md sections 4.4 and 5); what is missing here is `other`. */
const types: Readonly<Partial<Record<string, FieldType>>> = {
  text: 'text',
  textarea: 'longText',
  email: 'email',
  phone: 'phone',
  website: 'url',
  picklist: 'pickList',
  multiselectpicklist: 'multiPickList',
  date: 'date',
  datetime: 'dateTime',
  boolean: 'boolean',
  integer: 'integer',
  bigint: 'bigInteger',
  double: 'decimal',
  currency: 'currency',
  percent: 'percent',
  autonumber: 'autoNumber',
  lookup: 'lookup',
  multi_module_lookup: 'lookup',
  consent_lookup: 'lookup',
  ownerlookup: 'userLookup',
  userlookup: 'userLookup',
  multiselectlookup: 'multiLookup',
  multiuserlookup: 'multiLookup',
  subform: 'subform',
  fileupload: 'file',
  imageupload: 'image',
  profileimage: 'image',
  formula: 'formula',
  rollup_summary: 'rollup',
  address: 'address',
};

const multiValued: readonly FieldType[] = ['multiPickList', 'multiLookup', 'subform', 'file'];

/** Reads an element of the fields API. What a field does not have is `{}`, null, `[]` or missing, by key and mood. */
export function readField(field: JsonObject): Field {
  const apiName = need(field, 'api_name', 'field');
  const crmType = asText(field['data_type']) ?? 'unknown';
  const type = types[crmType] ?? 'other';
  const length = asNumber(field['length']);
  const decimalPlaces = asNumber(field['decimal_place']);
  const subformModule = moduleName(field['associated_module']) ?? moduleName(field['subform']);
  return {
    id: asText(field['id']) ?? apiName,
    apiName,
    label: asText(field['display_label']) ?? asText(field['field_label']) ?? apiName,
    type,
    crmType,
    isMandatory: field['system_mandatory'] === true,
    isUnique: Object.keys(asObject(field['unique']) ?? {}).length > 0,
    isReadOnly: isReadOnly(field),
    isCustom: field['custom_field'] === true,
    isMultiValued: multiValued.includes(type) || crmType === 'imageupload',
    isComputed: field['virtual_field'] === true || type === 'formula' || type === 'rollup',
    ...(length === undefined ? {} : { length }),
    ...(decimalPlaces === undefined ? {} : { decimalPlaces }),
    lookupModules: lookupModules(field),
    ...(type === 'subform' && subformModule !== undefined ? { subformModule } : {}),
    ...resultType(field),
    ...(asObject(field['textarea'])?.['type'] === 'rich_text' ? { isRichText: true } : {}),
    ...(Object.keys(asObject(field['crypt']) ?? {}).length > 0 ? { isEncrypted: true } : {}),
    ...(field['display_field'] === true ? { namesRecord: true } : {}),
    ...linking(field),
    pickList: asObjects(field['pick_list_values']).map(readPickListValue),
  };
}

/** Reads an element of the related-lists API (section 4.6). */
export function readRelatedList(list: JsonObject): RelatedList {
  const apiName = need(list, 'api_name', 'related list');
  const module = moduleName(list['module']) ?? asText(list['connectedmodule']);
  const linkingModule = asText(list['linkingmodule']);
  return {
    id: asText(list['id']) ?? apiName,
    apiName,
    label: asText(list['display_label']) ?? asText(list['name']) ?? apiName,
    ...(module === undefined ? {} : { module }),
    ...(linkingModule === undefined ? {} : { linkingModule }),
  };
}

/** By the system, by the user's profile, or because the API takes it neither when creating nor when updating. */
function isReadOnly(field: JsonObject): boolean {
  const operations = asObject(field['operation_type']);
  const isNeverTaken = operations?.['api_create'] === false && operations['api_update'] === false;
  return field['read_only'] === true || field['field_read_only'] === true || isNeverTaken;
}

function lookupModules(field: JsonObject): readonly string[] {
  const several = asObjects(asObject(field['multi_module_lookup'])?.['modules']).map(moduleName);
  const one = moduleName(asObject(field['lookup'])?.['module']);
  const paired = ['multiselectlookup', 'multiuserlookup'].map((key) =>
    moduleName(asObject(asObject(asObject(field[key])?.['connected_details'])?.['module'])),
  );
  return [...new Set([...several, one, ...paired].filter((each) => each !== undefined))];
}

/** Of formulas and roll-ups, whose words for types are partly words of their own. */
function resultType(field: JsonObject): Pick<Field, 'resultType'> {
  const result = asObject(field['formula'])?.['return_type'] ?? asObject(field['rollup_summary'])?.['return_type'];
  const word = asText(result);
  if (word === undefined) return {};
  return { resultType: word === 'string' ? 'text' : (types[word] ?? 'other') };
}

function linking(field: JsonObject): Pick<Field, 'linking'> {
  for (const key of ['multiselectlookup', 'multiuserlookup']) {
    const details = asObject(asObject(field[key])?.['linking_details']);
    const module = moduleName(details?.['module']);
    const ownField = asText(asObject(details?.['lookup_field'])?.['api_name']);
    const otherField = asText(asObject(details?.['connected_lookup_field'])?.['api_name']);
    if (module !== undefined && ownField !== undefined && otherField !== undefined) {
      return { linking: { module, ownField, otherField } };
    }
  }
  return {};
}

/** Some references have the name in `module`, for modules that have no API name. */
function moduleName(reference: unknown): string | undefined {
  const module = asObject(reference);
  return asText(module?.['api_name']) ?? asText(module?.['module']);
}

function readPickListValue(value: JsonObject): PickListValue {
  const display = asText(value['display_value']) ?? '';
  return {
    id: asText(value['id']) ?? display,
    display,
    actual: asText(value['actual_value']) ?? display,
    isUsed: value['type'] !== 'unused',
  };
}
