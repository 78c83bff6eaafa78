import type { DifferentTime, ZoneRelation } from '../../core/timeZones/relateZones.ts';
import type { L10n } from '../l10n.ts';

/** An instant that reads the same everywhere: `2027-03-14 10:00 UTC`. */
export function utcText(epochMs: number): string {
  const text = new Date(epochMs).toISOString();
  const seconds = text.slice(16, 19);
  return `${text.slice(0, 10)} ${text.slice(11, 16)}${seconds === ':00' ? '' : seconds} UTC`;
}

/** `9 h`, `30 min`, `5 h 45 min`; without a sign. */
export function durationText(minutes: number, l10n: L10n): string {
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.round(Math.abs(minutes) % 60);
  if (hours === 0) return l10n.t('{0} min', rest);
  return rest === 0 ? l10n.t('{0} h', hours) : l10n.t('{0} h {1} min', hours, rest);
}

/** How Zoho's clocks (the second zone) go compared with the connection's, now and at other times. */
export function relationSentence(relation: ZoneRelation, l10n: L10n): string {
  switch (relation.relation) {
    case 'same':
      return l10n.t('Both clocks always show the same time.');
    case 'unknownZone':
      return l10n.t('This computer does not know the time zone {0}.', relation.unknownZones.join(', '));
    case 'differsNow': {
      const { untilMs } = relation.current;
      const now = aheadSentence(relation.current, l10n);
      return untilMs === undefined ? now : `${now} ${l10n.t('From {0} on, they agree.', utcText(untilMs))}`;
    }
    case 'differsAtTimes':
      return atTimesSentence(relation, l10n);
  }
}

/** What goes wrong as long as the zones differ. */
export function harmSentence(relation: ZoneRelation, l10n: L10n): string {
  switch (relation.relation) {
    case 'same':
      return '';
    case 'unknownZone':
      return l10n.t('Times without an offset, such as those of a CSV file, cannot be read.');
    case 'differsNow':
      return l10n.t(
        'Times without an offset, such as those of a CSV file, are off by {0}; reports show other days and hours than Zoho does.',
        durationText(relation.current.minutesAhead, l10n),
      );
    case 'differsAtTimes':
      return l10n.t('At those times, values without an offset, such as those of a CSV file, are read wrong.');
  }
}

/** How the clock of the organization or of this computer goes compared with the connection's, in a few words. */
export function comparedText(relation: ZoneRelation, l10n: L10n): string {
  switch (relation.relation) {
    case 'same':
      return l10n.t('same time');
    case 'unknownZone':
      return l10n.t('not known here');
    case 'differsNow': {
      const { minutesAhead } = relation.current;
      const amount = durationText(minutesAhead, l10n);
      return minutesAhead > 0 ? l10n.t('{0} ahead', amount) : l10n.t('{0} behind', amount);
    }
    case 'differsAtTimes':
      return relation.next
        ? l10n.t('same time until {0}', utcText(relation.next.sinceMs ?? 0))
        : l10n.t('same time since {0}', utcText(relation.last?.untilMs ?? 0));
  }
}

function aheadSentence({ minutesAhead, sinceMs }: DifferentTime, l10n: L10n): string {
  const amount = durationText(minutesAhead, l10n);
  if (sinceMs !== undefined) {
    return minutesAhead > 0
      ? l10n.t("Since {0}, Zoho's clock is {1} ahead.", utcText(sinceMs), amount)
      : l10n.t("Since {0}, Zoho's clock is {1} behind.", utcText(sinceMs), amount);
  }
  return minutesAhead > 0
    ? l10n.t("Zoho's clock is {0} ahead.", amount)
    : l10n.t("Zoho's clock is {0} behind.", amount);
}

function atTimesSentence({ last, next }: ZoneRelation & { relation: 'differsAtTimes' }, l10n: L10n): string {
  if (next) {
    const since = utcText(next.sinceMs ?? 0);
    const amount = durationText(next.minutesAhead, l10n);
    return next.minutesAhead > 0
      ? l10n.t("Both clocks agree now, but from {0} on, Zoho's is {1} ahead.", since, amount)
      : l10n.t("Both clocks agree now, but from {0} on, Zoho's is {1} behind.", since, amount);
  }
  return l10n.t('Both clocks agree now; they differed until {0}.', utcText(last?.untilMs ?? 0));
}
