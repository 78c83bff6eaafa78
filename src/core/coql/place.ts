import { conditionPlace } from './conditionPlace.ts';
import type { Cursor } from './cursor.ts';
import { wordOf } from './cursor.ts';
import type { PathStep } from './scope.ts';
import type { ComparisonOperator, Token } from './syntax.ts';

export type ColumnClause = 'select' | 'where' | 'group by' | 'order by';
export type Clause = 'start' | 'from' | 'limit' | 'offset' | ColumnClause;

/** What may stand at a place in a query, going by what is before it. */
export type Place =
  | { readonly kind: 'statement' }
  /** A column, or the next name of its path. */
  | {
      readonly kind: 'column';
      readonly clause: ColumnClause;
      readonly steps: readonly PathStep[];
      readonly aggregate?: string;
    }
  /** After `What_Id->`. */
  | { readonly kind: 'arrowModule'; readonly lookup: string }
  | { readonly kind: 'module' }
  /** `typed` is what is there of an operator of several words: `is`, `not`. */
  | { readonly kind: 'operator'; readonly column: readonly PathStep[]; readonly typed: string }
  | ValuePlace
  | { readonly kind: 'by' }
  | { readonly kind: 'number'; readonly clause: 'limit' | 'offset' }
  /** After something complete: what may go on is a keyword. */
  | { readonly kind: 'goOn'; readonly clause: Clause; readonly openBrackets: number }
  | { readonly kind: 'nothing' };

export interface ValuePlace {
  readonly kind: 'value';
  /** The last step is the field itself. */
  readonly column: readonly PathStep[];
  readonly operator: ComparisonOperator['operator'];
}

export function placeAt({ before }: Cursor): Place {
  const { clause, start } = lastClause(before);
  const tokens = before.slice(start);
  switch (clause) {
    case 'start':
      return tokens.length === 0 ? { kind: 'statement' } : { kind: 'nothing' };
    case 'select':
      return columnPlace(tokens, clause);
    case 'from':
      return fromPlace(tokens);
    case 'where':
      return conditionPlace(tokens);
    case 'group by':
    case 'order by':
      if (wordOf(tokens[0]) !== 'by') return { kind: 'by' };
      return columnPlace(tokens.slice(1), clause);
    case 'limit':
    case 'offset':
      return tokens.length === 0 ? { kind: 'number', clause } : { kind: 'goOn', clause, openBrackets: 0 };
  }
}

/** The module after FROM, wherever it stands in the query: columns are usually written before it. */
export function moduleOf({ query }: Cursor): string | undefined {
  const from = query.findIndex((_, index) => clauseAt(query, index) === 'from');
  const module = from < 0 ? undefined : query[from + 1];
  const isName = module?.kind === 'word' && clauseAt(query, from + 1) === undefined;
  return isName ? module.text : undefined;
}

/** Whether a clause is in the query already, wherever. */
export function hasClause({ query, current }: Cursor, clause: Clause): boolean {
  return query.some((token, index) => token !== current && clauseAt(query, index) === clause);
}

/** The path that ends with a dot at the end of the tokens, and where it starts. */
export function stepsBefore(tokens: readonly Token[]): { readonly steps: readonly PathStep[]; readonly start: number } {
  const steps: PathStep[] = [];
  let end = tokens.length;
  while (tokens[end - 1]?.kind === 'dot') {
    const name = tokens[end - 2];
    if (name?.kind !== 'word') break;
    const lookup = tokens[end - 3]?.kind === 'arrow' ? tokens[end - 4] : undefined;
    steps.unshift(lookup ? { name: lookup.text, into: name.text } : { name: name.text });
    end -= lookup ? 4 : 2;
  }
  return { steps, start: end };
}

function columnPlace(tokens: readonly Token[], clause: ColumnClause): Place {
  const last = tokens.at(-1);
  if (last?.kind === 'arrow') return { kind: 'arrowModule', lookup: tokens.at(-2)?.text ?? '' };
  const { steps, start } = stepsBefore(tokens);
  const opening = tokens[start - 1];
  if (last && last.kind !== 'dot' && last.kind !== 'comma' && last.kind !== 'open') {
    return wordOf(last) === 'as' ? { kind: 'nothing' } : { kind: 'goOn', clause, openBrackets: 0 };
  }
  const name = opening?.kind === 'open' ? tokens[start - 2] : undefined;
  return { kind: 'column', clause, steps, ...(name?.kind === 'word' ? { aggregate: name.text } : {}) };
}

function fromPlace(tokens: readonly Token[]): Place {
  if (tokens.length === 0) return { kind: 'module' };
  if (tokens.at(-1)?.kind === 'hash') return { kind: 'nothing' };
  return { kind: 'goOn', clause: 'from', openBrackets: 0 };
}

function lastClause(tokens: readonly Token[]): { readonly clause: Clause; readonly start: number } {
  for (let index = tokens.length - 1; index >= 0; index--) {
    const clause = clauseAt(tokens, index);
    if (clause) return { clause, start: index + 1 };
  }
  return { clause: 'start', start: 0 };
}

const clauses: Readonly<Record<string, Clause>> = {
  ...{ select: 'select', from: 'from', where: 'where', group: 'group by', order: 'order by' },
  ...{ limit: 'limit', offset: 'offset' },
};

/** The clause that a token begins. What adjoins a dot is a name, whatever it is; `Account_Name. from` is half a path. */
function clauseAt(tokens: readonly Token[], index: number): Clause | undefined {
  const [previous, token] = [tokens[index - 1], tokens[index]];
  const word = wordOf(token);
  const adjoins = previous?.end === token?.start && (previous?.kind === 'dot' || previous?.kind === 'arrow');
  return word === undefined || adjoins ? undefined : clauses[word];
}
