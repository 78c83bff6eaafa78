import { FatalError } from '../../errors.ts';
import type { JsonObject } from '../../model/parse.ts';
import { asNumber, asObject, asObjects, asText } from '../../model/parse.ts';
import type { BulkCriteria, BulkReadRequest, BulkReadState } from '../crmRecords.ts';
import type { ApiCall } from './apiCalls.ts';

const path = '/read';

/** Bulk read (zoho-api.md section 4.15). */
export function startCall({ module, fields, criteria, pageToken }: BulkReadRequest): ApiCall {
  const query = {
    module: { api_name: module },
    ...(fields.length === 0 ? {} : { fields }),
    ...(criteria === undefined ? {} : { criteria: criteriaJson(criteria) }),
  };
  const body = JSON.stringify(
    pageToken === undefined ? { query, file_type: 'csv' } : { query: { page_token: pageToken } },
  );
  return { api: 'bulk', method: 'POST', path, body };
}

export function stateCall(jobId: string): ApiCall {
  return { api: 'bulk', path: `${path}/${encodeURIComponent(jobId)}` };
}

/** Not the address that the state names: where the token goes is not for an answer to say. */
export function resultCall(jobId: string): ApiCall {
  return { ...stateCall(jobId), path: `${path}/${encodeURIComponent(jobId)}/result`, wantsBytes: true };
}

export function readJobId(body: JsonObject | undefined): string {
  const id = asText(asObject(asObjects(body?.['data'])[0]?.['details'])?.['id']);
  if (id === undefined) throw new FatalError('Zoho started a bulk export and did not tell its id.');
  return id;
}

export function readState(body: JsonObject | undefined): BulkReadState {
  const job = asObjects(body?.['data'])[0] ?? {};
  const result = asObject(job['result']) ?? {};
  const state = asText(job['state']);
  if (state === 'FAILURE' || state === 'FAILED') return { kind: 'failed', message: failureMessage(result) };
  if (state !== 'COMPLETED') return { kind: 'running' };
  const nextPageToken = result['more_records'] === true ? asText(result['next_page_token']) : undefined;
  if (result['more_records'] === true && nextPageToken === undefined) {
    throw new FatalError('Zoho exported a part of the records and did not tell how to get at the rest.');
  }
  return { kind: 'done', rows: asNumber(result['count']) ?? 0, nextPageToken };
}

function failureMessage(result: JsonObject): string {
  const error = asObject(result['error_message']) ?? {};
  const words = [asText(error['code']), asText(error['message'])].filter((each) => each !== undefined);
  return words.length === 0 ? 'Zoho gives no reason.' : words.join(': ');
}

function criteriaJson(criteria: BulkCriteria): unknown {
  if (criteria.kind === 'group') {
    return { group_operator: criteria.operator, group: criteria.members.map(criteriaJson) };
  }
  const { field, comparator, value } = criteria;
  return { field: { api_name: field }, comparator, value };
}
