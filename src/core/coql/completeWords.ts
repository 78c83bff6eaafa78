import type { Completion, Site } from './completion.ts';
import { plain } from './completion.ts';
import { operatorsOf } from './fieldUse.ts';
import type { Clause, Place } from './place.ts';
import { hasClause } from './place.ts';
import { fieldAt } from './scope.ts';

type OperatorPlace = Extract<Place, { readonly kind: 'operator' }>;
type KeywordPlace = Extract<Place, { readonly kind: 'goOn' | 'by' }>;

export function statementCompletions(site: Site): readonly Completion[] {
  return [keyword(site, 'select ', 0)];
}

/** The words that may follow what is complete. Clauses that the query has already are left out. */
export function keywordCompletions(site: Site, place: KeywordPlace): readonly Completion[] {
  if (place.kind === 'by') return [keyword(site, 'by ', 0)];
  const { clause, openBrackets } = place;
  const clauses = openBrackets > 0 ? [] : followers[clause].filter((each) => !hasClause(site.cursor, each));
  const words = [...(wordsWithin[clause] ?? []), ...clauses.flatMap((each) => clauseTexts[each] ?? [])];
  return words.map((word, rank) => keyword(site, word, rank));
}

/** Those that fit the field's type; all of them for a field that is not known. */
export function operatorCompletions(site: Site, { column, typed }: OperatorPlace): readonly Completion[] {
  const field = fieldAt(site.from, column, site.context.metadata);
  const operators = operatorsOf(field).filter((each) => typed === '' || each.startsWith(`${typed} `));
  return operators.map((operator, rank) => {
    const rest = typed === '' ? operator : operator.slice(typed.length + 1);
    const { text, isSnippet } = operatorText(rest);
    const leadsOn = !operator.endsWith('null');
    return { kind: 'operator', ...plain(site, rest, rank, { text, isSnippet, leadsOn }) };
  });
}

/** The numbers of rows at which the price of a call changes (zoho-api.md section 4.11). */
export function numberCompletions(site: Site): readonly Completion[] {
  return ['200', '1000', '2000'].map((number, rank) => ({ kind: 'number', ...plain(site, number, rank) }));
}

/** With brackets, quotes and the word between two values, and the cursor where the first value goes. */
function operatorText(operator: string): { readonly text: string; readonly isSnippet: boolean } {
  if (operator.endsWith('null')) return { text: operator, isSnippet: false };
  if (operator.endsWith('between')) return { text: `${operator} \${1} and \${2}`, isSnippet: true };
  if (operator.endsWith('like')) return { text: `${operator} '%\${1}%'`, isSnippet: true };
  const isList = operator === 'in' || operator === 'not in';
  return isList ? { text: `${operator} ($0)`, isSnippet: true } : { text: `${operator} `, isSnippet: false };
}

function keyword(site: Site, text: string, index: number): Completion {
  const leadsOn = text.endsWith(' ') && !['as ', 'offset '].includes(text);
  // After the columns, where both may stand.
  return { kind: 'keyword', ...plain(site, text.trim(), 200_000 + index, { text, leadsOn }) };
}

/** In the order in which COQL wants them; WHERE must be there. */
const followers: Readonly<Record<Clause, readonly Clause[]>> = {
  start: [],
  select: ['from'],
  from: ['where'],
  where: ['order by', 'group by', 'limit'],
  'group by': ['order by', 'limit'],
  'order by': ['limit'],
  limit: ['offset'],
  offset: [],
};

const clauseTexts: Readonly<Partial<Record<Clause, readonly string[]>>> = {
  from: ['from '],
  where: ['where ', 'where id is not null'],
  'group by': ['group by '],
  'order by': ['order by '],
  limit: ['limit '],
  offset: ['offset '],
};

const wordsWithin: Readonly<Partial<Record<Clause, readonly string[]>>> = {
  select: ['as '],
  where: ['and ', 'or '],
  'order by': ['asc', 'desc'],
};
