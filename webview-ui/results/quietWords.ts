import type { TabState } from '../../src/protocol/results.ts';
import { l10n } from '../l10n.ts';
import { isArranged } from './arranging.ts';

/** What stands where there are no rows; undefined where there are, or where a failure says enough. */
export function quietWords(tab: TabState): string | undefined {
  const { phase, shownCount, columns, failure, arrangement, kind } = tab;
  if (shownCount > 0 || failure) return undefined;
  if (phase === 'starting') return l10n.t('Waiting for the first rows …');
  if (isArranged(arrangement)) return l10n.t('No row passes the filters.');
  if (kind === 'comparison') return l10n.t('No differences: both results have the same records with the same values.');
  return columns.length === 0 || phase === 'done' ? l10n.t('The query found no records.') : l10n.t('No rows.');
}
