import type { Field, Module } from '../model/metadata.ts';
import type { AggregateFacts } from './aggregates.ts';
import { aggregateFacts, aggregateNamed } from './aggregates.ts';
import type { Cursor } from './cursor.ts';
import { cursorAt } from './cursor.ts';
import type { KnownMetadata } from './knownMetadata.ts';
import { moduleOf, placeAt, stepsBefore } from './place.ts';
import { fieldIn, moduleNamed, scopeAfter } from './scope.ts';
import type { QueryDocument, Span } from './syntax.ts';

/** What is known of the name at an offset. */
export type HoverFacts = { readonly span: Span } & (
  | { readonly kind: 'module'; readonly module: Module; readonly fieldCount: number | undefined }
  /** `module` has the field; undefined for fields of users. */
  | { readonly kind: 'field'; readonly field: Field; readonly module: string | undefined }
  | { readonly kind: 'function'; readonly facts: AggregateFacts }
);

/** Undefined where there is no name that we know. */
export function hoverAt(document: QueryDocument, offset: number, metadata: KnownMetadata): HoverFacts | undefined {
  // From the end of the word, as if it had just been typed; a word under the mouse may be at its first character.
  const at = document.tokens.find((each) => each.start <= offset && offset < each.end);
  const cursor = at?.kind === 'word' ? cursorAt(document, at.end) : undefined;
  if (!at || !cursor) return undefined;
  return functionFacts(cursor, at) ?? moduleFacts(cursor, at, metadata) ?? fieldFacts(cursor, at, metadata);
}

interface Word extends Span {
  readonly text: string;
}

function functionFacts({ query }: Cursor, { text, start, end }: Word): HoverFacts | undefined {
  const name = aggregateNamed(text);
  const next = query.find((each) => each.start >= end);
  return name && next?.kind === 'open'
    ? { kind: 'function', span: { start, end }, facts: aggregateFacts(name) }
    : undefined;
}

function moduleFacts(cursor: Cursor, { text, start, end }: Word, metadata: KnownMetadata): HoverFacts | undefined {
  const { kind } = placeAt(cursor);
  const module = kind === 'module' || kind === 'arrowModule' ? moduleNamed(text, metadata) : undefined;
  const fieldCount = module && metadata.fields(module.apiName)?.length;
  return module && { kind: 'module', span: { start, end }, module, fieldCount };
}

function fieldFacts(cursor: Cursor, { text, start, end }: Word, metadata: KnownMetadata): HoverFacts | undefined {
  if (placeAt(cursor).kind !== 'column') return undefined;
  const from = moduleOf(cursor);
  const scope = from === undefined ? undefined : scopeAfter(from, stepsBefore(cursor.before).steps, metadata);
  const field = scope && fieldIn(scope, text, metadata);
  if (!field) return undefined;
  const module = scope.kind === 'module' ? scope.apiName : undefined;
  return { kind: 'field', span: { start, end }, field, module };
}
