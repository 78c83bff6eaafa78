import type { SignedInSummary, TimeZoneOption } from '../../src/protocol/connectionForm.ts';
import type { SearchableOption } from '../controls/optionSearch.ts';
import { l10n } from '../l10n.ts';

/**
 * The list of time zones: suggestions on top, each with whose zone it is, then all by name. A zone that has a new name,
 * such as `Asia/Calcutta`, is suggested under that.
 */
export function timeZoneChoices(
  zones: readonly TimeZoneOption[],
  signedIn: SignedInSummary | undefined,
  computerTimeZone: string,
): readonly SearchableOption[] {
  const suggested = new Map<string, string[]>();
  const suggest = (name: string | undefined, whose: string): void => {
    const zone = name === undefined ? undefined : findZone(zones, name);
    if (zone) suggested.set(zone.name, [...(suggested.get(zone.name) ?? []), whose]);
  };
  suggest(signedIn?.userTimeZone, l10n.t('your Zoho time zone'));
  suggest(signedIn?.organizationTimeZone, l10n.t('the organization’s'));
  suggest(computerTimeZone, l10n.t('this computer’s'));
  const first = [...suggested].flatMap(([name, whose]) => {
    const zone = zones.find((each) => each.name === name);
    return zone ? [choice(zone, l10n.t('Suggested'), whose)] : [];
  });
  const rest = zones
    .filter((each) => !suggested.has(each.name))
    .map((zone) => choice(zone, l10n.t('All time zones'), []));
  return [...first, ...rest];
}

/** By its name, or by one that it had or is also known by. */
export function findZone(zones: readonly TimeZoneOption[], name: string): TimeZoneOption | undefined {
  return zones.find((each) => each.name === name) ?? zones.find((each) => each.keywords.includes(name));
}

function choice(zone: TimeZoneOption, group: string, whose: readonly string[]): SearchableOption {
  return {
    value: zone.name,
    label: zone.name,
    detail: [...whose, zone.offset].join(' · '),
    keywords: zone.keywords,
    spellings: offsetSpellings(zone.offset),
    group,
  };
}

/** The ways in which people type an offset: `UTC+05:30` is also `+05:30`, `+5:30`, `GMT+5:30`, and `UTC+02:00` is `+2`. */
export function offsetSpellings(offset: string): readonly string[] {
  const match = /([+-])(\d{2}):(\d{2})$/.exec(offset.replace(/[−–]/g, '-'));
  if (!match) return [];
  const [, sign = '', hours = '', minutes = ''] = match;
  const short = `${sign}${Number(hours)}`;
  const spellings = [`${sign}${hours}:${minutes}`, `${sign}${hours}${minutes}`, `${short}:${minutes}`];
  if (minutes === '00') spellings.push(short);
  return spellings.flatMap((each) => [each, `UTC${each}`, `GMT${each}`]);
}
