import type { TokenCursor } from './tokenCursor.ts';

/** From an opening bracket to the one that closes it, or to the end. */
export function skipBrackets(cursor: TokenCursor): void {
  let depth = 0;
  while (cursor.current) {
    const { kind } = cursor.take();
    if (kind === 'open') depth++;
    if (kind === 'close') depth--;
    if (depth === 0) return;
  }
}
