import { ApiError, invalidParam, requiredParamMissing } from '../api/apiError.ts';
import type { HttpRequest } from '../http/exchange.ts';
import { headerText } from '../http/exchange.ts';
import { looksLikeId } from '../ids.ts';
import { parseInstant } from '../time/zones.ts';

/** `fields` is mandatory in lists, at most 50 names (zoho-api.md section 4.7). */
export const maximumFields = 50;

/** The API names in `fields`. Throws REQUIRED_PARAM_MISSING without any, LIMIT_EXCEEDED above 50. */
export function requiredFields(query: URLSearchParams): readonly string[] {
  const names = namesIn(query, 'fields');
  if (names.length === 0) throw requiredParamMissing('fields');
  if (names.length > maximumFields) throw limitExceeded('fields', maximumFields);
  return names;
}

/** The API names in `fields`, or undefined where the caller wants everything. */
export function optionalFields(query: URLSearchParams): readonly string[] | undefined {
  return query.get('fields') ? requiredFields(query) : undefined;
}

/** The ids in `ids`, without repetitions. Throws REQUIRED_PARAM_MISSING, LIMIT_EXCEEDED, UNABLE_TO_PARSE_DATA_TYPE. */
export function requiredIds(query: URLSearchParams, maximum: number): readonly string[] {
  const ids = [...new Set(namesIn(query, 'ids'))];
  if (ids.length === 0) throw requiredParamMissing('ids');
  if (ids.length > maximum) throw limitExceeded('ids', maximum);
  if (!ids.every((id) => /^\d+$/.test(id))) throw unparsable({ param_name: 'ids' });
  return ids;
}

/** Like `requiredIds`, for a parameter that may be left out; ids of no possible record are refused with INVALID_DATA. */
export function optionalIds(query: URLSearchParams, maximum: number): ReadonlySet<string> | undefined {
  const ids = namesIn(query, 'ids');
  if (ids.length === 0) return undefined;
  if (ids.length > maximum) throw limitExceeded('ids', maximum);
  if (!ids.every(looksLikeId)) throw invalidParam('ids');
  return new Set(ids);
}

export function wholeNumberParam(
  query: URLSearchParams,
  name: string,
  { fallback, most }: { readonly fallback: number; readonly most: number },
): number {
  const text = query.get(name);
  if (text === null) return fallback;
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1) throw invalidParam(name, { expected_data_type: 'integer' });
  if (Number(text) > most) throw limitExceeded(name, most);
  return Number(text);
}

/** One of some words. Throws INVALID_DATA with `supported_values`. */
export function wordParam<T extends string>(query: URLSearchParams, name: string, words: readonly T[], fallback: T): T {
  const text = query.get(name);
  if (text === null) return fallback;
  const word = words.find((each) => each === text);
  if (word === undefined) throw invalidParam(name, { supported_values: words });
  return word;
}

/**
 * The instant in `If-Modified-Since` or `If-Unmodified-Since`, in epoch milliseconds: ISO 8601 with offset, or
 * RFC 1123 (zoho-api.md section 6.1). Throws INVALID_DATA for anything else, a missing offset included.
 */
export function instantHeader(request: HttpRequest, name: string): number | undefined {
  const text = headerText(request, name);
  if (text === undefined) return undefined;
  const epochMs = parseInstant(text) ?? parseRfc1123(text);
  if (epochMs === undefined) throw invalidParam(name, { expected_data_type: 'datetime' });
  return epochMs;
}

export function limitExceeded(name: string, limit: number): ApiError {
  return new ApiError(400, 'LIMIT_EXCEEDED', `the limit of ${name} is exceeded`, { limit, param_name: name });
}

export function unparsable(details: Readonly<Record<string, unknown>> = {}): ApiError {
  return new ApiError(400, 'UNABLE_TO_PARSE_DATA_TYPE', 'the request could not be parsed', details);
}

/** Two parameters, or a parameter and another one, that exclude each other. */
export function ambiguous(...names: readonly string[]): ApiError {
  return new ApiError(400, 'AMBIGUITY_DURING_PROCESSING', 'the parameters exclude each other', {
    ambiguity_due_to: names.map((name) => ({ param_name: name })),
  });
}

function namesIn(query: URLSearchParams, name: string): readonly string[] {
  return (query.get(name) ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

function parseRfc1123(text: string): number | undefined {
  if (!/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return undefined;
  const epochMs = Date.parse(text);
  return Number.isNaN(epochMs) ? undefined : epochMs;
}
