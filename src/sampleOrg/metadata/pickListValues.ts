import { ApiError } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import type { PickListValue } from '../schema/module.ts';
import { layoutReferences, requiredModule } from './parameters.ts';

/** GET /settings/fields/:id/pick_list_values?module=: 204 for a field without a list (zoho-api.md section 4.22). */
export function answerPickListValues(call: ApiCall): Reply {
  const module = requiredModule(call, 'param');
  const field = module.fields.find((each) => each.id === call.params['id']);
  if (!field) {
    const details = { resource_path_index: 2 };
    throw new ApiError(400, 'INVALID_DATA', 'the id given seems to be invalid', details);
  }
  if (!field.pickList) return empty(204);
  const layouts = layoutReferences(module, field);
  const values = renderPickList(field.pickList).map((value) => ({ ...value, layout_associations: layouts }));
  return json(200, { pick_list_values: values });
}

export function renderPickList(values: readonly PickListValue[]) {
  return values.map((value, index) => ({
    display_value: value.displayValue,
    actual_value: value.actualValue,
    reference_value: value.actualValue,
    sequence_number: index + 1,
    colour_code: value.colorCode ?? null,
    id: value.id,
    type: value.used ? 'used' : 'unused',
  }));
}
