import type { L10n } from '../l10n.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long ago an instant was, or how far it is ahead, in one rounded word: "3 h ago", "in 21 h", "just now". */
export function relativeTime(atMs: number, nowMs: number, l10n: L10n): string {
  const distance = Math.abs(nowMs - atMs);
  const isPast = atMs <= nowMs;
  if (distance < minuteMs) return isPast ? l10n.t('just now') : l10n.t('in less than a minute');
  if (distance < 59.5 * minuteMs) {
    const minutes = Math.round(distance / minuteMs);
    return isPast ? l10n.t('{0} min ago', minutes) : l10n.t('in {0} min', minutes);
  }
  if (distance < 47.5 * hourMs) {
    const hours = Math.round(distance / hourMs);
    return isPast ? l10n.t('{0} h ago', hours) : l10n.t('in {0} h', hours);
  }
  const days = Math.round(distance / dayMs);
  return isPast ? l10n.t('{0} days ago', days) : l10n.t('in {0} days', days);
}
