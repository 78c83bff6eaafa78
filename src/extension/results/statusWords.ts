import type { TabPhase } from '../../protocol/results.ts';
import type { L10n } from '../l10n.ts';

export interface Standing {
  readonly phase: TabPhase;
  readonly received: number;
  /** Of all rows that the query would give; undefined as long as nobody knows. */
  readonly total: number | undefined;
  /** Rows that pass the filters. */
  readonly shown: number;
  readonly creditsSpent: number;
}

/** How a result stands, in one line. `language`: BCP 47, for the numbers. */
export function statusInWords(standing: Standing, l10n: L10n, language: string): string {
  const { received, shown, creditsSpent, phase } = standing;
  const number = new Intl.NumberFormat(language);
  const filtered = shown === received ? [] : [l10n.t('{0} pass the filters', number.format(shown))];
  const isOver = phase === 'done' || phase === 'stopped' || phase === 'failed';
  const credits = isOver && creditsSpent > 0 ? [creditsInWords(creditsSpent, number, l10n)] : [];
  return [rowsInWords(standing, number, l10n), ...filtered, ...credits].join(' · ');
}

function rowsInWords({ phase, received, total }: Standing, number: Intl.NumberFormat, l10n: L10n): string {
  const rows = number.format(received);
  const all = total === undefined ? undefined : number.format(Math.max(total, received));
  switch (phase) {
    case 'starting':
      return l10n.t('Waiting for the first rows …');
    case 'done':
      return received === 1 ? l10n.t('1 row') : l10n.t('{0} rows', rows);
    case 'running':
    case 'limit':
      return all === undefined ? l10n.t('{0} rows so far', rows) : l10n.t('{0} of {1} rows', rows, all);
    case 'stopped':
      return all === undefined
        ? l10n.t('Stopped after {0} rows', rows)
        : l10n.t('Stopped after {0} of {1} rows', rows, all);
    case 'failed':
      return all === undefined || received === 0
        ? l10n.t('Failed after {0} rows', rows)
        : l10n.t('Failed after {0} of {1} rows', rows, all);
  }
}

function creditsInWords(credits: number, number: Intl.NumberFormat, l10n: L10n): string {
  return credits === 1 ? l10n.t('1 credit') : l10n.t('{0} credits', number.format(credits));
}
