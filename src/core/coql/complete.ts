import { arrowModuleCompletions, columnCompletions, fromCompletions, moduleCompletions } from './completeNames.ts';
import { keywordCompletions, numberCompletions, operatorCompletions, statementCompletions } from './completeWords.ts';
import { quotedCompletions, valueCompletions } from './completeValues.ts';
import type { Completion, CompletionContext, Site } from './completion.ts';
import type { Cursor } from './cursor.ts';
import { cursorAt, isWithinString } from './cursor.ts';
import { moduleOf, placeAt } from './place.ts';
import type { QueryDocument } from './syntax.ts';

/**
 * What may be written at an offset, the likeliest first. Takes as long as one module has fields, however many modules
 * there are and however long the document is.
 */
export function completionsAt(
  document: QueryDocument,
  offset: number,
  context: CompletionContext,
): readonly Completion[] {
  const cursor = cursorAt(document, offset);
  if (!cursor) return [];
  const site = siteOf(cursor, context);
  if (cursor.current && isWithinString(cursor.current, offset)) return quotedCompletions(site, cursor.current);
  const { place } = site;
  switch (place.kind) {
    case 'statement':
      return statementCompletions(site);
    case 'column':
      return site.from === undefined ? fromCompletions(site, place) : columnCompletions(site, place);
    case 'arrowModule':
      return arrowModuleCompletions(site, place.lookup);
    case 'module':
      return moduleCompletions(site);
    case 'operator':
      return operatorCompletions(site, place);
    case 'value':
      return valueCompletions(site, place);
    case 'by':
    case 'goOn':
      return keywordCompletions(site, place);
    case 'number':
      return place.clause === 'limit' ? numberCompletions(site) : [];
    case 'nothing':
      return [];
  }
}

function siteOf(cursor: Cursor, context: CompletionContext): Site {
  const { offset, current } = cursor;
  const span = { start: current?.start ?? offset, end: current?.end ?? offset };
  return { cursor, context, span, place: placeAt(cursor), from: moduleOf(cursor) };
}
