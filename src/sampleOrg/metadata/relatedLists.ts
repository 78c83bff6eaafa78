import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import type { ModuleDefinition, RelatedListDefinition } from '../schema/module.ts';
import { relatedListTarget } from '../schema/relatedListTarget.ts';
import { requiredModule } from './parameters.ts';

/** GET /settings/related_lists?module= (zoho-api.md section 4.6); 204 for a module without any. */
export function answerRelatedLists(call: ApiCall): Reply {
  const module = requiredModule(call, 'param');
  if (module.relatedLists.length === 0) return empty(204);
  return json(200, { related_lists: module.relatedLists.map((list) => renderRelatedList(call, module, list)) });
}

/** GET /settings/related_lists/:id?module=; 204 for an unknown one. */
export function answerRelatedList(call: ApiCall): Reply {
  const module = requiredModule(call, 'param');
  const list = module.relatedLists.find((each) => each.id === call.params['id']);
  return list ? json(200, { related_lists: [renderRelatedList(call, module, list)] }) : empty(204);
}

export function renderRelatedList(call: ApiCall, module: ModuleDefinition, list: RelatedListDefinition) {
  const target = call.org.schema.module(relatedListTarget(list));
  return {
    id: list.id,
    // A text, although it counts (section 4.6).
    sequence_number: String(module.relatedLists.indexOf(list) + 1),
    api_name: list.apiName,
    name: list.label,
    display_label: list.label,
    type: typeOf(call, list),
    href: `${module.apiName}/{ENTITYID}/${list.apiName}`,
    module: target ? { api_name: target.apiName, id: target.id } : null,
    action: null,
    visible: true,
    status: 'visible',
    customize_sort: true,
    customize_fields: true,
    customize_display_label: true,
    sort_by: null,
    sort_order: null,
    fields: [],
    field_enabled: true,
    ...renderLink(list),
  };
}

function renderLink({ source }: RelatedListDefinition) {
  if (source.kind !== 'linking') return {};
  return {
    connectedmodule: source.target,
    linkingmodule: source.module,
    connectedlookupApiName: source.otherField,
  };
}

function typeOf(call: ApiCall, { source }: RelatedListDefinition): string {
  if (source.kind === 'lookup') {
    const module = call.org.schema.module(source.module);
    const field = module && call.org.schema.field(module, source.field);
    return field?.custom ? 'custom_lookup' : 'default';
  }
  if (source.kind !== 'linking') return 'default';
  return call.org.schema.module(source.module)?.apiSupported ? 'multiselectlookup' : 'default';
}
