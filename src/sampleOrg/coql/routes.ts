import { ApiError } from '../api/apiError.ts';
import type { ApiCall, ApiRoute } from '../api/route.ts';
import { moduleScopes, settingsScopes } from '../api/scopes.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import { renderField } from '../metadata/fields.ts';
import { executeQuery } from './execute.ts';
import type { QueryPlan } from './plan.ts';
import type { CoqlRequest } from './readRequest.ts';
import { readCoqlRequest } from './readRequest.ts';

/** `POST /coql` (zoho-api.md section 4.11). */
export const coqlRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/coql', scopes, credits, heavy: () => true, handle: answerQuery },
];

/** The query names the module whose READ scope the token must hold (section 3). */
function scopes(call: Omit<ApiCall, 'caller'>): readonly (readonly string[])[] {
  const own = ['ZohoCRM.coql.READ', 'ZohoCRM.coql.ALL'];
  const request = readableRequest(call);
  if (!request) return [own];
  const { module } = request.query;
  const isCustom = call.org.schema.module(module)?.generatedType === 'custom';
  const read = moduleScopes(module, 'READ', isCustom);
  return request.withFields ? [own, read, settingsScopes('fields')] : [own, read];
}

/** 1, 2 or 3 by the rows asked for (section 7.1). */
function credits(call: ApiCall): number {
  const limit = readableRequest(call)?.query.limit ?? 0;
  return limit <= 200 ? 1 : limit <= 1000 ? 2 : 3;
}

function answerQuery(call: ApiCall): Reply {
  const { request, org, caller } = call;
  const { query, withFields } = readCoqlRequest(request, org.options.lenientCoql);
  const { rows, moreRecords, plan } = executeQuery(org, query, caller);
  if (rows.length === 0) return empty(204);
  const info = { count: rows.length, more_records: moreRecords };
  return json(200, withFields ? { data: rows, fields: describeFields(call, plan), info } : { data: rows, info });
}

/** Metadata of the selected columns by column name; `id` and the columns of users have none. */
function describeFields(call: ApiCall, plan: QueryPlan): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const { name, module, field } of plan.columns.values()) {
    if (module && call.org.schema.field(module, field.apiName)) fields[name] = renderField(call, module, field);
  }
  return fields;
}

/** Undefined where the body is refused, which `handle` then says. */
function readableRequest({ request, org }: Omit<ApiCall, 'caller'>): CoqlRequest | undefined {
  try {
    return readCoqlRequest(request, org.options.lenientCoql);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
