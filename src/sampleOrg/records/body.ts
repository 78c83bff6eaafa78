import { ApiError } from '../api/apiError.ts';
import type { HttpRequest } from '../http/exchange.ts';
import { unparsable } from './params.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A write takes so many records (zoho-api.md section 7.3). */
export const maximumRecords = 100;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON object in the body. Throws UNABLE_TO_PARSE_DATA_TYPE when it is not JSON, INVALID_DATA when not an object. */
export function readJsonObject(request: HttpRequest): JsonObject {
  const body = parseJson(request);
  if (isJsonObject(body)) return body;
  throw new ApiError(400, 'INVALID_DATA', 'invalid data', { expected_data_type: 'jsonobject' });
}

/**
 * The elements of `data`: 1 to 100, of whatever JSON type. Throws MANDATORY_NOT_FOUND, INVALID_DATA, LIMIT_EXCEEDED
 * and what `readJsonObject` throws.
 */
export function readData(body: JsonObject): readonly unknown[] {
  const place = { api_name: 'data', json_path: '$.data' };
  const data = body['data'];
  if (data === undefined || data === null || (Array.isArray(data) && data.length === 0)) {
    throw new ApiError(400, 'MANDATORY_NOT_FOUND', 'required field not found', place);
  }
  if (!Array.isArray(data)) {
    throw new ApiError(400, 'INVALID_DATA', 'invalid data', { expected_data_type: 'jsonarray', ...place });
  }
  if (data.length > maximumRecords) {
    throw new ApiError(400, 'LIMIT_EXCEEDED', 'too many records', { maximum_length: maximumRecords, ...place });
  }
  return data;
}

/** How many records a write carries, for credits and limits that are counted before the body is looked at; at least 1. */
export function countData(request: HttpRequest): number {
  try {
    const body = parseJson(request);
    const data = isJsonObject(body) ? body['data'] : undefined;
    return Array.isArray(data) ? Math.max(1, Math.min(data.length, maximumRecords)) : 1;
  } catch {
    return 1;
  }
}

/** A body is asked for its size first and for its content later; it is parsed once. */
const parsedBodies = new WeakMap<HttpRequest, unknown>();

function parseJson(request: HttpRequest): unknown {
  const known = parsedBodies.get(request);
  if (known !== undefined) return known;
  const text = request.body.toString('utf8');
  let body: unknown;
  try {
    body = /[:[,]\s*-?\d{16}/.test(text) ? JSON.parse(text, keepLongNumber) : JSON.parse(text);
  } catch {
    throw unparsable();
  }
  parsedBodies.set(request, body);
  return body;
}

/** Ids may be sent as numbers; beyond 2^53 they keep their digits only as text. */
function keepLongNumber(this: unknown, _key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const isLong = typeof value === 'number' && !Number.isSafeInteger(value);
  return isLong && /^\d+$/.test(context?.source ?? '') ? context?.source : value;
}
