import { ApiError } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import { wholeNumberParam } from '../records/params.ts';
import type { Criterion, CustomViewDefinition, ModuleDefinition } from '../schema/module.ts';
import { fieldReference, founder, instant, requiredModule } from './parameters.ts';

/** GET /settings/custom_views?module= (zoho-api.md section 4.22); 204 for a page without any. */
export function answerCustomViews(call: ApiCall): Reply {
  const module = requiredModule(call);
  const page = wholeNumberParam(call.request.query, 'page', { fallback: 1, most: 10_000 });
  const perPage = wholeNumberParam(call.request.query, 'per_page', { fallback: 200, most: 200 });
  const views = module.customViews.slice((page - 1) * perPage, page * perPage);
  if (views.length === 0) return empty(204);
  const moreRecords = module.customViews.length > page * perPage;
  return json(200, {
    custom_views: views.map((view) => renderCustomView(call, module, view)),
    info: renderInfo(module, { per_page: perPage, count: views.length, page, more_records: moreRecords }),
  });
}

/** GET /settings/custom_views/:id?module=; INVALID_DATA for an unknown one. */
export function answerCustomView(call: ApiCall): Reply {
  const module = requiredModule(call);
  const view = module.customViews.find((each) => each.id === call.params['id']);
  if (!view) throw new ApiError(400, 'INVALID_DATA', 'the id given seems to be invalid', { resource_path_index: 2 });
  const info = renderInfo(module, { per_page: 200, count: 1, page: 1, more_records: false });
  return json(200, { custom_views: [renderCustomView(call, module, view)], info });
}

export function renderCustomView(call: ApiCall, module: ModuleDefinition, view: CustomViewDefinition) {
  const own = view.systemDefined ? null : founder(call);
  const changedTime = view.systemDefined ? null : instant(call, module.modifiedAt);
  return {
    id: view.id,
    name: view.name,
    display_value: view.name,
    system_name: view.systemName,
    default: view.isDefault,
    system_defined: view.systemDefined,
    category: view.systemDefined ? 'public_views' : 'created_by_me',
    access_type: view.systemDefined ? 'public' : 'only_to_me',
    shared_to: null,
    module: { name: module.apiName, api_name: module.apiName, id: module.id },
    criteria: view.criterion ? renderCriterion(module, view.criterion) : null,
    fields: view.fields.map((name) => ({ ...fieldReference(module, name), _pin: false })),
    sort_by: view.sortBy === undefined ? null : fieldReference(module, view.sortBy),
    sort_order: view.sortOrder ?? null,
    favorite: null,
    locked: false,
    offline: true,
    created_by: own,
    modified_by: own,
    created_time: changedTime,
    modified_time: changedTime,
    last_accessed_time: null,
  };
}

function renderInfo(module: ModuleDefinition, page: Readonly<Record<string, number | boolean>>) {
  return {
    ...page,
    default: module.customViews.find((view) => view.isDefault)?.id ?? null,
    translation: {
      public_views: 'Public Views',
      other_users_views: 'Other Users Views',
      shared_with_me: 'Shared With Me',
      created_by_me: 'Created By Me',
    },
  };
}

/** Conditions as Zoho's criteria object; emptiness is a comparison with `${EMPTY}` there. */
function renderCriterion(module: ModuleDefinition, criterion: Criterion): unknown {
  if (criterion.kind !== 'test') {
    return {
      group_operator: criterion.kind === 'all' ? 'and' : 'or',
      group: criterion.of.map((each) => renderCriterion(module, each)),
    };
  }
  const field = fieldReference(module, criterion.path.join('.'));
  const { comparator, values } = criterion;
  if (comparator === 'is_empty') return { comparator: 'equal', field, value: '${EMPTY}' };
  if (comparator === 'is_not_empty') return { comparator: 'not_equal', field, value: '${EMPTY}' };
  const isList = ['in', 'not_in', 'between', 'not_between'].includes(comparator);
  return { comparator, field, value: isList ? values : values[0] };
}
