import type { CachePolicy } from '../../core/model/connection.ts';
import type { Staleness } from '../../core/model/metadata.ts';
import type { L10n } from '../l10n.ts';
import { relativeTime } from './age.ts';

/** What the words for a metadata cache are made of; `MetadataCache.status` answers it. Epoch milliseconds. */
export interface CacheFacts {
  readonly refreshedAt?: number | undefined;
  readonly expiresAt?: number | undefined;
  readonly lastClearedAt?: number | undefined;
  readonly staleBecause?: Staleness | undefined;
}

export function cachePolicyLabel(policy: CachePolicy, l10n: L10n): string {
  switch (policy) {
    case 'disabled':
      return l10n.t('Disabled');
    case 'oneHour':
      return l10n.t('One Hour');
    case 'oneDay':
      return l10n.t('One Day');
    case 'oneWeek':
      return l10n.t('One Week');
    case 'oneMonth':
      return l10n.t('One Month');
    case 'infinite':
      return l10n.t('Infinite');
  }
}

/**
 * The gray text of the **Metadata Cache** row: what went wrong, how old the data are, when they expire, and the policy. A
 * narrow side bar shows the beginning only.
 */
export function cacheDescription(policy: CachePolicy, facts: CacheFacts, nowMs: number, l10n: L10n): string {
  const parts = [ageText(facts, nowMs, l10n), cachePolicyLabel(policy, l10n)];
  if (facts.staleBecause) parts.unshift(staleLabel(facts.staleBecause, l10n));
  return parts.join(' · ');
}

/** How old the data are and when they were last cleared, for a connection's tooltip. */
export function cacheDetails(facts: CacheFacts, nowMs: number, l10n: L10n): string {
  const age = ageText(facts, nowMs, l10n);
  if (facts.lastClearedAt === undefined) return age;
  return `${age}, ${l10n.t('last cleared {0}', relativeTime(facts.lastClearedAt, nowMs, l10n))}`;
}

/** "refreshed 3 h ago, expires in 21 h". */
function ageText({ refreshedAt, expiresAt }: CacheFacts, nowMs: number, l10n: L10n): string {
  if (refreshedAt === undefined) return l10n.t('nothing read yet');
  const refreshed = relativeTime(refreshedAt, nowMs, l10n);
  if (expiresAt === undefined) return l10n.t('refreshed {0}', refreshed);
  if (expiresAt <= nowMs) return l10n.t('refreshed {0}, expired', refreshed);
  return l10n.t('refreshed {0}, expires {1}', refreshed, relativeTime(expiresAt, nowMs, l10n));
}

/** Why newer data could not be had, in two words. */
export function staleLabel(staleness: Staleness, l10n: L10n): string {
  switch (staleness.kind) {
    case 'offline':
      return l10n.t('cannot reach Zoho');
    case 'signedOut':
      return l10n.t('signed out');
    case 'refused':
      return l10n.t('refused by Zoho');
  }
}
