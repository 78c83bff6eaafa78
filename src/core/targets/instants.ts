const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.0+)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * An instant in UTC as `2026-11-22T19:00:00Z`; undefined for a text that names no instant between the years 1 and 9999 or
 * has fractions of a second. Most values keep their day when they move to UTC, and those need no calendar.
 */
export function utcText(text: string): string | undefined {
  if (!shape.test(text) || !isDate(text.slice(0, 10))) return undefined;
  const [hours, minutes] = [twoDigits(text, 11), twoDigits(text, 14)];
  if (hours > 23 || minutes > 59 || twoDigits(text, 17) > 59) return undefined;
  const offset = offsetMinutes(text);
  if (offset === undefined) return undefined;
  if (offset === 0) return `${text.slice(0, 19)}Z`;
  const minute = hours * 60 + minutes - offset;
  if (minute >= 0 && minute < 1440) {
    return `${text.slice(0, 11)}${pad(Math.floor(minute / 60))}:${pad(minute % 60)}${text.slice(16, 19)}Z`;
  }
  return instantText(Date.parse(`${text.slice(0, 19)}Z`) - offset * 60_000);
}

/** Epoch milliseconds as UTC text, rounded down to the second; undefined outside the years 1 to 9999. */
export function instantText(epochMs: number): string | undefined {
  const date = new Date(epochMs);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? `${date.toISOString().slice(0, 19)}Z` : undefined;
}

/** The last date that was found right: neighbors in a page mostly share it. */
let lastDate = '2026-01-01';

/** Whether a text like `2026-11-22` names a day that exists, in the years 1 to 9999. */
export function isDate(text: string): boolean {
  if (text === lastDate) return true;
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith('0000')) return false;
  const [month, day] = [twoDigits(text, 5), twoDigits(text, 8)];
  if (month < 1 || month > 12 || day < 1) return false;
  if (day > 28 && new Date(`${text}T00:00:00Z`).getUTCDate() !== day) return false;
  lastDate = text;
  return true;
}

function offsetMinutes(text: string): number | undefined {
  if (text.endsWith('Z')) return 0;
  const at = text.length - 6;
  const [hours, minutes] = [twoDigits(text, at + 1), twoDigits(text, at + 4)];
  if (hours > 23 || minutes > 59) return undefined;
  return (text.charCodeAt(at) === 45 ? -1 : 1) * (hours * 60 + minutes);
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}

function pad(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
