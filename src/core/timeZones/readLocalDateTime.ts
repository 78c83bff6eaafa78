import { transitions } from './transitions.ts';
import { offsetReader } from './zone.ts';

/** What a date and time without an offset may mean in a zone. Instants are epoch milliseconds. */
export type LocalDateTimeReading =
  | { readonly kind: 'instant'; readonly epochMs: number }
  /** The clocks were put back at that time: it was shown twice. */
  | { readonly kind: 'existsTwice'; readonly earlierMs: number; readonly laterMs: number }
  /**
   * The clocks were put forward past that time, at `gapAtMs`. Read by the clock before the change, it is `laterMs`, which
   * is after the gap; read by the clock after it, it is `earlierMs`, which is before.
   */
  | { readonly kind: 'doesNotExist'; readonly gapAtMs: number; readonly earlierMs: number; readonly laterMs: number }
  | { readonly kind: 'notADateTime' }
  | { readonly kind: 'unknownZone' };

/**
 * Reads `yyyy-MM-dd HH:mm:ss`, or the same with a `T`, as a clock in this zone shows it. It never guesses: what to do
 * with a time that does not exist or exists twice is the caller's to choose.
 */
export function readLocalDateTime(text: string, zone: string): LocalDateTimeReading {
  const localMs = readAsUtc(text);
  if (localMs === undefined) return { kind: 'notADateTime' };
  const offsetMs = offsetMsReader(zone);
  if (!offsetMs) return { kind: 'unknownZone' };
  // A day away, to either side, every change that concerns this local time is over or has not yet come.
  const [before, after] = [offsetMs(localMs - dayMs), offsetMs(localMs + dayMs)];
  const candidates = new Set([localMs - before, localMs - after]);
  const [first, second] = [...candidates].filter((epochMs) => epochMs + offsetMs(epochMs) === localMs);
  if (first === undefined) return gap(zone, localMs - after, localMs - before);
  if (second === undefined) return { kind: 'instant', epochMs: first };
  return { kind: 'existsTwice', earlierMs: Math.min(first, second), laterMs: Math.max(first, second) };
}

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Zone aside: the epoch milliseconds if it were UTC. Undefined for another format or a date that is in no calendar. */
function readAsUtc(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}$/.test(text)) return undefined;
  const iso = `${text.replace(' ', 'T')}.000Z`;
  const epochMs = Date.parse(iso);
  // Date.parse moves February 30 and 24:00:00 to the day after.
  return Number.isFinite(epochMs) && new Date(epochMs).toISOString() === iso ? epochMs : undefined;
}

/** In whole milliseconds, unlike minutes, which may have a fraction long ago. */
function offsetMsReader(zone: string): ((epochMs: number) => number) | undefined {
  const reader = offsetReader(zone);
  return reader && ((epochMs) => Math.round(reader(epochMs) * minuteMs));
}

function gap(zone: string, earlierMs: number, laterMs: number): LocalDateTimeReading {
  const change = transitions(zone, earlierMs, laterMs + 1)?.[0];
  return { kind: 'doesNotExist', gapAtMs: change?.atMs ?? laterMs, earlierMs, laterMs };
}
