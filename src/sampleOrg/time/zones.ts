const quarterHourMs = 900_000;
const dayMs = 86_400_000;

/** Asking Intl costs microseconds; a page of records holds hundreds of instants. So what it said is kept for each zone. */
interface ZoneOffsets {
  readonly format: Intl.DateTimeFormat;
  /** Offset in minutes at the start of a UTC day or quarter hour, by that start in epoch milliseconds. */
  readonly byStart: Map<number, number>;
}

const offsetsByZone = new Map<string, ZoneOffsets>();

/** The zone's offset from UTC at an instant, in minutes east. Throws RangeError for an unknown zone. */
export function offsetMinutes(zone: string, epochMs: number): number {
  let known = offsetsByZone.get(zone);
  if (!known) {
    known = {
      format: new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }),
      byStart: new Map(),
    };
    offsetsByZone.set(zone, known);
  }
  // Nearly all days have one offset. On the others, offsets change on quarter hours of UTC at the finest.
  const day = Math.floor(epochMs / dayMs) * dayMs;
  const atStart = offsetAt(known, day);
  if (atStart === offsetAt(known, day + dayMs)) return atStart;
  return offsetAt(known, Math.floor(epochMs / quarterHourMs) * quarterHourMs);
}

function offsetAt(zone: ZoneOffsets, start: number): number {
  let offset = zone.byStart.get(start);
  if (offset === undefined) {
    offset = readOffset(zone.format, start);
    zone.byStart.set(start, offset);
  }
  return offset;
}

/** `GMT`, `GMT+05:30` or, long ago, `GMT+00:53:28`; Zoho's format has no room for seconds. */
function readOffset(format: Intl.DateTimeFormat, epochMs: number): number {
  const name = format.formatToParts(epochMs).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

export function isKnownZone(zone: string): boolean {
  try {
    offsetMinutes(zone, 0);
    return true;
  } catch {
    return false;
  }
}

/** `2024-03-10T01:30:00-08:00`: whole seconds, numeric offset of that instant, never `Z` (zoho-api.md section 6.1). */
export function formatInZone(epochMs: number, zone: string): string {
  const offset = offsetMinutes(zone, epochMs);
  const local = new Date(epochMs + offset * 60_000).toISOString();
  const size = Math.abs(offset);
  const sign = offset < 0 ? '-' : '+';
  return `${local.slice(0, 19)}${sign}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

const dateTimeShape = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(Z|[+-]\d{2}:?\d{2})$/;

/** Epoch milliseconds of an ISO 8601 instant with offset or `Z`; undefined for anything else, a missing offset included. */
export function parseInstant(text: string): number | undefined {
  const match = dateTimeShape.exec(text);
  const [, local, offset] = match ?? [];
  if (local === undefined || offset === undefined) return undefined;
  const zone = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
  const epochMs = Date.parse(local + zone);
  if (Number.isNaN(epochMs) || !isCalendarDate(local.slice(0, 10))) return undefined;
  return epochMs;
}

/** Whether a text is a day that exists, as `yyyy-MM-dd`. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const epochMs = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(epochMs) && new Date(epochMs).toISOString().startsWith(text);
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
