import type { Field } from '../model/metadata.ts';
import type { Completion, CompletionContext, DateMoment, Site } from './completion.ts';
import { dateMoments, plain } from './completion.ts';
import { insideOf } from './cursor.ts';
import { valueType } from './fieldUse.ts';
import type { ValuePlace } from './place.ts';
import { fieldAt } from './scope.ts';
import type { Span, Token } from './syntax.ts';

/** Values of the field that is compared, with the quotes that they need. */
export function valueCompletions(site: Site, place: ValuePlace): readonly Completion[] {
  const field = fieldAt(site.from, place.column, site.context.metadata);
  if (!field) return [];
  if (valueType(field) === 'boolean')
    return ['true', 'false'].map((word, rank) => ({ kind: 'value', ...plain(site, word, rank) }));
  const values = valuesOf(field, site, site.span).map((each) => ({ ...each, text: quoted(each.text) }));
  return values.length > 0 || isNumeric(field) ? values : [emptyQuotes(site)];
}

/** The same between quotes that are there already: of several values joined by semicolons, the one at the cursor. */
export function quotedCompletions(site: Site, string: Token): readonly Completion[] {
  const { place } = site;
  const field = place.kind === 'value' ? fieldAt(site.from, place.column, site.context.metadata) : undefined;
  if (!field) return [];
  const { offset } = site.cursor;
  const inside = insideOf(string, offset);
  const span = field.type === 'multiPickList' ? partAt(string, inside, offset) : inside;
  return valuesOf(field, site, span).map((each) => ({ ...each, text: doubled(each.text) }));
}

function valuesOf(field: Field, site: Site, span: Span): readonly Completion[] {
  const type = valueType(field);
  if (type === 'date' || type === 'dateTime') return dateValues(type, site, span);
  return field.pickList.map(({ display, actual, isUsed }, index) => {
    const rank = isUsed ? index : 10_000 + index;
    const filter = display === actual ? display : `${display} ${actual}`;
    return { kind: 'pickListValue', isUsed, ...plain(site, display, rank, { span, filter }) };
  });
}

function dateValues(type: 'date' | 'dateTime', site: Site, span: Span): readonly Completion[] {
  const moments = type === 'date' ? dateMoments.filter((each) => each !== 'now') : dateMoments;
  return moments.map((moment, rank) => {
    const text = type === 'date' ? localDate(moment, site.context) : instantText(moment, site.context);
    return { kind: 'date', moment, ...plain(site, text, rank, { span, filter: `${text} ${moment}` }) };
  });
}

/** `2026-11-22`, in the zone of the context. */
function localDate(moment: DateMoment, { now, offsetMinutesAt }: CompletionContext): string {
  return new Date(localMidnight(moment, now + offsetMinutesAt(now) * 60_000)).toISOString().slice(0, 10);
}

/** `2026-11-22T00:00:00+01:00`: with the offset that the zone has at that time. */
function instantText(moment: DateMoment, { now, offsetMinutesAt }: CompletionContext): string {
  if (moment === 'now') return withOffset(now, offsetMinutesAt(now));
  const local = localMidnight(moment, now + offsetMinutesAt(now) * 60_000);
  const guess = local - offsetMinutesAt(now) * 60_000;
  // Between then and now the clocks may have changed.
  const epochMs = local - offsetMinutesAt(guess) * 60_000;
  return withOffset(epochMs, offsetMinutesAt(epochMs));
}

/** Local times as if they were UTC. */
function localMidnight(moment: DateMoment, localNow: number): number {
  const date = new Date(localNow);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  switch (moment) {
    case 'now':
    case 'today':
      return Date.UTC(year, month, day);
    case 'yesterday':
      return Date.UTC(year, month, day - 1);
    case 'sevenDaysAgo':
      return Date.UTC(year, month, day - 7);
    case 'thirtyDaysAgo':
      return Date.UTC(year, month, day - 30);
    case 'startOfMonth':
      return Date.UTC(year, month, 1);
    case 'startOfYear':
      return Date.UTC(year, 0, 1);
  }
}

function withOffset(epochMs: number, offsetMinutes: number): string {
  const local = new Date(epochMs + offsetMinutes * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(Math.trunc(offsetMinutes));
  const [hours, minutes] = [Math.floor(size / 60), size % 60].map((each) => String(each).padStart(2, '0'));
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${hours ?? ''}:${minutes ?? ''}`;
}

/** The part between semicolons that the offset is in. */
function partAt({ start, text }: Token, inside: Span, offset: number): Span {
  const before = text.slice(inside.start - start, offset - start).lastIndexOf(';');
  const after = text.slice(offset - start, inside.end - start).indexOf(';');
  return { start: inside.start + before + 1, end: after < 0 ? inside.end : offset + after };
}

function emptyQuotes(site: Site): Completion {
  return { kind: 'value', ...plain(site, "'…'", 0, { text: "'$0'", isSnippet: true, filter: "'" }) };
}

function isNumeric(field: Field): boolean {
  return ['integer', 'decimal', 'currency', 'percent', 'formula', 'rollup'].includes(valueType(field));
}

function quoted(text: string): string {
  return `'${doubled(text)}'`;
}

function doubled(text: string): string {
  return text.replaceAll("'", "''");
}
