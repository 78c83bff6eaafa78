import type { ApiCall, ApiRoute } from '../api/route.ts';
import { ApiError } from '../api/apiError.ts';
import { moduleScopes } from '../api/scopes.ts';
import type { HttpRequest } from '../http/exchange.ts';
import { headerText, json } from '../http/exchange.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import { bulkError } from './bulkErrors.ts';
import { parseCallback } from './callback.ts';
import { readColumns } from './columns.ts';
import { isObject } from './jsonShape.ts';
import type { ReadRequest } from './readJob.ts';
import { readJobsOf } from './readJobs.ts';
import { compileReadTest, parseReadQuery } from './readQuery.ts';

const readScopes = ['ZohoCRM.bulk.READ', 'ZohoCRM.bulk.ALL'] as const;

/** Bulk read (zoho-api.md section 4.15). */
export const bulkRoutes: readonly ApiRoute[] = [
  {
    method: 'POST',
    path: '/read',
    base: 'bulk',
    scopes: (call) => scopesFor(askedModule(call)),
    credits: () => 50,
    handle: (call) => createJob(call),
  },
  {
    method: 'GET',
    path: '/read/:id',
    base: 'bulk',
    scopes: (call) => scopesFor(jobModule(call)),
    handle: async (call) => {
      const job = await readJobsOf(call.org).get(call.params['id'] ?? '');
      return json(200, { data: [job.render(call.caller)] });
    },
  },
  {
    method: 'GET',
    path: '/read/:id/result',
    base: 'bulk',
    scopes: (call) => scopesFor(jobModule(call)),
    handle: async (call) => {
      const id = call.params['id'] ?? '';
      const headers = { 'Content-Type': 'application/zip', 'Content-Disposition': `attachment; filename=${id}.zip` };
      return { status: 200, headers, body: await readJobsOf(call.org).download(id) };
    },
  },
];

function createJob(call: ApiCall) {
  const body = parseBody(call.request);
  const callback = parseCallback(body['callback']);
  const request = parseRequest(call, body);
  const job = readJobsOf(call.org).add(call.caller, request, callback);
  const element = {
    status: 'success',
    code: 'ADDED_SUCCESSFULLY',
    message: 'Added successfully.',
    details: job.summary(call.caller),
  };
  return json(201, { data: [element], info: {} });
}

function parseRequest({ org, caller }: ApiCall, body: Readonly<Record<string, unknown>>): ReadRequest {
  const { query, file_type: fileType } = body;
  if (!isObject(query)) throw bulkError('QUERY_NOT_SUPPORTED');
  const token = query['page_token'] ?? undefined;
  if (token !== undefined) return readJobsOf(org).redeem(token, caller);
  const parsed = parseReadQuery(org, caller, query, fileType);
  // What the job would fail with is refused right away.
  readColumns(org, parsed.module, parsed.fields, org.organization.timeZone);
  compileReadTest(org, caller, parsed);
  return { query: parsed, afterId: undefined };
}

function parseBody(request: HttpRequest): Readonly<Record<string, unknown>> {
  if (!/^application\/json\b/i.test(headerText(request, 'content-type') ?? '')) {
    throw new ApiError(415, 'MEDIA_TYPE_NOT_SUPPORTED', 'The content type of the request is not supported.');
  }
  if (request.body.length === 0) throw bulkError('REQUEST_BODY_IS_EMPTY');
  const body = readJson(request);
  if (body === undefined) throw bulkError('REQUEST_BODY_NOT_READABLE');
  if (!isObject(body)) throw bulkError('REQUEST_BODY_NOT_SUPPORTED');
  return body;
}

function readJson(request: HttpRequest): unknown {
  try {
    return JSON.parse(request.body.toString()) as unknown;
  } catch {
    return undefined;
  }
}

type ScopeQuestion = Omit<ApiCall, 'caller'>;

/** Reading in bulk, and reading the module; a body that names none is refused later, for what it is. */
function scopesFor(module: ModuleDefinition | undefined): readonly (readonly string[])[] {
  if (!module) return [readScopes];
  return [readScopes, moduleScopes(module.apiName, 'READ', module.generatedType === 'custom')];
}

function askedModule({ org, request }: ScopeQuestion): ModuleDefinition | undefined {
  const body = readJson(request);
  const query = isObject(body) ? body['query'] : undefined;
  if (!isObject(query)) return undefined;
  const { module, page_token: token } = query;
  const apiName = isObject(module) ? module['api_name'] : undefined;
  return typeof apiName === 'string' ? org.schema.module(apiName) : readJobsOf(org).peek(token)?.query.module;
}

function jobModule({ org, params }: ScopeQuestion): ModuleDefinition | undefined {
  return readJobsOf(org).find(params['id'] ?? '')?.request.query.module;
}
