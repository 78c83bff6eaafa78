import { offsetReader, type OffsetReader } from './zone.ts';

/** A change of a zone's offset. Offsets are minutes, positive east of Greenwich. */
export interface ZoneTransition {
  /** The first instant of the new offset, exact to the second. */
  readonly atMs: number;
  readonly minutesBefore: number;
  readonly minutesAfter: number;
}

/** A span in which a zone keeps one offset: `fromMs` belongs to it, `untilMs` does not. */
export interface OffsetPeriod {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly offsetMinutes: number;
}

/**
 * The changes of a zone's offset from `fromMs` on and before `untilMs` (epoch milliseconds), in order; undefined for an
 * unknown zone. The first question about a year of a zone costs half a millisecond; the answer is kept.
 */
export function transitions(zone: string, fromMs: number, untilMs: number): readonly ZoneTransition[] | undefined {
  const found = zoneYears(zone, fromMs, untilMs)?.flatMap((year) => year.transitions);
  return found?.filter(({ atMs }) => atMs >= fromMs && atMs < untilMs);
}

/**
 * The window cut into spans of one offset each, in order and without holes; undefined for an unknown zone. Costs what
 * {@link transitions} costs.
 */
export function offsetPeriods(zone: string, fromMs: number, untilMs: number): readonly OffsetPeriod[] | undefined {
  const years = zoneYears(zone, fromMs, untilMs);
  if (!years) return undefined;
  const all = years.flatMap((year) => year.transitions);
  const first = all.findLast(({ atMs }) => atMs <= fromMs)?.minutesAfter ?? years[0]?.minutesAtStart;
  if (first === undefined || untilMs <= fromMs) return [];
  const inside = all.filter(({ atMs }) => atMs > fromMs && atMs < untilMs);
  const starts = [{ atMs: fromMs, minutesAfter: first }, ...inside];
  return starts.map(({ atMs, minutesAfter }, index) => {
    return { fromMs: atMs, untilMs: starts[index + 1]?.atMs ?? untilMs, offsetMinutes: minutesAfter };
  });
}

/** What a zone does after the first instant of a year of UTC, up to and including the first instant of the next. */
interface ZoneYear {
  readonly minutesAtStart: number;
  readonly transitions: readonly ZoneTransition[];
}

/** By zone and year: a few hundred bytes each, which change with the runtime's tz database only. */
const keptYears = new Map<string, Map<number, ZoneYear>>();

const dayMs = 86_400_000;
const secondMs = 1000;

function zoneYears(zone: string, fromMs: number, untilMs: number): readonly ZoneYear[] | undefined {
  const years: ZoneYear[] = [];
  const [first, last] = [yearBefore(fromMs), yearBefore(untilMs)];
  for (let year = first; year <= Math.max(first, last); year++) {
    const known = keptYears.get(zone)?.get(year) ?? readYear(zone, year);
    if (!known) return undefined;
    years.push(known);
  }
  return years;
}

/** The year of UTC that the moment before an instant is in: where {@link ZoneYear} keeps a transition at that instant. */
function yearBefore(epochMs: number): number {
  return new Date(epochMs - 1).getUTCFullYear();
}

function readYear(zone: string, year: number): ZoneYear | undefined {
  const reader = offsetReader(zone);
  if (!reader) return undefined;
  const startMs = new Date(0).setUTCFullYear(year, 0, 1);
  const endMs = new Date(0).setUTCFullYear(year + 1, 0, 1);
  const found = { minutesAtStart: reader(startMs), transitions: findTransitions(reader, startMs, endMs) };
  const years = keptYears.get(zone) ?? new Map<number, ZoneYear>();
  keptYears.set(zone, years.set(year, found));
  return found;
}

/** Looks once a day: since 1970, no zone of the tz database has changed twice within less than six days. */
function findTransitions(reader: OffsetReader, startMs: number, endMs: number): readonly ZoneTransition[] {
  const found: ZoneTransition[] = [];
  let minutesBefore = reader(startMs);
  for (let dayBeforeMs = startMs; dayBeforeMs < endMs; dayBeforeMs += dayMs) {
    const minutesAfter = reader(dayBeforeMs + dayMs);
    if (minutesAfter === minutesBefore) continue;
    found.push({ atMs: firstInstantOf(minutesAfter, reader, dayBeforeMs), minutesBefore, minutesAfter });
    minutesBefore = minutesAfter;
  }
  return found;
}

/** By bisection of the day that ends with this offset. */
function firstInstantOf(minutesAfter: number, reader: OffsetReader, dayBeforeMs: number): number {
  let [beforeMs, afterMs] = [dayBeforeMs, dayBeforeMs + dayMs];
  while (afterMs - beforeMs > secondMs) {
    const middleMs = beforeMs + Math.floor((afterMs - beforeMs) / 2 / secondMs) * secondMs;
    if (reader(middleMs) === minutesAfter) afterMs = middleMs;
    else beforeMs = middleMs;
  }
  return afterMs;
}
