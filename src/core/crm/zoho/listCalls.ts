import { FatalError } from '../../errors.ts';
import type { JsonObject } from '../../model/parse.ts';
import { asObject, asText } from '../../model/parse.ts';
import type { CrmRecord } from '../../model/record.ts';
import type { ListPage, ListRequest, RecordPage, RelatedListRequest } from '../crmRecords.ts';
import type { ApiCall } from './apiCalls.ts';

const convertedWords = { no: 'false', yes: 'true', both: 'both' } as const;

/** zoho-api.md section 4.7. */
export function listCall(request: ListRequest): ApiCall {
  const { module, sortBy, ascending, customViewId, ids, converted, modifiedSinceMs } = request;
  const query = {
    ...pageQuery(request),
    // The order by id is there anyway, and naming it would make the call one of the heavy ones.
    ...(sortBy === undefined || sortBy === 'id' ? {} : { sort_by: sortBy }),
    ...(ascending === undefined ? {} : { sort_order: ascending ? 'asc' : 'desc' }),
    ...(customViewId === undefined ? {} : { cvid: customViewId }),
    ...(ids === undefined ? {} : { ids: ids.join(',') }),
    ...(converted === undefined ? {} : { converted: convertedWords[converted] }),
  };
  return { path: modulePath(module), query, modifiedSinceMs };
}

/** zoho-api.md section 4.19. */
export function relatedCall(request: RelatedListRequest): ApiCall {
  const { module, recordId, relatedList } = request;
  const path = `${recordPath(module, recordId)}/${encodeURIComponent(relatedList)}`;
  return { path, query: pageQuery(request) };
}

export function modulePath(module: string): string {
  return `/${encodeURIComponent(module)}`;
}

export function recordPath(module: string, id: string): string {
  return `${modulePath(module)}/${encodeURIComponent(id)}`;
}

/** Of an answer without content, a page without records. The records are what was parsed, untouched. */
export function readPage(body: JsonObject | undefined, path: string): RecordPage {
  if (!body) return { records: [], hasMore: false };
  return { records: readRecords(body, path), hasMore: asObject(body['info'])?.['more_records'] === true };
}

export function readListPage(body: JsonObject | undefined, path: string): ListPage {
  const page = readPage(body, path);
  return { ...page, nextPageToken: page.hasMore ? asText(asObject(body?.['info'])?.['next_page_token']) : undefined };
}

export function readRecords(body: JsonObject, path: string): readonly CrmRecord[] {
  const { data } = body;
  if (Array.isArray(data)) return data as readonly CrmRecord[];
  throw new FatalError(`Zoho answered ${path} without "data".`);
}

type PageRequest = Pick<ListRequest, 'fields' | 'rows' | 'pageToken'>;

function pageQuery({ fields, rows, pageToken }: PageRequest): Readonly<Record<string, string>> {
  return {
    fields: fields.join(','),
    ...(rows === undefined ? {} : { per_page: String(rows) }),
    ...(pageToken === undefined ? {} : { page_token: pageToken }),
  };
}
