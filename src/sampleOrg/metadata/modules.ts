import { ApiError, invalidModule } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import { renderCustomView } from './customViews.ts';
import { renderField } from './fields.ts';
import { renderLayout } from './layouts.ts';
import { fieldReference, founder, instant } from './parameters.ts';
import { renderRelatedList } from './relatedLists.ts';

const statuses = new Set(['visible', 'scheduled_for_deletion', 'user_hidden', 'system_hidden']);

/** GET /settings/modules[?status=]: all of them at once (zoho-api.md section 4.3). */
export function answerModules(call: ApiCall): Reply {
  const wanted = call.request.query.get('status')?.split(',');
  if (wanted?.some((status) => !statuses.has(status))) {
    throw new ApiError(400, 'INVALID_DATA', 'invalid data', { api_name: 'status', json_path: 'status' });
  }
  const modules = call.org.schema.modules.filter((module) => !wanted || wanted.includes(statusOf(module)));
  if (modules.length === 0) return empty(204);
  return json(200, { modules: modules.map((module) => renderModule(call, module)) });
}

/** GET /settings/modules/:name, by API name or id, with more about it; 204 for web tabs and the like. */
export function answerModule(call: ApiCall): Reply {
  const wanted = call.params['name'] ?? '';
  const { schema } = call.org;
  const module = schema.module(wanted) ?? schema.modules.find((each) => each.id === wanted);
  if (!module) throw invalidModule({ resource_path_index: 2 });
  if (module.generatedType === 'web') return empty(204);
  return json(200, {
    modules: [{ ...renderModule(call, module), ...renderDetails(call, module), ...renderIncluded(call, module) }],
  });
}

function renderModule(call: ApiCall, module: ModuleDefinition) {
  const { profiles } = call.org.schema.settings;
  return {
    id: module.id,
    api_name: module.apiName,
    module_name: module.moduleName,
    singular_label: module.singularLabel,
    plural_label: module.pluralLabel,
    actual_singular_label: module.singularLabel,
    actual_plural_label: module.pluralLabel,
    generated_type: module.generatedType,
    module_type: 'ENTITIES',
    access_type: 'org_based',
    parent_module: renderParent(call, module),
    status: statusOf(module),
    visibility: module.visible ? 1 : 0,
    visible: module.visible,
    sequence_number: module.sequenceNumber,
    profile_count: profiles.length,
    has_more_profiles: false,
    profiles: profiles.map(({ id, name }) => ({ name, id })),
    modified_time: module.generatedType === 'custom' ? instant(call, module.modifiedAt) : null,
    modified_by: module.generatedType === 'custom' ? founder(call) : null,
    ...renderAbilities(module),
    ...noFeatures,
  };
}

function renderAbilities(module: ModuleDefinition) {
  const isTab = module.visible && module.generatedType !== 'web';
  return {
    api_supported: module.apiSupported,
    viewable: module.viewable,
    creatable: module.creatable,
    editable: module.editable,
    deletable: module.deletable,
    convertable: module.apiName === 'Leads',
    lookupable: isTab,
    quick_create: isTab && module.creatable,
    show_as_tab: module.visible,
    presence_sub_menu: isTab,
    sub_menu_available: isTab,
    global_search_supported: isTab,
    filter_supported: isTab,
    filter_status: isTab,
    triggers_supported: isTab,
    scoring_supported: isTab,
    webform_supported: isTab,
    isBlueprintSupported: isTab,
    emailTemplate_support: isTab,
    email_parser_supported: isTab,
    inventory_template_supported: module.fields.some((field) => field.apiName === 'Grand_Total'),
    recycle_bin_on_delete: module.deletable,
    feeds_required: false,
    chart_view: isTab,
    chart_view_supported: isTab,
    kanban_view: false,
    kanban_view_supported: isTab,
    zia_view: false,
    track_current_data: module.generatedType === 'field_tracker',
  };
}

const noFeatures = {
  ...{ public_fields_configured: false, private_profile: null, cc_enabled: false, activity_badge: 'Disabled' },
  ...{
    business_card_field_limit: 5,

    web_link: null,
    arguments: [],
    description: null,
  },
};

/** What the answer for one module has and the list of modules has not. */
function renderDetails(call: ApiCall, module: ModuleDefinition) {
  const shown = module.fields.filter((field) => field.visible && field.sortable).map((field) => field.apiName);
  const display = module.fields.find((field) => field.displayField);
  const defaultView = module.customViews.find((view) => view.isDefault);
  const sortBy = fieldReference(module, 'Modified_Time');
  return {
    per_page: 10,
    display_field: display ? { api_name: display.apiName, id: display.id } : null,
    search_layout_fields: shown.slice(0, 6),
    business_card_fields: shown.slice(0, 5),
    related_list_properties: { sort_by: sortBy, sort_order: 'desc', fields: shown.slice(0, 6) },
    lookup_field_properties: {
      fields: display ? [{ sequence_number: 1, api_name: display.apiName, id: display.id }] : [],
    },
    custom_view: defaultView ? renderCustomView(call, module, defaultView) : null,
    default_mapping_fields: [],
    layout_associations: [],
    $field_states: [],
    $properties: ['$canvas_id', '$approval_state', '$process_flow', '$editable'],
    $on_demand_properties: ['$tasks', '$followers'],
  };
}

/** The parts that `include` asks for. */
function renderIncluded(call: ApiCall, module: ModuleDefinition) {
  const wanted = new Set(call.request.query.get('include')?.split(','));
  return {
    ...(wanted.has('fields') && { fields: module.fields.map((field) => renderField(call, module, field)) }),
    ...(wanted.has('layouts') && { layouts: module.layouts.map((layout) => renderLayout(call, module, layout)) }),
    ...(wanted.has('related_lists') && {
      related_lists: module.relatedLists.map((list) => renderRelatedList(call, module, list)),
    }),
  };
}

function renderParent(call: ApiCall, module: ModuleDefinition) {
  if (module.parentModule === undefined) return {};
  return { api_name: module.parentModule, id: call.org.schema.module(module.parentModule)?.id ?? null };
}

function statusOf(module: ModuleDefinition): string {
  return module.visible ? 'visible' : 'system_hidden';
}
