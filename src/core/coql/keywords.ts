import { comparisonsIn } from './comparisons.ts';
import type { Condition, Query, Span, Token } from './syntax.ts';

/**
 * Which tokens of a query are keywords, by where they start; names may look the same. `logical` are the words that join
 * conditions. Literals such as `true` are none.
 */
export function keywordStarts(query: Query, tokens: readonly Token[]): ReadonlyMap<number, 'keyword' | 'logical'> {
  const logical = new Set(query.where?.condition ? logicalOperators(query.where.condition) : []);
  const places = [...keywordPlaces(query)].sort((a, b) => a.start - b.start);
  const found = new Map<number, 'keyword' | 'logical'>();
  let at = 0;
  for (const { kind, start, end } of tokens) {
    while ((places[at]?.end ?? Infinity) <= start) at++;
    const place = places[at];
    if (kind === 'word' && place && place.start <= start && end <= place.end) {
      found.set(start, logical.has(start) ? 'logical' : 'keyword');
    }
  }
  return found;
}

/** Stretches in which every word is a keyword. They do not overlap. */
function* keywordPlaces(query: Query): Generator<Span> {
  const { select, from, where, groupBy, orderBy, limit, offset } = query;
  for (const clause of [select, from, where, groupBy, orderBy, limit, offset]) if (clause) yield clause.keyword;
  for (const { expression, alias } of select?.columns ?? []) {
    // With quotes, the alias begins one earlier; they are no words.
    if (expression && alias) yield { start: expression.end, end: alias.start };
  }
  for (const { expression, end } of orderBy?.columns ?? []) if (expression) yield { start: expression.end, end };
  if (where?.condition) yield* logicalPlaces(where.condition);
  for (const { operator, values } of comparisonsIn(query)) {
    if (operator) yield operator;
    const [from, to] = values;
    if (from && to && operator?.operator.endsWith('between')) yield { start: from.end, end: to.start };
  }
}

function* logicalPlaces(condition: Condition): Generator<Span> {
  if (condition.kind === 'comparison') return;
  yield* condition.operators;
  for (const member of condition.members) yield* logicalPlaces(member);
}

function logicalOperators(condition: Condition): readonly number[] {
  return [...logicalPlaces(condition)].map(({ start }) => start);
}
