import { ApiError, invalidParam } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { json } from '../http/exchange.ts';
import { moduleOf, requireListPermission } from '../records/moduleAccess.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import type { RecordTest } from './criterion.ts';
import { compileCriterion } from './criterion.ts';
import type { SearchParam } from './searchTest.ts';
import { compileSearch, compileVisibility, searchParamOf } from './searchTest.ts';

/**
 * `GET /{Module}/actions/count`: of all records, of a custom view, or of a search; `{count}` as a number. Throws
 * AMBIGUITY_DURING_PROCESSING for a view and a search together. Source: zoho-api.md section 4.10.
 */
export function countRecords(call: ApiCall): Reply {
  const module = moduleOf(call, 'READ');
  requireListPermission(call, module);
  if (module.generatedType === 'subform' || module.generatedType === 'field_tracker') {
    throw new ApiError(400, 'NOT_SUPPORTED', 'the given module is not supported for count', { module: module.apiName });
  }
  const isCounted = compileCounted(call, module);
  const isVisible = compileVisibility(call, module);
  let count = 0;
  for (const record of call.org.records.table(module.apiName).ascending()) {
    if (isVisible(record) && isCounted(record)) count++;
  }
  return json(200, { count });
}

function compileCounted(call: ApiCall, module: ModuleDefinition): RecordTest {
  const { query } = call.request;
  const param = searchParamOf(query);
  const viewId = query.get('cvid');
  if (viewId !== null && param) throw eitherViewOrSearch(param);
  if (param) return compileSearch(call, module, param);
  if (viewId === null) return () => true;
  const view = module.customViews.find((each) => each.id === viewId);
  if (!view) throw invalidParam('cvid');
  return view.criterion ? compileCriterion(call.org, module, view.criterion, call.caller) : () => true;
}

function eitherViewOrSearch(param: SearchParam): ApiError {
  return new ApiError(
    400,
    'AMBIGUITY_DURING_PROCESSING',
    'Please use either Cvid or Search Params. Combination of both the params is not allowed',
    { ambiguity_due_to: [{ param_name: 'cvid' }, { param_name: param }] },
  );
}
