import type { ApiCall } from '../api/route.ts';
import type { FieldDefinition, FieldType, ModuleDefinition } from '../schema/module.ts';
import { fieldReference, moduleReference } from './parameters.ts';

/** The user interface's number for each type. */
const uiTypes: Readonly<Record<FieldType, number>> = {
  ...{ text: 1, textarea: 3, email: 25, phone: 33, website: 21, picklist: 2, multiselectpicklist: 100 },
  ...{ date: 24, datetime: 333, integer: 32, bigint: 34, double: 38, currency: 36, percent: 85, boolean: 301 },
  ...{ autonumber: 111, lookup: 133, ownerlookup: 8, userlookup: 20, multiselectlookup: 142, multiuserlookup: 145 },
  ...{ multi_module_lookup: 134, subform: 150, fileupload: 114, imageupload: 181, profileimage: 170, formula: 120 },
  ...{
    rollup_summary: 135,
    RRULE: 140,
    ALARM: 141,
    event_reminder: 143,
    multireminder: 144,
    address: 160,
    layout: 777,
  },
};

/** The keys of a field that depend on its type: `{}` or null where the type is another (zoho-api.md section 4.4). */
export function renderTypeDetails(call: ApiCall, module: ModuleDefinition, field: FieldDefinition) {
  const rows = field.subformModule === undefined ? undefined : moduleReference(call, field.subformModule);
  return {
    ui_type: uiTypes[field.type],
    textarea: field.type === 'textarea' ? { type: field.textareaKind ?? 'small' } : null,
    lookup: field.type === 'lookup' ? renderLookup(call, field) : {},
    multiselectlookup: field.type === 'multiselectlookup' ? renderLinking(call, field) : {},
    multiuserlookup: field.type === 'multiuserlookup' ? renderLinking(call, field) : {},
    multi_module_lookup: renderModules(call, field),
    associated_module: rows ?? null,
    subform: rows ?? null,
    formula: field.formula ? renderFormula(field.formula) : {},
    rollup_summary: field.rollup ? renderRollup(call, module, field, field.rollup) : {},
    auto_number: field.autoNumber ? renderAutoNumber(field.autoNumber) : {},
    currency: field.type === 'currency' ? { rounding_option: 'normal', precision: field.decimalPlaces ?? 2 } : {},
  };
}

function renderLookup(call: ApiCall, field: FieldDefinition) {
  const target = field.lookup?.module ?? '';
  return {
    display_label: field.label,
    api_name: field.lookup?.relatedList ?? null,
    id: field.id,
    module: moduleReference(call, target),
    query_details: {},
    revalidate_filter_during_edit: false,
    show_fields: [],
  };
}

function renderLinking(call: ApiCall, field: FieldDefinition) {
  if (!field.linking) return {};
  const { module: linking, ownField, otherField } = field.linking;
  const linkingModule = call.org.schema.module(linking);
  // Users are no module that could be looked up, yet multi-user lookups name them as if they were one.
  const connected = moduleReference(call, field.lookup?.module ?? 'Users');
  const relatedList = field.lookup?.relatedList;
  return {
    display_label: field.label,
    api_name: field.apiName,
    id: field.id,
    record_access: false,
    linking_details: {
      module: { ...moduleReference(call, linking), visibility: 0, plural_label: linkingModule?.pluralLabel ?? null },
      lookup_field: fieldReference(linkingModule, ownField),
      connected_lookup_field: fieldReference(linkingModule, otherField),
    },
    connected_details: { module: connected, field: null, layouts: [] },
    related_list: relatedList === undefined ? null : { api_name: relatedList },
    linking_module: moduleReference(call, linking),
    connected_module: connected,
    lookup_apiname: ownField,
    connectedlookup_apiname: otherField,
    connectedfield_apiname: relatedList ?? null,
  };
}

function renderModules(call: ApiCall, field: FieldDefinition) {
  if (!field.lookupModules) return {};
  const modules = field.lookupModules.map((name) => moduleReference(call, name));
  return { display_label: field.label, api_name: field.relatedList ?? null, modules };
}

function renderFormula({ returnType, expression }: NonNullable<FieldDefinition['formula']>) {
  const words = { double: 'double', text: 'string', boolean: 'boolean', date: 'date', datetime: 'datetime' } as const;
  return {
    return_type: words[returnType],
    sub_return_type: null,
    expression,
    dynamic: false,
    assume_default: false,
    stop_compute_conditionally: false,
  };
}

function renderRollup(
  call: ApiCall,
  module: ModuleDefinition,
  field: FieldDefinition,
  rollup: NonNullable<FieldDefinition['rollup']>,
) {
  const list = module.relatedLists.find(({ source }) => source.kind === 'lookup' && source.module === rollup.module);
  return {
    return_type: field.jsonType === 'string' ? 'date' : field.jsonType,
    expression: { function: rollup.function, function_parameters: [{ api_name: rollup.field }], criteria: null },
    based_on_module: { api_name: rollup.module, id: call.org.schema.module(rollup.module)?.id ?? null },
    related_list: { api_name: list?.apiName ?? null, id: list?.id ?? null },
    rollup_based_on: 'related_list',
  };
}

function renderAutoNumber({ prefix, suffix, start }: NonNullable<FieldDefinition['autoNumber']>) {
  return { prefix, suffix, start_number: start, starting_number_length: String(start).length };
}
