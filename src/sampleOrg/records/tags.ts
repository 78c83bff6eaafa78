import { ApiError, requiredParamMissing } from '../api/apiError.ts';
import type { ApiCall, ApiRoute } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { json } from '../http/exchange.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import type { JsonObject } from './body.ts';
import { isJsonObject, readJsonObject } from './body.ts';
import type { ElementResult } from './elementResult.ts';
import { eachElement, replyToWrite, success } from './elementResult.ts';
import { moduleOf, recordScopes } from './moduleAccess.ts';
import { limitExceeded } from './params.ts';
import { mandatoryNotFound } from './readValues.ts';
import { renderField } from './render.ts';
import { maximumTagLength, tagNameIn, tagNamed } from './tagNames.ts';
import { updateRecord } from './writeRecord.ts';

/** Records in one call (zoho-api.md section 7.3). */
const maximumRecords = 100;

/** Adding and removing tags needs the tags area and write access to the records (zoho-api.md section 3). */
export const tagScopes: ApiRoute['scopes'] = (call) => [
  ['ZohoCRM.settings.ALL', ...['ALL', 'CREATE', 'UPDATE', 'WRITE'].map((each) => `ZohoCRM.settings.tags.${each}`)],
  ...recordScopes('UPDATE')(call),
];

/** A credit for fifty records or a part of them (zoho-api.md section 7.1). */
export function tagCredits(call: ApiCall): number {
  return Math.max(1, Math.ceil((call.request.query.get('ids')?.split(',').length ?? 1) / 50));
}

/** `POST /{Module}/actions/add_tags` and `POST /{Module}/{id}/actions/add_tags` (zoho-api.md section 4.22). */
export function addTags(call: ApiCall): Reply {
  const module = moduleWithTags(call);
  const body = readJsonObject(call.request);
  const named = readTags(call, module, body);
  for (const { name, colorCode } of named) tagNamed(call.org, module.apiName, name, colorCode);
  const names = named.map((tag) => tag.name);
  const overwrite = body['over_write'] === true || call.request.query.get('over_write') === 'true';
  return replyWithTags(
    eachElement(recordIds(call, body), (id) =>
      changeTags(call, module, id, (before) => [...new Set([...(overwrite ? [] : before), ...names])]),
    ),
  );
}

/** `POST /{Module}/actions/remove_tags` and `POST /{Module}/{id}/actions/remove_tags` */
export function removeTags(call: ApiCall): Reply {
  const module = moduleWithTags(call);
  const body = readJsonObject(call.request);
  const names = readTags(call, module, body).map((tag) => tag.name);
  return replyWithTags(
    eachElement(recordIds(call, body), (id) =>
      changeTags(call, module, id, (before) => before.filter((name) => !names.includes(name))),
    ),
  );
}

function moduleWithTags(call: ApiCall): ModuleDefinition {
  const module = moduleOf(call, 'UPDATE');
  if (call.org.schema.field(module, 'Tag')) return module;
  throw new ApiError(400, 'NOT_SUPPORTED', 'the module has no tags', { module: module.apiName });
}

function readTags(
  call: ApiCall,
  module: ModuleDefinition,
  body: JsonObject,
): readonly { readonly name: string; readonly colorCode: string | null }[] {
  const tags = body['tags'];
  if (tags === undefined || tags === null) throw mandatoryNotFound('tags', '$.tags');
  const place = { api_name: 'tags', json_path: '$.tags' };
  if (!Array.isArray(tags)) {
    throw new ApiError(400, 'INVALID_DATA', 'invalid data', { expected_data_type: 'jsonarray', ...place });
  }
  return tags.map((tag: unknown, index) => {
    const name = tagNameIn(call.org, module.apiName, tag);
    const at = { api_name: 'name', json_path: `$.tags[${index}].name` };
    if (name === undefined) throw mandatoryNotFound(at.api_name, at.json_path);
    if (name.length > maximumTagLength) {
      throw new ApiError(400, 'INVALID_DATA', 'invalid data', { maximum_length: maximumTagLength, ...at });
    }
    const color = isJsonObject(tag) ? tag['color_code'] : undefined;
    return { name, colorCode: typeof color === 'string' ? color : null };
  });
}

/** The record in the path, those in the body, or those in the query, as older clients send them. */
function recordIds(call: ApiCall, body: JsonObject): readonly string[] {
  const named = call.params['id'] ?? body['ids'] ?? call.request.query.get('ids')?.split(',');
  const ids = (Array.isArray(named) ? named : [named]).filter((id) => id !== undefined && id !== null).map(String);
  if (ids.length === 0) throw requiredParamMissing('ids');
  if (ids.length > maximumRecords) throw limitExceeded('ids', maximumRecords);
  return [...new Set(ids)];
}

function changeTags(
  call: ApiCall,
  module: ModuleDefinition,
  id: string,
  change: (before: readonly string[]) => readonly string[],
): ElementResult {
  const record = call.org.records.table(module.apiName).get(id);
  if (!record) throw new ApiError(400, 'INVALID_DATA', 'the id given seems to be invalid', { id });
  const before = record.values['Tag'];
  const Tag = change(Array.isArray(before) ? (before as readonly string[]) : []);
  const after = updateRecord(call, module, record, { values: { Tag }, rows: [] });
  const field = call.org.schema.field(module, 'Tag');
  const tags = field ? renderField(call.org, field, after, call.caller) : [];
  return success('tags updated successfully', { id, tags });
}

function replyWithTags(results: readonly ElementResult[]): Reply {
  const { status } = replyToWrite(results, 200);
  const done = results.filter((result) => result.status === 'success').length;
  return json(status, { data: results, wf_scheduler: true, success_count: String(done), locked_count: '0' });
}
