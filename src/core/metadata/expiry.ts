import type { CachePolicy } from '../model/connection.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * When metadata of a given age stop being good for the next opening of a connection, in epoch milliseconds. Undefined =
 * not by their age: with `disabled`, none outlive an opening.
 */
export function expiresAt(policy: CachePolicy, refreshedAt: number): number | undefined {
  switch (policy) {
    case 'oneHour':
      return refreshedAt + hourMs;
    case 'oneDay':
      return refreshedAt + dayMs;
    case 'oneWeek':
      return refreshedAt + 7 * dayMs;
    case 'oneMonth':
      return oneMonthAfter(refreshedAt);
    case 'disabled':
    case 'infinite':
      return undefined;
  }
}

/** Whether metadata are too old for a connection that is opened now. What claims to be of the future has no known age. */
export function isExpired(policy: CachePolicy, refreshedAt: number, openedAt: number, now: number): boolean {
  const end = expiresAt(policy, refreshedAt);
  return end !== undefined && (end <= openedAt || refreshedAt > now);
}

/** The same day and time of the next month in UTC, or the month's last day where there is no such day. */
function oneMonthAfter(epochMs: number): number {
  const date = new Date(epochMs);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + 1);
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return date.getTime();
}
