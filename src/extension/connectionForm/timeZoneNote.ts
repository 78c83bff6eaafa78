import type { DifferentTime } from '../../core/timeZones/relateZones.ts';
import { relateZones } from '../../core/timeZones/relateZones.ts';
import type { TimeZoneNote } from '../../protocol/connectionForm.ts';
import type { L10n } from '../l10n.ts';

/**
 * How a zone compares with that of the Zoho user, in words. Everything that somebody reads is about the Zoho user's zone,
 * since it decides the datetimes that the API sends (zoho-api.md section 6.1).
 */
export function timeZoneNote(
  zone: string,
  userZone: string | undefined,
  at: number,
  language: string,
  l10n: L10n,
): TimeZoneNote {
  if (userZone === undefined || userZone === '') return { kind: 'unknown', message: '' };
  const relation = relateZones(zone, userZone, at);
  switch (relation.relation) {
    case 'same':
      return { kind: 'same', message: l10n.t('The same as the time zone of your Zoho user.') };
    case 'unknownZone':
      return { kind: 'unknown', message: '' };
    case 'differsNow': {
      const since = relation.current.sinceMs;
      const amount = amountInWords(relation.current, l10n);
      const message =
        since === undefined
          ? l10n.t('Your Zoho user’s time zone, {0}, is {1}, already now.', userZone, amount)
          : l10n.t('Your Zoho user’s time zone, {0}, is {1} since {2}.', userZone, amount, instant(since, language));
      return { kind: 'differs', message };
    }
    case 'differsAtTimes': {
      const time = relation.next ?? relation.last;
      if (!time) return { kind: 'same', message: l10n.t('The same as the time zone of your Zoho user.') };
      return { kind: 'differs', message: differsAtTimes(userZone, time, relation.next !== undefined, language, l10n) };
    }
  }
}

function differsAtTimes(userZone: string, time: DifferentTime, isAhead: boolean, language: string, l10n: L10n): string {
  const amount = amountInWords(time, l10n);
  if (isAhead && time.sinceMs !== undefined) {
    const from = instant(time.sinceMs, language);
    return l10n.t(
      'Agrees with your Zoho user’s time zone, {0}, now; from {1} on, that is {2}.',
      userZone,
      from,
      amount,
    );
  }
  const until = instant(time.untilMs ?? 0, language);
  return l10n.t('Agrees with your Zoho user’s time zone, {0}, now; until {1}, that was {2}.', userZone, until, amount);
}

function amountInWords({ minutesAhead }: DifferentTime, l10n: L10n): string {
  const minutes = Math.abs(Math.round(minutesAhead));
  const [hours, rest] = [Math.floor(minutes / 60), String(minutes % 60).padStart(2, '0')];
  return minutesAhead > 0 ? l10n.t('{0}:{1} h ahead', hours, rest) : l10n.t('{0}:{1} h behind', hours, rest);
}

/** In UTC, as the two zones would say it differently. */
function instant(at: number, language: string): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(at)} UTC`;
}
