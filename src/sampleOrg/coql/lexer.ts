import { unexpectedText } from './coqlErrors.ts';

/**
 * - `word`: a keyword, or a column with its dots and arrows: `Account_Name.Industry`, `What_Id->Leads.Last_Name`;
 * - `text`: between single or double quotes, `text` being what it says (doubled quotes are one);
 * - `number`: digits as written, because ids do not fit a double;
 * - `symbol`: operators and punctuation;
 * - `end`: after the last one.
 */
export type TokenKind = 'word' | 'text' | 'number' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Where it begins in the query, from 0. */
  readonly position: number;
}

const patterns: readonly { readonly kind: TokenKind; readonly pattern: RegExp }[] = [
  { kind: 'word', pattern: /[A-Za-z_$][\w$]*(?:(?:\.|->)[A-Za-z_$][\w$]*)*/y },
  { kind: 'number', pattern: /-?\d+(?:\.\d+)?(?![\w.-])/y },
  { kind: 'text', pattern: /'(?:[^']|'')*'|"(?:[^"]|"")*"/y },
  { kind: 'symbol', pattern: /!=|>=|<=|[=<>(),#*]/y },
];

/** Splits a query into tokens, the last of which is `end`. Throws ApiError SYNTAX_ERROR for what is none. */
export function tokenize(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = skipSpace(query, 0);
  while (position < query.length) {
    const found = match(query, position);
    if (!found) throw unexpectedText(query, position, /\S*/.exec(query.slice(position))?.[0] ?? '');
    tokens.push({ kind: found.kind, text: found.kind === 'text' ? unquote(found.text) : found.text, position });
    position = skipSpace(query, position + found.text.length);
  }
  return [...tokens, { kind: 'end', text: '', position }];
}

function match(query: string, position: number): { kind: TokenKind; text: string } | undefined {
  for (const { kind, pattern } of patterns) {
    pattern.lastIndex = position;
    const text = pattern.exec(query)?.[0];
    if (text !== undefined) return { kind, text };
  }
  return undefined;
}

function skipSpace(query: string, position: number): number {
  const space = /\s*/y;
  space.lastIndex = position;
  return position + (space.exec(query)?.[0].length ?? 0);
}

function unquote(literal: string): string {
  const quote = literal.slice(0, 1);
  return literal.slice(1, -1).replaceAll(quote + quote, quote);
}
