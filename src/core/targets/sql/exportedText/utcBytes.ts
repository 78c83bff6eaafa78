import type { TextBuffer } from '../textBuffer.ts';

const [dash, letterT, colon, plus, letterZ] = [45, 84, 58, 43, 90];
const dateLength = 10;
const timeLength = 19;
const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Writes a date like `2026-11-22` as it is. False, with nothing written, for anything that is not clearly one. */
export function writeDate(source: Buffer, start: number, end: number, to: TextBuffer): boolean {
  if (end - start !== dateLength || dayOf(source, start) < 0) return false;
  to.plain(source, start, end);
  return true;
}

/**
 * Writes an instant like `2026-11-22T19:00:00+05:30` in UTC, without a zone. False, with nothing written, for anything that
 * is not clearly one of the years 2 to 9998.
 */
export function writeUtc(source: Buffer, start: number, end: number, to: TextBuffer): boolean {
  const day = dayOf(source, start);
  const hours = two(source, start + 11);
  const minutes = two(source, start + 14);
  const seconds = two(source, start + 17);
  const offset = offsetMinutes(source, start + timeLength, end);
  const isTime = hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60;
  const hasMarks = source[start + 10] === letterT && source[start + 13] === colon && source[start + 16] === colon;
  if (day < 0 || !isTime || !hasMarks || Number.isNaN(offset)) return false;
  let minute = hours * 60 + minutes - offset;
  if (minute >= 0 && minute < 1440) to.plain(source, start, start + dateLength);
  else {
    const year = Math.floor(day / 10_000);
    if (year < 2 || year > 9998) return false;
    writeDay(minute < 0 ? dayBefore(day) : dayAfter(day), to);
    minute += minute < 0 ? 1440 : -1440;
  }
  to.byte(letterT);
  writeTwo(Math.floor(minute / 60), to);
  to.byte(colon);
  writeTwo(minute % 60, to);
  to.plain(source, start + 16, start + timeLength);
  return true;
}

/** A day that exists as the number `yyyymmdd`; -1 for anything else. */
function dayOf(source: Buffer, start: number): number {
  const century = two(source, start);
  const year = two(source, start + 2);
  const month = two(source, start + 5);
  const day = two(source, start + 8);
  if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1) return -1;
  if (source[start + 4] !== dash || source[start + 7] !== dash || century + year === 0) return -1;
  const fullYear = century * 100 + year;
  return day > 28 && day > daysOf(fullYear, month) ? -1 : (fullYear * 100 + month) * 100 + day;
}

function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (daysOfMonths[month - 1] ?? 0);
}

function dayBefore(day: number): number {
  if (day % 100 > 1) return day - 1;
  const year = Math.floor(day / 10_000);
  const month = Math.floor(day / 100) % 100;
  if (month === 1) return (year - 1) * 10_000 + 1231;
  return year * 10_000 + (month - 1) * 100 + daysOf(year, month - 1);
}

function dayAfter(day: number): number {
  const year = Math.floor(day / 10_000);
  const month = Math.floor(day / 100) % 100;
  if (day % 100 < daysOf(year, month)) return day + 1;
  return month === 12 ? (year + 1) * 10_000 + 101 : year * 10_000 + (month + 1) * 100 + 1;
}

function writeDay(day: number, to: TextBuffer): void {
  writeTwo(Math.floor(day / 1_000_000), to);
  writeTwo(Math.floor(day / 10_000) % 100, to);
  to.byte(dash);
  writeTwo(Math.floor(day / 100) % 100, to);
  to.byte(dash);
  writeTwo(day % 100, to);
}

/** NaN for what is no offset. */
function offsetMinutes(source: Buffer, at: number, end: number): number {
  if (end - at === 1 && source[at] === letterZ) return 0;
  const sign = source[at] === plus ? 1 : source[at] === dash ? -1 : Number.NaN;
  const hours = two(source, at + 1);
  const minutes = two(source, at + 4);
  const isOffset = end - at === 6 && source[at + 3] === colon && hours >= 0 && hours < 24 && minutes >= 0;
  return isOffset && minutes < 60 ? sign * (hours * 60 + minutes) : Number.NaN;
}

/** Two digits; a negative number for anything else. */
function two(source: Buffer, at: number): number {
  const tens = (source[at] ?? 0) - 48;
  const ones = (source[at + 1] ?? 0) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

function writeTwo(value: number, to: TextBuffer): void {
  const tens = Math.floor(value / 10);
  to.byte(48 + tens);
  to.byte(48 + value - tens * 10);
}
