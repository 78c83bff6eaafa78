import type { Span } from './syntax.ts';

/** The span is replaced by the text; an empty span inserts. Edits of one change do not overlap. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/** Makes all edits at once; their order does not matter. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, newText } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(text.slice(at, start), newText);
    at = end;
  }
  return parts.join('') + text.slice(at);
}
