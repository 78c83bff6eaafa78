import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import type { LayoutDefinition, LayoutSection, ModuleDefinition } from '../schema/module.ts';
import { renderField } from './fields.ts';
import { founder, instant, requiredModule } from './parameters.ts';

/** GET /settings/layouts?module= (zoho-api.md section 4.5); 204 for a module without any. */
export function answerLayouts(call: ApiCall): Reply {
  const module = requiredModule(call, 'param');
  if (module.layouts.length === 0) return empty(204);
  return json(200, { layouts: module.layouts.map((layout) => renderLayout(call, module, layout)) });
}

/** GET /settings/layouts/:id?module=; 204 for an unknown one. */
export function answerLayout(call: ApiCall): Reply {
  const module = requiredModule(call, 'param');
  const layout = module.layouts.find((each) => each.id === call.params['id']);
  return layout ? json(200, { layouts: [renderLayout(call, module, layout)] }) : empty(204);
}

export function renderLayout(call: ApiCall, module: ModuleDefinition, layout: LayoutDefinition) {
  return {
    id: layout.id,
    api_name: layout.name.replaceAll(' ', '_'),
    name: layout.name,
    display_label: layout.displayLabel,
    status: layout.status,
    visible: layout.status === 'active',
    source: 'crm',
    mode: 'view',
    generated_type: layout.name === 'Standard' ? 'default' : 'custom',
    display_type: 0,
    show_business_card: true,
    has_more_profiles: false,
    created_time: instant(call, module.modifiedAt),
    modified_time: instant(call, module.modifiedAt),
    created_by: founder(call),
    modified_by: founder(call),
    created_for: null,
    convert_mapping: module.apiName === 'Leads' ? renderConversion(call) : null,
    subform_properties: null,
    actions_allowed: allowedActions(layout),
    profiles: call.org.schema.settings.profiles.map(({ id, name }) => ({
      default: layout === module.layouts[0],
      name,
      id,
      _default_view: null,
    })),
    sections: layout.sections.map((section, index) => renderSection(call, module, section, index)),
  };
}

function renderSection(call: ApiCall, module: ModuleDefinition, section: LayoutSection, index: number) {
  const fields = section.fields.flatMap((name) => module.fields.filter((field) => field.apiName === name));
  return {
    id: String(index + 1),
    api_name: section.name.replaceAll(' ', '_'),
    name: section.name,
    display_label: section.name,
    sequence_number: index + 1,
    column_count: 2,
    tab_traversal: '1',
    isSubformSection: false,
    type: 'used',
    generated_type: 'default',
    properties: null,
    fields: fields.map((field, place) => ({
      ...renderField(call, module, field),
      required: field.mandatory || (field.layoutMandatory ?? false),
      sequence_number: place + 1,
      section_id: index + 1,
      validation_rule: null,
      default_value: null,
      static_values: [],
    })),
  };
}

function allowedActions(layout: LayoutDefinition) {
  const isOwn = layout.name !== 'Standard';
  return {
    edit: true,
    rename: isOwn,
    clone: true,
    downgrade: false,
    delete: isOwn,
    deactivate: isOwn,
    set_layout_permissions: true,
  };
}

/** Where a converted lead goes: the standard layouts, and the fields that are asked for on the way. */
function renderConversion(call: ApiCall) {
  const { schema } = call.org;
  const standard = (module: string) => {
    const layout = schema.module(module)?.layouts[0];
    return { name: layout?.name ?? null, id: layout?.id ?? null };
  };
  const dealFields = schema.module('Deals')?.fields.filter((field) => field.mandatory) ?? [];
  return {
    Contacts: standard('Contacts'),
    Accounts: standard('Accounts'),
    Invoices: standard('Invoices'),
    SalesOrders: standard('Sales_Orders'),
    Deals: {
      ...standard('Deals'),
      fields: dealFields.map(({ apiName, label, id }) => ({
        api_name: apiName,
        field_label: label,
        id,
        required: true,
      })),
    },
  };
}
