import { isCalendarDate, parseInstant } from '../time/zones.ts';
import { readFiles } from './fileField.ts';
import { readOption, readOptions } from './pickList.ts';
import { readLayout, readLookup, readModuleLookup, readUser } from './references.ts';
import { readTagNames } from './tagNames.ts';
import { rounded } from './rounded.ts';
import type { StoredValue } from './store.ts';
import type { WrittenValue } from './writtenValue.ts';
import { invalidValue, unexpectedType } from './writtenValue.ts';

/**
 * Reads one value of a write by the type of its field (zoho-api.md section 5). Throws ApiError INVALID_DATA with
 * `expected_data_type`, `maximum_length` or `supported_values`.
 */
export function readValue(written: WrittenValue): StoredValue {
  switch (written.field.type) {
    case 'text':
      return written.field.apiName === 'Tag' ? readTagNames(written) : readTextOrData(written);
    case 'textarea':
    case 'profileimage':
      return readText(written, 'text');
    case 'email':
      return readText(written, 'email', /^[^\s@,;<>()"]+@[^\s@,;<>()"]+\.[^\s@,;<>()".]{2,}$/);
    case 'phone':
      return readText(written, 'phone', /^[\p{L}\d+\-.()#;, /]+$/u);
    case 'website':
      return readText(written, 'website', /^(?:[a-z][a-z\d+.-]*:\/\/)?[^\s/?#.]+(?:\.[^\s/?#.]+)+(?:[/?#]\S*)?$/i);
    case 'picklist':
      return readOption(written);
    case 'multiselectpicklist':
      return readOptions(written);
    case 'date':
      return readDate(written);
    case 'datetime':
      return readDateTime(written);
    case 'integer':
      return readNumber(written, 'integer');
    case 'double':
    case 'currency':
    case 'percent':
      return readNumber(written, 'double');
    case 'bigint':
      return readBigint(written);
    case 'boolean':
      if (typeof written.json !== 'boolean') throw unexpectedType(written, 'boolean');
      return written.json;
    case 'lookup':
      return readLookup(written);
    case 'ownerlookup':
    case 'userlookup':
      return readUser(written);
    case 'multi_module_lookup':
      return readModuleLookup(written);
    case 'layout':
      return readLayout(written);
    case 'fileupload':
    case 'imageupload':
      return readFiles(written);
    case 'RRULE':
    case 'ALARM':
    case 'event_reminder':
    case 'multireminder':
      return readPlainData(written);
    case 'autonumber':
    case 'formula':
    case 'rollup_summary':
    case 'address':
    case 'subform':
    case 'multiselectlookup':
    case 'multiuserlookup':
      throw new RangeError(`Values of type ${written.field.type} are not kept in the record`);
  }
}

/** Metadata calls some lists and objects texts (section 5, "Metadata lies"); they are kept as they are. */
function readTextOrData(written: WrittenValue): StoredValue {
  const isData = written.field.jsonType === 'jsonarray' || written.field.jsonType === 'jsonobject';
  return isData ? readPlainData(written) : readText(written, 'text');
}

function readPlainData(written: WrittenValue): StoredValue {
  if (typeof written.json !== 'object') throw unexpectedType(written, written.field.jsonType);
  return written.json as StoredValue;
}

function readText(written: WrittenValue, expected: string, shape?: RegExp): string {
  const { json, field } = written;
  if (typeof json !== 'string') throw unexpectedType(written, expected);
  if (json.length > field.length) throw invalidValue(written, { maximum_length: field.length });
  if (shape && !shape.test(json)) throw unexpectedType(written, expected);
  return json;
}

function readDate(written: WrittenValue): string {
  const { json } = written;
  if (typeof json === 'string' && isCalendarDate(json)) return json;
  throw unexpectedType(written, 'date');
}

/** Refuses what has no offset or a fraction of a second (section 6.1). */
function readDateTime(written: WrittenValue): number {
  const epochMs = typeof written.json === 'string' ? parseInstant(written.json) : undefined;
  if (epochMs === undefined) throw unexpectedType(written, 'datetime');
  return epochMs;
}

function readNumber(written: WrittenValue, expected: 'integer' | 'double'): number {
  const { json, field } = written;
  // Numbers of more digits than a double holds come as text (see body.ts).
  if (typeof json === 'string' && /^\d{16,}$/.test(json)) throw invalidValue(written, { maximum_length: field.length });
  if (typeof json !== 'number' || (expected === 'integer' && !Number.isInteger(json))) {
    throw unexpectedType(written, expected);
  }
  if (Math.abs(json) >= 10 ** field.length) throw invalidValue(written, { maximum_length: field.length });
  return expected === 'integer' ? json : rounded(json, field.decimalPlaces ?? 2);
}

/** Digits as text, leading zeros and all. */
function readBigint(written: WrittenValue): string {
  const { json, field } = written;
  const text = typeof json === 'number' && Number.isInteger(json) ? String(json) : json;
  if (typeof text !== 'string' || !/^-?\d+$/.test(text)) throw unexpectedType(written, 'bigint');
  if (text.replace('-', '').length > field.length) throw invalidValue(written, { maximum_length: field.length });
  return text;
}
