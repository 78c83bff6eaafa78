import { backwardLinks } from './backwardLinks.ts';
import { offsetText } from './offsetText.ts';
import { offsetReader } from './zone.ts';
import { zoneAbbreviations } from './zoneAbbreviations.ts';

/** A name of a zone as a person may choose it. */
export interface ZoneName {
  /** As in the tz database, e.g. `Asia/Calcutta`. */
  readonly name: string;
  /** The name that replaced it, e.g. `Asia/Kolkata`; the same as `name` for most. */
  readonly currentName: string;
  /** The other names for the same place. */
  readonly aliases: readonly string[];
  /** In the spelling of the tz database, e.g. `Ho Chi Minh`; undefined for zones such as `Etc/GMT+12`, which have none. */
  readonly city: string | undefined;
  /** Now, in minutes, positive east of Greenwich. */
  readonly offsetMinutes: number;
  /** The same for people, e.g. `UTC+05:30`. */
  readonly offsetText: string;
  /** What it will be at other times within a year, because of daylight saving time. */
  readonly otherOffsetsMinutes: readonly number[];
  /** E.g. `CEST` and `CET`; empty where people use numbers. */
  readonly abbreviations: readonly string[];
}

/**
 * All names of the tz database that this runtime knows, deprecated ones included, in alphabetical order. `at` is now, in
 * epoch milliseconds. Costs about a tenth of a second: ask once for a picker.
 */
export function listZones(at: number): readonly ZoneName[] {
  const names = [...new Set(allNames())].sort();
  const namesByCurrentName = Map.groupBy(names, currentNameOf);
  return names.flatMap((name) => describeZone(name, namesByCurrentName.get(currentNameOf(name)) ?? [], at) ?? []);
}

/** Intl alone lists neither the deprecated names nor those without a place, and of renamed ones often just the old name. */
function* allNames(): Iterable<string> {
  yield* Intl.supportedValuesOf('timeZone');
  yield* backwardLinks.keys();
  yield* backwardLinks.values();
  yield* zoneAbbreviations.keys();
  for (let hours = 1; hours <= 12; hours++) yield `Etc/GMT+${hours}`;
  for (let hours = 1; hours <= 14; hours++) yield `Etc/GMT-${hours}`;
}

function currentNameOf(name: string): string {
  return backwardLinks.get(name) ?? name;
}

function describeZone(name: string, sameZone: readonly string[], at: number): ZoneName | undefined {
  const reader = offsetReader(name);
  if (!reader) return undefined;
  const offsetMinutes = reader(at);
  const others = new Set(monthsFrom(at).map(reader));
  others.delete(offsetMinutes);
  const currentName = currentNameOf(name);
  return {
    ...{ name, currentName, offsetMinutes },
    aliases: sameZone.filter((each) => each !== name),
    city: cityOf(currentName),
    offsetText: offsetText(offsetMinutes),
    otherOffsetsMinutes: [...others],
    abbreviations: zoneAbbreviations.get(currentName) ?? [],
  };
}

/** Close enough together for the shortest daylight saving time. */
function monthsFrom(at: number): readonly number[] {
  const monthMs = 28 * 86_400_000;
  return Array.from({ length: 13 }, (_, index) => at + (index + 1) * monthMs);
}

/** `America/Argentina/Buenos_Aires` → `Buenos Aires`. */
function cityOf(currentName: string): string | undefined {
  const parts = currentName.split('/');
  return parts.length > 1 && parts[0] !== 'Etc' ? parts.at(-1)?.replaceAll('_', ' ') : undefined;
}
