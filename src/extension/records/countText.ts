import { relativeTime } from '../connectionTree/age.ts';
import type { L10n } from '../l10n.ts';
import type { RecordCount } from './recordCounts.ts';

/** What the row of a module says of its count; empty where nobody asked. */
export function countDescription(count: RecordCount | undefined, l10n: L10n): string {
  switch (count?.kind) {
    case undefined:
      return '';
    case 'counting':
      return l10n.t('counting …');
    case 'counted':
      return recordsText(count.records, l10n);
  }
}

/** The count with its age and what it cost; empty where there is none. */
export function countDetails(count: RecordCount | undefined, nowMs: number, l10n: L10n): string {
  if (count?.kind !== 'counted') return countDescription(count, l10n);
  const { records, countedAt, credits } = count;
  const age = relativeTime(countedAt, nowMs, l10n);
  const at = new Date(countedAt).toLocaleString();
  return l10n.t('{0}, counted {1} ({2}), API credits spent: {3}', recordsText(records, l10n), at, age, credits);
}

export function recordsText(records: number, l10n: L10n): string {
  return records === 1 ? l10n.t('1 record') : l10n.t('{0} records', records.toLocaleString());
}
