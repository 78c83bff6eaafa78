import type { OrgState } from '../orgState.ts';
import { valueKindOf } from '../query/valueKind.ts';
import type { StoredValue } from '../records/store.ts';
import type { FieldDefinition } from '../schema/module.ts';
import { formatInZone } from '../time/zones.ts';

/**
 * How the values of a field are written in CSV (the table of zoho-api.md section 4.15): lookups as bare ids, tags joined
 * with commas, multi-select pick lists with semicolons, datetimes with the offset that `zone` has at that instant.
 */
export function cellFormat(org: OrgState, field: FieldDefinition, zone: string): (value: StoredValue) => string {
  switch (valueKindOf(org, field)) {
    case 'boolean':
      return (value) => (value === true ? 'true' : 'false');
    case 'instant':
      return (value) => (typeof value === 'number' ? formatInZone(value, zone) : '');
    case 'options': {
      const separator = field.type === 'multiselectpicklist' ? ';' : ',';
      return (value) => (Array.isArray(value) ? value.map(cellText).join(separator) : cellText(value));
    }
    default:
      return cellText;
  }
}

function cellText(value: StoredValue): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value === 'number') return plainNumber(value);
  if (typeof value === 'boolean') return String(value);
  return objectText(value);
}

/** `{module, id}` is the id; `{RRULE}` and `{ALARM}` are their text; what has no form of its own is JSON. */
function objectText(value: readonly StoredValue[] | Readonly<Record<string, StoredValue>>): string {
  if (!Array.isArray(value)) {
    for (const key of ['id', 'RRULE', 'ALARM']) {
      const text = (value as Readonly<Record<string, StoredValue>>)[key];
      if (typeof text === 'string') return text;
    }
  }
  return JSON.stringify(value);
}

/** Digits without an exponent, which JavaScript writes below 1e-6 and from 1e21 on. */
function plainNumber(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return Math.abs(value) >= 1 ? String(BigInt(value)) : value.toFixed(20).replace(/0+$/, '');
}
