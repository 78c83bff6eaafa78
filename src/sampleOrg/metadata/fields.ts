import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import { wordParam } from '../records/params.ts';
import type { FieldDefinition, ModuleDefinition } from '../schema/module.ts';
import { renderTypeDetails } from './fieldDetails.ts';
import { instant, layoutReferences, requiredModule } from './parameters.ts';
import { renderPickList } from './pickListValues.ts';

/** GET /settings/fields?module=: 204 for a module that has none to show (zoho-api.md section 4.3). */
export function answerFields(call: ApiCall): Reply {
  const module = requiredModule(call);
  const type = wordParam(call.request.query, 'type', ['used', 'unused', 'all'], 'used');
  const fields = module.fieldsAnswer === 'noContent' || type === 'unused' ? [] : module.fields;
  if (fields.length === 0) return empty(204);
  return json(200, { fields: fields.map((field) => renderField(call, module, field)) });
}

/** GET /settings/fields/:id?module=, by id or API name; 204 for an unknown one. */
export function answerField(call: ApiCall): Reply {
  const module = requiredModule(call);
  const wanted = call.params['id'];
  const field = module.fields.find((each) => each.id === wanted || each.apiName === wanted);
  return field ? json(200, { fields: [renderField(call, module, field)] }) : empty(204);
}

/**
 * A field as the fields API shows it. What a field does not have is an empty object in some keys and null in others,
 * as at Zoho (zoho-api.md section 4.4, "Absent-feature encoding is mixed"); the misspelled key is Zoho's own.
 */
export function renderField(call: ApiCall, module: ModuleDefinition, field: FieldDefinition) {
  return {
    id: field.id,
    api_name: field.apiName,
    field_label: field.label,
    display_label: field.label,
    data_type: field.type,
    json_type: field.jsonType,
    column_name: columnName(field),
    length: field.length,
    decimal_place: field.decimalPlaces ?? null,
    ...renderSwitches(field),
    ...renderTypeDetails(call, module, field),
    ...noFeatures,
    crypt: field.encrypted ? encryption(module, field) : null,
    pick_list_values: renderPickList(field.pickList ?? []),
    enable_colour_code: field.pickList?.some((value) => value.colorCode !== undefined) ?? false,
    unique: field.unique ? { case_sensitive: field.unique.caseSensitive } : {},
    convert_mapping: field.convertsTo ? { Contacts: null, Accounts: null, Deals: null, ...field.convertsTo } : null,
    tooltip: field.tooltip === undefined ? null : { name: 'info_icon', value: field.tooltip },
    history_tracking_enabled: field.historyTracked ?? false,
    history_tracking: null,
    layout_associations: layoutReferences(module, field),
    profiles: call.org.schema.settings.profiles.map(({ id, name }) => ({ name, id, permission_type: 'read_write' })),
    quick_sequence_number: String(module.fields.indexOf(field) + 1),
    created_time: field.createdAt === undefined ? null : instant(call, field.createdAt),
    modified_time: field.createdAt === undefined ? null : instant(call, field.createdAt),
  };
}

function renderSwitches(field: FieldDefinition) {
  const { visible, writable } = field;
  return {
    system_mandatory: field.mandatory,
    custom_field: field.custom,
    created_source: 'default',
    type: 'used',
    read_only: !writable,
    field_read_only: !writable,
    visible,
    virtual_field: field.virtual ?? false,
    display_field: field.displayField,
    searchable: field.searchable,
    sortable: field.sortable,
    filterable: field.filterable,
    mass_update: visible && writable && field.sortable,
    webhook: visible,
    separator: field.type === 'integer' || field.type === 'bigint' || field.type === 'currency',
    number_separator: field.type === 'currency',
    blueprint_supported: visible && writable,
    businesscard_supported: visible,
    available_in_user_layout: visible,
    view_type: { view: visible, edit: visible && writable, create: visible && writable, quick_create: field.mandatory },
    operation_type: { web_update: writable, api_create: writable, web_create: writable, api_update: writable },
    email_parser: { fields_update_supported: visible && writable, record_operations_supported: visible },
    // 3 is "hidden" (zoho-api.md section 4.4).
    display_type: visible ? -1 : 3,
    show_type: visible ? 7 : 0,
  };
}

/** Features that no field of the sample organization uses. */
const noFeatures = {
  ...{ external: null, private: null, hipaa_compliance: null, hipaa_compliance_enabled: false },
  ...{ association_details: null, additional_column: null, sharing_properties: null, refer_from_field: null },
  ...{ sub_module: null, global_picklist: null, static_field: false, category: 1 },
  ...{ customizable_properties: [], allowed_modules: [], file_upolad_optionlist: [] },
  ...{ pick_list_values_sorted_lexically: false, colour_code_enabled_by_system: false },
};

/** As it is while values are encrypted, which takes Zoho a while after it was switched on. */
function encryption(module: ModuleDefinition, field: FieldDefinition) {
  return { mode: 'encryption', column: columnName(field), table: module.apiName, status: 1, encFldIds: [], notify: '' };
}

function columnName(field: FieldDefinition): string {
  const name = field.apiName.replaceAll('_', '').toUpperCase();
  return field.custom ? `CF_${name}` : name;
}
