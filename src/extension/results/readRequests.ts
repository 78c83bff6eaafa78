import { asObject, asText, asTexts } from '../../core/model/parse.ts';
import type { Arrangement, CellRange, RecordAddress, Sort } from '../../protocol/results.ts';

/** What the page sends, as far as it makes sense: the page is not to be trusted. */

export function readArrangement(input: unknown): Arrangement {
  const arrangement = asObject(input);
  const sort = asObject(arrangement?.['sort']);
  const key = asText(sort?.['key']);
  const filters = Object.entries(asObject(arrangement?.['filters']) ?? {});
  return {
    sort: key === undefined ? undefined : { key, direction: readDirection(sort?.['direction']) },
    search: asText(arrangement?.['search']) ?? '',
    filters: Object.fromEntries(filters.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))),
  };
}

export function readRange(input: unknown): CellRange {
  const range = asObject(input);
  return { from: readCount(range?.['from']), to: readCount(range?.['to']), columns: asTexts(range?.['columns']) };
}

/** A whole number from 0 on; 0 for anything else. */
export function readCount(input: unknown): number {
  return typeof input === 'number' && Number.isSafeInteger(input) && input > 0 ? input : 0;
}

/** Undefined for anything but a module's API name and a record's id: both go into commands and addresses. */
export function readAddress(input: unknown): RecordAddress | undefined {
  const address = asObject(input);
  const [module = '', id = ''] = [asText(address?.['module']), asText(address?.['id'])];
  return /^\w+$/.test(module) && /^\d+$/.test(id) ? { module, id } : undefined;
}

/** The first of the list for anything that is not in it. */
export function readOneOf<Value extends string>(input: unknown, values: readonly [Value, ...Value[]]): Value {
  return values.find((each) => each === input) ?? values[0];
}

function readDirection(input: unknown): Sort['direction'] {
  return readOneOf(input, ['ascending', 'descending']);
}
