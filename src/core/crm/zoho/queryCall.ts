import type { RefusedPlace } from '../../model/refusedPlace.ts';
import { QueryRefusedError } from '../../errors.ts';
import type { JsonObject } from '../../model/parse.ts';
import { asNumber, asText } from '../../model/parse.ts';
import type { ApiCall } from './apiCalls.ts';
import type { HttpAnswer } from './httpClient.ts';
import { codeOf, detailsOf, messageOf } from './zohoErrors.ts';

/** What COQL says of a text that it refuses, by a status of 400 mostly (zoho-api.md section 4.11). */
const queryCodes: ReadonlySet<string> = new Set([
  'SYNTAX_ERROR',
  'INVALID_QUERY',
  'LIMIT_EXCEEDED',
  'DUPLICATE_DATA',
  'DUPLICATE_ALIAS',
  'INVALID_ALIAS',
  'MANDATORY_NOT_FOUND',
  'INVALID_MODULE',
  'INVALID_DATA',
]);

export function queryCall(statement: string): ApiCall {
  return { method: 'POST', path: '/coql', body: JSON.stringify({ select_query: statement }) };
}

/** Rows that a statement asks for at most, by which Zoho charges: its LIMIT, or 200 without one. */
export function rowsAskedFor(statement: string): number {
  const withoutTexts = statement.replaceAll(/'(?:[^']|'')*'/g, "''");
  const [, first = '200', second] = /\blimit\s+(\d+)(?:\s*,\s*(\d+))?/i.exec(withoutTexts) ?? [];
  return Number(second ?? first);
}

/** Undefined for an answer that is not about the text. */
export function toQueryError(answer: HttpAnswer): QueryRefusedError | undefined {
  const code = codeOf(answer);
  if (answer.status < 400 || answer.status >= 500 || !queryCodes.has(code)) return undefined;
  const place = readPlace(detailsOf(answer));
  const words = [code, placeWords(place)].filter((each) => each !== '').join('; ');
  const message = messageOf(answer) || 'it gives no reason';
  return new QueryRefusedError(`Zoho refuses the query: ${message} (${words}).`, code, place);
}

function readPlace(details: JsonObject): RefusedPlace {
  const numbers = { line: details['line'], column: details['column'], limit: details['limit'] };
  const texts = {
    near: details['near'],
    clause: details['clause'],
    columnName: details['column_name'],
    alias: details['alias'],
    operator: details['operator'],
    value: details['value'],
    module: details['module'],
    customView: details['cvid'],
  };
  return { ...defined(numbers, readNumber), ...defined(texts, asText) };
}

function placeWords({
  near,
  columnName,
  operator,
  value,
  module,
  customView,
  clause,
  line,
  column,
}: RefusedPlace): string {
  const text = near ?? columnName ?? module ?? customView;
  const words = [
    text === undefined ? '' : `at "${text}"`,
    operator === undefined ? '' : `operator ${operator}`,
    value === undefined ? '' : `value "${value}"`,
    clause === undefined ? '' : `in ${clause}`,
    line === undefined || column === undefined ? '' : `line ${line}, column ${column}`,
  ];
  return words.filter((each) => each !== '').join(', ');
}

/** Numbers come as such or as texts. */
function readNumber(value: unknown): number | undefined {
  const text = asText(value);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : asNumber(value);
}

/** What can be read, without the rest. */
function defined<K extends string, T>(
  values: Readonly<Record<K, unknown>>,
  read: (value: unknown) => T | undefined,
): Partial<Readonly<Record<K, T>>> {
  const entries = Object.entries(values).map(([key, value]) => [key, read(value)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Partial<Readonly<Record<K, T>>>;
}
