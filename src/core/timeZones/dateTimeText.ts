import { DateTime } from 'luxon';

import { offsetPeriods } from './transitions.ts';

/** How datetimes are written: in which zone (`asSent` keeps the offset that the CRM chose), and how. */
export interface DateTimeStyle {
  /** tz database name, `UTC`, or `asSent`. */
  readonly zone: string;
  /** `iso`: ISO 8601 to the second with the offset, or `Z` for UTC; else Luxon's tokens, such as `dd.MM.yyyy HH:mm`. */
  readonly format: string;
}

/**
 * Rewrites datetimes as the CRM sends them (`2026-03-08T01:59:00-08:00`). What is no datetime is answered as it is, and
 * so is everything where the zone is unknown. ISO texts cost a quarter of a microsecond each, others some ten.
 */
export function dateTimeWriter({ zone, format }: DateTimeStyle): (text: string) => string {
  if (format !== 'iso') return (text) => formatted(text, zone, format);
  return zone === 'asSent' ? (text) => text : isoWriter(zone);
}

function formatted(text: string, zone: string, format: string): string {
  const read = DateTime.fromISO(text, zone === 'asSent' ? { setZone: true } : { zone });
  return read.isValid ? read.toFormat(format, { locale: 'en-US' }) : text;
}

/** Dates by Luxon's tokens, never shifted: they have no zone. */
export function dateWriter(format: string): (text: string) => string {
  if (format === 'yyyy-MM-dd') return (text) => text;
  return (text) => {
    const read = DateTime.fromISO(text, { zone: 'utc' });
    return read.isValid ? read.toFormat(format, { locale: 'en-US' }) : text;
  };
}

/**
 * One fixed layout is read by hand, and offsets come from a table of the zone's changes: per value, Luxon takes thirty
 * times as long, which would be more than all else that an export does. What has another layout goes to Luxon.
 */
function isoWriter(zone: string): (text: string) => string {
  const days = new Map<number, string>();
  let period = { fromSeconds: 0, untilSeconds: 0, offsetSeconds: 0, suffix: '' };
  return (text) => {
    const seconds = epochSeconds(text);
    if (seconds === undefined) return byLuxon(text, zone);
    if (seconds < period.fromSeconds || seconds >= period.untilSeconds) {
      const found = periodAt(zone, seconds);
      if (!found) return byLuxon(text, zone);
      period = found;
    }
    const local = seconds + period.offsetSeconds;
    const day = Math.floor(local / daySeconds);
    let date = days.get(day);
    if (date === undefined) {
      if (days.size >= mostDays) days.clear();
      date = `${new Date(day * daySeconds * 1000).toISOString().slice(0, 10)}T`;
      days.set(day, date);
    }
    return date + timeOfDay(local - day * daySeconds) + period.suffix;
  };
}

const daySeconds = 86_400;
const mostDays = 20_000;

function byLuxon(text: string, zone: string): string {
  const read = DateTime.fromISO(text, { zone });
  return read.isValid ? read.toISO({ suppressMilliseconds: true }) : text;
}

/** Of the UTC year around an instant. Undefined for an unknown zone and for offsets that are no whole minutes. */
function periodAt(zone: string, seconds: number) {
  const year = new Date(seconds * 1000).getUTCFullYear();
  const periods = offsetPeriods(zone, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1));
  const found = periods?.find(({ fromMs, untilMs }) => seconds * 1000 >= fromMs && seconds * 1000 < untilMs);
  if (!found || !Number.isInteger(found.offsetMinutes)) return undefined;
  const { fromMs, untilMs, offsetMinutes } = found;
  const minutes = Math.abs(offsetMinutes);
  const offset = `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return {
    fromSeconds: fromMs / 1000,
    untilSeconds: untilMs / 1000,
    offsetSeconds: offsetMinutes * 60,
    suffix: isUtc(zone) ? 'Z' : offset,
  };
}

function isUtc(zone: string): boolean {
  return /^(utc|etc\/utc|gmt|etc\/gmt)$/i.test(zone);
}

/** Reads `2026-03-08T01:59:00-08:00` or `…Z`, years 1000–9999. Undefined for any other layout. */
function epochSeconds(text: string): number | undefined {
  const isZulu = text.length === 20 && text.charCodeAt(19) === 90;
  if (!isZulu && text.length !== 25) return undefined;
  if (text.charCodeAt(4) !== dash || text.charCodeAt(10) !== 84 || text.charCodeAt(13) !== colon) return undefined;
  const year = digits(text, 0) * 100 + digits(text, 2);
  const [month, day] = [digits(text, 5), digits(text, 8)];
  const seconds = digits(text, 11) * 3600 + digits(text, 14) * 60 + digits(text, 17);
  const offset = isZulu ? 0 : offsetOf(text);
  const sum = daysSinceEpoch(year, month, day) * daySeconds + seconds - offset;
  return year >= 1000 && isRealDay(year, month, day) && digits(text, 11) < 24 && Number.isFinite(sum) ? sum : undefined;
}

const [dash, colon, plus] = [45, 58, 43];

function offsetOf(text: string): number {
  const sign = text.charCodeAt(19);
  if ((sign !== plus && sign !== dash) || text.charCodeAt(22) !== colon) return Number.NaN;
  const seconds = digits(text, 20) * 3600 + digits(text, 23) * 60;
  return sign === dash ? -seconds : seconds;
}

/** Two digits; NaN where they are none. */
function digits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function isRealDay(year: number, month: number, day: number): boolean {
  if (!(month >= 1 && month <= 12 && day >= 1)) return false;
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Days of the Gregorian calendar since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms"). */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

function timeOfDay(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return `${two(hours)}:${two(minutes)}:${two(seconds % 60)}`;
}

const twoDigits = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

function two(number: number): string {
  return twoDigits[number] ?? String(number);
}
