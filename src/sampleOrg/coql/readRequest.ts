import { ApiError } from '../api/apiError.ts';
import type { HttpRequest } from '../http/exchange.ts';
import { readJsonObject } from '../records/body.ts';
import type { CoqlQuery } from './query.ts';
import { parseQuery } from './parseQuery.ts';

/** The body of `POST /coql`. */
export interface CoqlRequest {
  readonly query: CoqlQuery;
  /** Whether the answer shall describe the selected fields: `"include_meta": ["fields"]`. */
  readonly withFields: boolean;
}

const supportedMeta = ['fields'];

/** Reads and parses the body. Throws ApiError. Source: zoho-api.md section 4.11. */
export function readCoqlRequest(request: HttpRequest, lenient: boolean): CoqlRequest {
  const body = readJsonObject(request);
  const text = body['select_query'];
  if (text === undefined || text === null || text === '') {
    throw new ApiError(400, 'MANDATORY_NOT_FOUND', 'mandatory key not found', { api_name: 'select_query' });
  }
  if (typeof text !== 'string') throw invalidKey('select_query', '$.select_query', { expected_data_type: 'text' });
  const withFields = readIncludeMeta(body['include_meta']);
  return { query: parseQuery(text, lenient), withFields };
}

function readIncludeMeta(value: unknown): boolean {
  if (value === undefined) return false;
  if (!Array.isArray(value)) throw invalidKey('include_meta', '$.include_meta', { expected_data_type: 'jsonarray' });
  for (const [index, meta] of value.entries()) {
    if (typeof meta === 'string' && supportedMeta.includes(meta)) continue;
    const expected = typeof meta === 'string' ? {} : { expected_data_type: 'text' };
    throw invalidKey('include_meta', `$.include_meta[${index}]`, { ...expected, supported_values: supportedMeta });
  }
  return value.length > 0;
}

function invalidKey(apiName: string, jsonPath: string, more: Readonly<Record<string, unknown>>): ApiError {
  return new ApiError(400, 'INVALID_DATA', 'invalid data', { ...more, api_name: apiName, json_path: jsonPath });
}
