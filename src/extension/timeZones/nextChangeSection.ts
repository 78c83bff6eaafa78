import type { TimeZoneDiagnosis } from '../../core/jobs/diagnoseTimeZone.ts';
import { offsetText } from '../../core/timeZones/offsetText.ts';
import type { LocalDateTimeReading } from '../../core/timeZones/readLocalDateTime.ts';
import { readLocalDateTime } from '../../core/timeZones/readLocalDateTime.ts';
import { offsetMinutesAt } from '../../core/timeZones/zone.ts';
import type { L10n } from '../l10n.ts';
import { markdownTable } from './markdown.ts';
import { durationText, utcText } from './zoneWords.ts';

/** What both clocks show around the next change of either, and what becomes of values without an offset then. */
export function nextChangeSection(diagnosis: TimeZoneDiagnosis, l10n: L10n): readonly string[] {
  const { nextChange, connection, user } = diagnosis;
  if (!nextChange) return [];
  const zones = [connection.timeZone, user.timeZone] as const;
  const instants = nextChange.around.map((epochMs) => [
    utcText(epochMs),
    ...zones.map((zone) => localText(zone, epochMs)),
  ]);
  const values = nextChange.around.flatMap((epochMs) => localDateTime(user.timeZone, epochMs) ?? []);
  return [
    `## ${l10n.t('Around the next change of the clocks: {0}', utcText(nextChange.atMs))}`,
    changesSentence(nextChange.changes, l10n),
    markdownTable(
      [l10n.t('Instant'), l10n.t('In the connection: {0}', zones[0]), l10n.t('At Zoho: {0}', zones[1])],
      instants,
    ),
    l10n.t('A value without an offset, as a CSV file may hold, becomes another instant in each zone:'),
    markdownTable(
      [
        l10n.t('Value'),
        l10n.t('In the connection: {0}', zones[0]),
        l10n.t('At Zoho: {0}', zones[1]),
        l10n.t('Difference'),
      ],
      [...new Set(values)].map((value) => valueRow(value, zones, l10n)),
    ),
  ];
}

function changesSentence(changes: readonly ('connection' | 'user')[], l10n: L10n): string {
  if (changes.length === 2) return l10n.t('Both clocks change at that instant.');
  return changes[0] === 'user'
    ? l10n.t("Zoho's clock changes at that instant, the connection's does not.")
    : l10n.t("The connection's clock changes at that instant, Zoho's does not.");
}

function valueRow(value: string, zones: readonly [string, string], l10n: L10n): readonly string[] {
  const [ours, theirs] = zones.map((zone) => readLocalDateTime(value, zone));
  const [ourMs, theirMs] = [instantOf(ours), instantOf(theirs)];
  const difference =
    ourMs === undefined || theirMs === undefined
      ? '–'
      : ourMs === theirMs
        ? l10n.t('none')
        : durationText((ourMs - theirMs) / 60_000, l10n);
  return [value, readingText(ours, l10n), readingText(theirs, l10n), difference];
}

function readingText(reading: LocalDateTimeReading | undefined, l10n: L10n): string {
  switch (reading?.kind) {
    case 'instant':
      return utcText(reading.epochMs);
    case 'existsTwice':
      return l10n.t('twice: {0} and {1}', utcText(reading.earlierMs), utcText(reading.laterMs));
    case 'doesNotExist':
      return l10n.t('does not exist: the clock skips it');
    default:
      return '–';
  }
}

function instantOf(reading: LocalDateTimeReading | undefined): number | undefined {
  return reading?.kind === 'instant' ? reading.epochMs : undefined;
}

/** `2027-03-14 01:59:59 UTC-08:00`. */
function localText(zone: string, epochMs: number): string {
  const local = localDateTime(zone, epochMs);
  return local === undefined ? '–' : `${local} ${offsetText(offsetMinutesAt(zone, epochMs) ?? 0)}`;
}

/** What a clock in the zone shows, without its offset; undefined for a zone that nobody knows. */
function localDateTime(zone: string, epochMs: number): string | undefined {
  const minutes = offsetMinutesAt(zone, epochMs);
  if (minutes === undefined) return undefined;
  return new Date(epochMs + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}
