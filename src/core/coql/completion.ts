import type { Field, Module } from '../model/metadata.ts';
import type { AggregateName } from './aggregates.ts';
import type { Cursor } from './cursor.ts';
import type { KnownMetadata } from './knownMetadata.ts';
import type { Place } from './place.ts';
import type { Span } from './syntax.ts';

/** Something that may be written at a place. */
export type Completion = CompletionText & CompletionSubject;

interface CompletionText {
  /** What it is called in a list. */
  readonly label: string;
  readonly text: string;
  /** Whether `$0` and `${1}` in the text are places where one goes on typing. */
  readonly isSnippet: boolean;
  /** What it takes the place of: what was typed of it, and the rest of the same word. */
  readonly span: Span;
  /** By what people may look for it: API name and label. */
  readonly filter: string;
  /** From 0, the likeliest first. */
  readonly rank: number;
  /** Whether something must follow, so that one may ask again at once. */
  readonly leadsOn: boolean;
}

type CompletionSubject =
  | { readonly kind: 'module' | 'from'; readonly module: Module }
  /** `module` has the field; it is undefined for fields of users. */
  | { readonly kind: 'field'; readonly field: Field; readonly module: string | undefined }
  | { readonly kind: 'function'; readonly name: AggregateName }
  | { readonly kind: 'pickListValue'; readonly isUsed: boolean }
  | { readonly kind: 'date'; readonly moment: DateMoment }
  | { readonly kind: 'keyword' | 'operator' | 'value' | 'number' };

export const dateMoments = [
  'now',
  'today',
  'yesterday',
  'sevenDaysAgo',
  'thirtyDaysAgo',
  'startOfMonth',
  'startOfYear',
] as const;
export type DateMoment = (typeof dateMoments)[number];

export interface CompletionContext {
  readonly metadata: KnownMetadata;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Of the zone in which people mean their dates, in minutes, positive east of Greenwich. */
  readonly offsetMinutesAt: (epochMs: number) => number;
}

/** Where something is to be completed, and what is known there. */
export interface Site {
  readonly cursor: Cursor;
  readonly context: CompletionContext;
  readonly span: Span;
  readonly place: Place;
  /** The module that the query is about, as far as it is written. */
  readonly from: string | undefined;
}

/** Words that stand as they are. */
export function plain(site: Site, label: string, rank: number, more: Partial<CompletionText> = {}): CompletionText {
  return { label, text: label, isSnippet: false, span: site.span, filter: label, rank, leadsOn: false, ...more };
}
