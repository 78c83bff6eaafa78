import type { Token } from './syntax.ts';
import type { TokenCursor } from './tokenCursor.ts';
import { isWord } from './tokenCursor.ts';

/** In the order in which COQL wants them. */
export const clauseNames = ['select', 'from', 'where', 'group', 'order', 'limit', 'offset'] as const;
export type ClauseName = (typeof clauseNames)[number];

/** Which clause begins at the current token. */
export function clauseStart({ current, next }: TokenCursor): ClauseName | undefined {
  if (current?.kind !== 'word') return undefined;
  const word = current.text.toLowerCase();
  const clause = clauseNames.find((each) => each === word);
  if ((clause === 'limit' || clause === 'offset') && followsName(next)) return undefined;
  return clause;
}

/** Whether the current token ends whatever is being read: a clause, or the query. */
export function isClauseEnd(cursor: TokenCursor): boolean {
  return cursor.current === undefined || clauseStart(cursor) !== undefined;
}

/** `Limit` and `Offset` may be fields: what follows tells. */
function followsName(next: Token | undefined): boolean {
  if (next === undefined) return false;
  if (['comma', 'dot', 'arrow', 'operator', 'close'].includes(next.kind)) return true;
  return isWord(next, 'from', 'as', 'is', 'not', 'in', 'like', 'between', 'asc', 'desc', 'and', 'or');
}
