import type { FieldDefinition } from '../schema/module.ts';
import type { WrittenValue } from './writtenValue.ts';
import { invalidValue, unexpectedType } from './writtenValue.ts';
import type { StoredValue } from './store.ts';

/** No option is longer (zoho-api.md section 5). */
const maximumOptionLength = 120;

/** What stands for "nothing chosen". */
const none = '-None-';

/**
 * Reads the choice of a pick list: a display or an actual value of the list, kept as the display value. Other texts are
 * kept as they are, unless the list is restricted. Throws INVALID_DATA.
 */
export function readOption(written: WrittenValue): StoredValue {
  const option = readOptionText(written, written.json);
  return option === none ? null : option;
}

/** Reads the choices of a multi-select list; with `$append_values` they come in addition to what was chosen before. */
export function readOptions(written: WrittenValue): StoredValue {
  const { json, around, field, existing } = written;
  if (!Array.isArray(json)) throw unexpectedType(written, 'jsonarray');
  const options = json.map((each) => readOptionText(written, each)).filter((each) => each !== none);
  const append = around['$append_values'] as Readonly<Record<string, unknown>> | null | undefined;
  const before = append?.[field.apiName] === true ? existing?.values[field.apiName] : undefined;
  return [...new Set([...(Array.isArray(before) ? (before as readonly string[]) : []), ...options])];
}

function readOptionText(written: WrittenValue, json: unknown): string {
  const { field } = written;
  if (typeof json !== 'string') throw unexpectedType(written, 'text');
  const known = displayValueOf(field, json);
  if (known !== undefined || json === none) return known ?? none;
  if (field.openPickList === false) {
    throw invalidValue(written, { supported_values: (field.pickList ?? []).map((each) => each.displayValue) });
  }
  if (json.length > maximumOptionLength) throw invalidValue(written, { maximum_length: maximumOptionLength });
  return json;
}

function displayValueOf(field: FieldDefinition, text: string): string | undefined {
  const options = field.pickList ?? [];
  const option =
    options.find((each) => each.displayValue === text) ?? options.find((each) => each.actualValue === text);
  return option?.displayValue;
}
