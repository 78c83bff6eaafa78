import type { ZoneName } from './zoneNames.ts';

/**
 * The zones that a person may mean, best match first, in the given order where they match equally well. A query is any
 * part of a name, old or new, a city, an abbreviation (`CET`), an offset (`+5:30`, `utc+1`, `-0800`) or words of several
 * of these (`europe cet`). Upper case, accents and underscores do not matter. An empty query finds all. Takes a few
 * milliseconds for all zones.
 */
export function findZones(query: string, zones: readonly ZoneName[]): readonly ZoneName[] {
  const wanted = { text: plain(query), offset: readOffset(query) };
  if (wanted.text === '') return zones;
  const matches = zones.map((zone) => ({ zone, rank: rankOf(zone, wanted) })).filter(({ rank }) => rank < noMatch);
  return matches.sort((first, second) => first.rank - second.rank).map(({ zone }) => zone);
}

interface Wanted {
  readonly text: string;
  readonly offset: OffsetQuery | undefined;
}

/** What was typed of an offset so far: `+5` means +05:00 first, but +05:30 may be about to come. */
interface OffsetQuery {
  readonly exactMinutes: number;
  /** `+05:3` was typed: the start of all texts that it may become. */
  readonly start: string;
}

const noMatch = Infinity;

/** Lower is better. Where all else is equal, a current name comes before a deprecated one. */
function rankOf(zone: ZoneName, { text, offset }: Wanted): number {
  const rank = Math.min(rankByText(zone, text), offset ? rankByOffset(zone, offset) : noMatch);
  return zone.name === zone.currentName ? rank : rank + 0.5;
}

function rankByText(zone: ZoneName, text: string): number {
  const own = [plain(zone.name), ...(zone.city === undefined ? [] : [plain(zone.city)])];
  const abbreviations = zone.abbreviations.map(plain);
  const aliases = zone.aliases.map(plain);
  if (own.includes(text)) return 0;
  if (abbreviations.includes(text)) return 1;
  if (own.some((each) => each.startsWith(text))) return 2;
  if (own.some((each) => each.includes(` ${text}`))) return 3;
  if (own.some((each) => each.includes(text))) return 4;
  if (aliases.some((each) => each.includes(text))) return 5;
  const everything = [...own, ...abbreviations, ...aliases, zone.offsetText.toLowerCase()].join(' ');
  return text.split(' ').every((word) => everything.includes(word)) ? 6 : noMatch;
}

function rankByOffset(zone: ZoneName, { exactMinutes, start }: OffsetQuery): number {
  if (zone.offsetMinutes === exactMinutes) return 1;
  // In summer, too, people call the time of Paris UTC+1.
  if (zone.otherOffsetsMinutes.includes(exactMinutes)) return 2;
  return zone.offsetText.startsWith(`UTC${start}`) ? 3 : noMatch;
}

/** `utc+1`, `GMT -8`, `+5:30`, `-0800`; undefined for anything else. */
function readOffset(query: string): OffsetQuery | undefined {
  const match = /^(?:utc|gmt)? ?([+\-−])(?:(\d{1,2})(?::(\d{0,2}))?|(\d{1,2})(\d{2}))$/i.exec(query.trim());
  if (!match) return undefined;
  const [, typedSign, hoursApart, minutesApart, hoursJoined, minutesJoined] = match;
  const [hours, minutes] = [hoursApart ?? hoursJoined ?? '', minutesApart ?? minutesJoined ?? ''];
  const sign = typedSign === '+' ? '+' : '-';
  const total = Number(hours) * 60 + Number(minutes.padEnd(2, '0'));
  return { exactMinutes: sign === '+' ? total : -total, start: `${sign}${hours.padStart(2, '0')}:${minutes}` };
}

/** For comparing: lower case, no accents, words apart by one space, a minus sign only where it is one. */
function plain(text: string): string {
  const letters = text.normalize('NFD').replace(/\p{Mark}/gu, '');
  return letters
    .toLowerCase()
    .replace(/[_/\s]+|-(?=[a-z])/g, ' ')
    .trim();
}
