import { layOut } from './formatQuery.ts';
import { isClosed, tokenize } from './lexer.ts';
import type { Query, QueryDocument, Token } from './syntax.ts';

/** What stands in a document one after the other: queries, and what is between them. */
interface Unit {
  readonly kind: 'query' | 'semicolon' | 'comment';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The document with keywords in lower case, one line for each clause, and lines of at most 100 characters where columns
 * and conditions allow it. Comments and brackets stay. A query that the parser complains of stays as it is.
 */
export function formatDocument(document: QueryDocument): string {
  const units = unitsOf(document);
  const parts = units.map((unit, index) => separator(document.text, units, index) + unit.text);
  const text = parts.join('').trimEnd();
  return text === '' ? '' : `${text}\n`;
}

function unitsOf({ text, tokens, queries }: QueryDocument): readonly Unit[] {
  const units: Unit[] = [];
  let nextQuery = 0;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) break;
    const query = queries[nextQuery];
    if (!query || token.start < query.start) {
      units.push({ ...unitOf(token), kind: token.kind === 'semicolon' ? 'semicolon' : 'comment' });
      continue;
    }
    const last = lastIndexOf(tokens, index, query);
    units.push({
      kind: 'query',
      start: query.start,
      end: query.end,
      text: queryText(text, tokens.slice(index, last + 1), query),
    });
    nextQuery++;
    index = last;
  }
  return units;
}

function unitOf({ start, end, text }: Token): Omit<Unit, 'kind'> {
  return { start, end, text: text.trimEnd() };
}

function lastIndexOf(tokens: readonly Token[], from: number, query: Query): number {
  let last = from;
  while ((tokens[last + 1]?.end ?? Infinity) <= query.end) last++;
  return last;
}

function queryText(text: string, tokens: readonly Token[], query: Query): string {
  return query.syntaxProblems.length > 0 ? text.slice(query.start, query.end) : layOut(query, tokens, text);
}

/** Whether the line break after it is what ends it: a comment, or a string without closing quote. */
function endsWithLine({ kind, text }: Unit): boolean {
  const last = kind === 'query' ? tokenize(text).at(-1) : undefined;
  return kind === 'comment' || (last?.kind === 'string' && !isClosed(last));
}

/** A comment stays on the line on which it is, and as near to its neighbors; queries are an empty line apart. */
function separator(text: string, units: readonly Unit[], index: number): string {
  const [unit, before, last] = [units[index], units[index - 1], units[index - 2]];
  if (!unit || !before) return '';
  const breaks = lineBreaks(text, before, unit);
  if (unit.kind === 'semicolon') return breaks > 0 && endsWithLine(before) ? '\n' : '';
  if (unit.kind === 'comment' && breaks === 0) return ' ';
  const isTrailing = before.kind === 'comment' && last !== undefined && lineBreaks(text, last, before) === 0;
  return before.kind !== 'comment' || isTrailing || breaks > 1 ? '\n\n' : '\n';
}

function lineBreaks(text: string, before: Unit, unit: Unit): number {
  return text.slice(before.end, unit.start).split('\n').length - 1;
}
