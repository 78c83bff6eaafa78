import type { AggregateFacts } from './aggregates.ts';
import { aggregateFacts, aggregateNamed } from './aggregates.ts';
import { cursorAt } from './cursor.ts';
import { placeAt } from './place.ts';
import type { QueryDocument } from './syntax.ts';

/** The aggregate between whose brackets an offset is. Each takes one argument. */
export function signatureAt(document: QueryDocument, offset: number): AggregateFacts | undefined {
  const cursor = cursorAt(document, offset);
  const place = cursor && placeAt(cursor);
  const opening = place?.kind === 'column' ? place.aggregate : undefined;
  // After the argument, and before the bracket closes, the last bracket is still the function's.
  const name = opening ?? (cursor && openFunction(cursor.before));
  const known = name === undefined ? undefined : aggregateNamed(name.toUpperCase());
  return known && aggregateFacts(known);
}

function openFunction(before: readonly { readonly kind: string; readonly text: string }[]): string | undefined {
  const bracket = before.findLastIndex((each) => each.kind === 'open' || each.kind === 'close');
  return before[bracket]?.kind === 'open' ? before[bracket - 1]?.text : undefined;
}
