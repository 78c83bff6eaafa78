import type { Field } from '../../core/model/metadata.ts';
import type { CrmRecord, CrmValue } from '../../core/model/record.ts';
import type { L10n } from '../l10n.ts';

/** A few fields of a record that belong together. */
export interface RecordGroup {
  readonly title: string;
  readonly entries: readonly RecordEntry[];
}

export interface RecordEntry {
  /** The key in the record. */
  readonly key: string;
  readonly value: CrmValue;
  /** Undefined for what the CRM sends although it describes no field for it. */
  readonly field: Field | undefined;
}

type GroupName = 'facts' | 'links' | 'rows' | 'files' | 'system' | 'empty' | 'other';

const order: readonly GroupName[] = ['facts', 'links', 'rows', 'files', 'system', 'empty', 'other'];

/**
 * The fields of a record in groups, in the CRM's order within each. For comparing, what is empty stays where it would be
 * if it were not, so that the same field is at the same place in both.
 */
export function recordGroups(
  record: CrmRecord,
  fields: readonly Field[],
  purpose: 'reading' | 'comparing',
  l10n: L10n,
): readonly RecordGroup[] {
  const known = new Map(fields.map((each) => [each.apiName, each]));
  const described = fields.filter((each) => record[each.apiName] !== undefined).map((each) => each.apiName);
  const others = Object.keys(record).filter((key) => !known.has(key) && record[key] !== undefined);
  const keys = [...described, ...others].filter((key) => key !== 'id');
  const entries = keys.map((key): RecordEntry => ({ key, value: record[key] ?? null, field: known.get(key) }));
  const groups = Map.groupBy(entries, (each) => groupOf(each, purpose));
  return order.flatMap((name) => {
    const members = groups.get(name) ?? [];
    return members.length === 0 ? [] : [{ title: titleOf(name, l10n), entries: members }];
  });
}

function groupOf({ value, field }: RecordEntry, purpose: 'reading' | 'comparing'): GroupName {
  if (!field) return 'other';
  if (purpose === 'reading' && isEmpty(value)) return 'empty';
  switch (field.type) {
    case 'lookup':
    case 'multiLookup':
      return 'links';
    case 'subform':
      return 'rows';
    case 'file':
    case 'image':
      return 'files';
    case 'userLookup':
      return field.isCustom ? 'links' : 'system';
    case 'dateTime':
      return field.isCustom || !field.isReadOnly ? 'facts' : 'system';
    default:
      return 'facts';
  }
}

function isEmpty(value: CrmValue): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function titleOf(name: GroupName, l10n: L10n): string {
  switch (name) {
    case 'facts':
      return l10n.t('Facts');
    case 'links':
      return l10n.t('Links to other records');
    case 'rows':
      return l10n.t('Rows');
    case 'files':
      return l10n.t('Files and images');
    case 'system':
      return l10n.t('Owner and times');
    case 'empty':
      return l10n.t('Empty');
    case 'other':
      return l10n.t('What else Zoho sends');
  }
}
