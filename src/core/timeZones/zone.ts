/** Answers a zone's offset from UTC at an instant (epoch milliseconds), in minutes, positive east of Greenwich. */
export type OffsetReader = (epochMs: number) => number;

/**
 * The offset from UTC in minutes, positive east of Greenwich; undefined for an unknown zone. It may have a fraction for
 * instants before 1972, when some clocks still kept seconds of their own. Costs about a microsecond.
 */
export function offsetMinutesAt(zone: string, epochMs: number): number | undefined {
  return offsetReader(zone)?.(epochMs);
}

/**
 * Whether we can tell times in this zone: any name of the tz database in any case, deprecated ones and `Etc/GMT+12`
 * included, or a plain offset such as `+05:30` (zoho-api.md section 6.3).
 */
export function isKnownZone(name: string): boolean {
  return offsetReader(name) !== undefined;
}

/** For many questions about one zone. Undefined for an unknown zone. */
export function offsetReader(zone: string): OffsetReader | undefined {
  const kept = keptReaders.get(zone);
  if (kept) return kept;
  const format = openZone(zone);
  if (!format) return undefined;
  const reader: OffsetReader = (epochMs) => readOffset(format.format(epochMs));
  if (keptReaders.size >= mostKeptReaders) keptReaders.clear();
  keptReaders.set(zone, reader);
  return reader;
}

/** Opening a zone costs 50 times what a question costs, but an open one holds about 50 kB: some are kept, not hundreds. */
const keptReaders = new Map<string, OffsetReader>();
const mostKeptReaders = 32;

/**
 * The names of three letters that the tz database has. Intl knows more, such as `PST`, and reads them as some zone of its
 * choice, `IST` as India's: that would be a guess.
 */
const threeLetterNames = 'CET EET EST GMT HST MET MST PRC ROC ROK UCT UTC WET'.split(' ');

function openZone(zone: string): Intl.DateTimeFormat | undefined {
  if (/^[a-z]{3}$/i.test(zone) && !threeLetterNames.includes(zone.toUpperCase())) return undefined;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', timeZoneName: 'longOffset' });
  } catch {
    return undefined;
  }
}

/** Reads `2026, GMT`, `2026, GMT-07:00` or, long ago, `1950, GMT-00:44:30`. */
function readOffset(text: string): number {
  const match = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (!match) throw new Error(`Intl answered no offset that we can read: ${text}`);
  const [, sign, hours, minutes, seconds] = match;
  if (sign === undefined) return 0;
  const offset = Number(hours) * 60 + Number(minutes) + Number(seconds ?? 0) / 60;
  return sign === '-' ? -offset : offset;
}
