import { requiredParamMissing } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import { idInPath, moduleOf } from './moduleAccess.ts';
import { limitExceeded, optionalFields, requiredFields, requiredIds } from './params.ts';
import { renderField } from './render.ts';
import type { StoredRecord } from './store.ts';

/** At most so many rich-text fields at once (zoho-api.md section 4.7). */
const maximumRichTexts = 8;

/** `GET /{Module}/{id}/actions/fetch_full_data`: the rich texts that lists cut, in full (zoho-api.md section 4.7). */
export function getFullData(call: ApiCall): Reply {
  const module = moduleOf(call, 'READ');
  const id = idInPath(call, 'id', 1);
  return replyWithFullData(call, module, [id], optionalFields(call.request.query));
}

/** `GET /{Module}/actions/fetch_full_data?ids=&fields=`: the same for up to 200 records. */
export function listFullData(call: ApiCall): Reply {
  const module = moduleOf(call, 'READ');
  const ids = requiredIds(call.request.query, 200);
  return replyWithFullData(call, module, ids, requiredFields(call.request.query));
}

function replyWithFullData(
  call: ApiCall,
  module: ModuleDefinition,
  ids: readonly string[],
  names: readonly string[] | undefined,
): Reply {
  const fields = module.fields.filter(
    (field) => field.textareaKind === 'rich_text' && (names === undefined || names.includes(field.apiName)),
  );
  if (names && fields.length === 0) throw requiredParamMissing('fields');
  if (fields.length > maximumRichTexts) throw limitExceeded('fields', maximumRichTexts);
  const render = (record: StoredRecord): Record<string, unknown> => ({
    ...Object.fromEntries(
      fields.map((field) => [field.apiName, renderField(call.org, field, record, call.caller)] as const),
    ),
    id: record.id,
  });
  const data = ids.flatMap((id) => call.org.records.table(module.apiName).get(id) ?? []).map(render);
  return data.length === 0 ? empty(204) : json(200, { data });
}
