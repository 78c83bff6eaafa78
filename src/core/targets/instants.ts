const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.0+)?(?:Z|[+-]\d\d:\d\d)$/;
const usualLength = 25;
const [dash, colon, letterT, plus, zero] = [45, 58, 84, 43, 48];

/**
 * An instant in UTC as `2026-11-22T19:00:00Z`; undefined for a text that names no instant between the years 1 and 9999 or
 * has fractions of a second. What the CRM sends, `2026-11-22T20:00:00+01:00`, takes no calendar where its day was seen before.
 */
export function utcText(text: string): string | undefined {
  if (text.length !== usualLength) return utcOfUnusual(text);
  const sign = text.charCodeAt(19);
  if ((sign !== plus && sign !== dash) || text.charCodeAt(10) !== letterT) return utcOfUnusual(text);
  if (text.charCodeAt(13) !== colon || text.charCodeAt(16) !== colon || text.charCodeAt(22) !== colon) return undefined;
  const minute = minuteOf(two(text, 11), two(text, 14));
  const offset = minuteOf(two(text, 20), two(text, 23));
  return inUtc(dayOf(text), minute, two(text, 17), sign === dash ? offset : -offset);
}

/** The same of bytes of ASCII; undefined also for all that the CRM does not send. */
export function utcTextOfBytes(bytes: Uint8Array, start: number, end: number): string | undefined {
  if (end - start !== usualLength || bytes[start + 10] !== letterT || bytes[start + 13] !== colon) return undefined;
  const sign = bytes[start + 19];
  if ((sign !== plus && sign !== dash) || bytes[start + 16] !== colon || bytes[start + 22] !== colon) return undefined;
  if (bytes[start + 4] !== dash || bytes[start + 7] !== dash) return undefined;
  const year = dateNumber(twoBytes(bytes, start), twoBytes(bytes, start + 2));
  const day = dateNumber(dateNumber(year, twoBytes(bytes, start + 5)), twoBytes(bytes, start + 8));
  const minute = minuteOf(twoBytes(bytes, start + 11), twoBytes(bytes, start + 14));
  const offset = minuteOf(twoBytes(bytes, start + 20), twoBytes(bytes, start + 23));
  return inUtc(day, minute, twoBytes(bytes, start + 17), sign === dash ? offset : -offset);
}

/** Epoch milliseconds as UTC text, rounded down to the second; undefined outside the years 1 to 9999. */
export function instantText(epochMs: number): string | undefined {
  const date = new Date(epochMs);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? `${date.toISOString().slice(0, 19)}Z` : undefined;
}

/** Whether a text like `2026-11-22` names a day that exists, in the years 1 to 9999. */
export function isDate(text: string): boolean {
  return text.length === 10 && daysAround(dayOf(text)) !== undefined;
}

const [dayMinutes, dayMs] = [1440, 86_400_000];
/** Beyond what an offset may be. */
const noMinute = 2 * dayMinutes;

/** Of a day as the number `yyyymmdd`, minutes since it began, and minutes to add. What is wrong is out of its range. */
function inUtc(day: number, minute: number, second: number, toAdd: number): string | undefined {
  const secondText = secondTexts[second];
  if (secondText === undefined || minute >= dayMinutes || Math.abs(toAdd) >= dayMinutes) return undefined;
  const days = daysAround(day);
  if (!days) return undefined;
  const utc = minute + toAdd;
  const shift = utc < 0 ? 0 : utc < dayMinutes ? 1 : 2;
  const dayText = days[shift];
  return dayText && dayText + ((minuteTexts[utc - (shift - 1) * dayMinutes] ?? '') + secondText);
}

/** Texts like `2026-11-22T` of a day, between those of the days before and after; these are undefined outside the years. */
type Days = readonly [string | undefined, string, string | undefined];

/** Of the days that were seen, by the number `yyyymmdd`. */
const knownDays = new Map<number, Days>();
const mostDays = 20_000;

function daysAround(day: number): Days | undefined {
  return knownDays.get(day) ?? learnDay(day);
}

function learnDay(day: number): Days | undefined {
  if (day < 0) return undefined;
  const date = String(day).padStart(8, '0');
  const startMs = Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T00:00:00Z`);
  // The language takes the 30th of February for the 1st of March.
  const dayText = new Date(startMs).getUTCDate() === day % 100 ? dayTextOf(startMs) : undefined;
  if (dayText === undefined) return undefined;
  const days = [dayTextOf(startMs - dayMs), dayText, dayTextOf(startMs + dayMs)] as const;
  if (knownDays.size >= mostDays) knownDays.clear();
  knownDays.set(day, days);
  return days;
}

function dayTextOf(epochMs: number): string | undefined {
  return instantText(epochMs)?.slice(0, 11);
}

/** With `Z` or needless fractions. */
function utcOfUnusual(text: string): string | undefined {
  if (!shape.test(text)) return undefined;
  return utcText(text.slice(0, 19) + (text.endsWith('Z') ? '+00:00' : text.slice(-6)));
}

/** The number `yyyymmdd` of the date that a text begins with; negative where it does not. */
function dayOf(text: string): number {
  if (text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return -1;
  const year = dateNumber(two(text, 0), two(text, 2));
  return dateNumber(dateNumber(year, two(text, 5)), two(text, 8));
}

function dateNumber(before: number, next: number): number {
  return before < 0 || next < 0 ? -1 : before * 100 + next;
}

function minuteOf(hour: number, minute: number): number {
  return hour < 0 || hour > 23 || minute < 0 || minute > 59 ? noMinute : hour * 60 + minute;
}

/** Two digits; a negative number where they are none. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - zero;
  const ones = text.charCodeAt(at + 1) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

function twoBytes(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - zero;
  const ones = (bytes[at + 1] ?? 0) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

const twoDigits = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));
const secondTexts = twoDigits.map((text) => `:${text}Z`);
const minuteTexts = twoDigits.slice(0, 24).flatMap((hours) => twoDigits.map((minutes) => `${hours}:${minutes}`));
