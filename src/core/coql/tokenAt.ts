import type { Token } from './syntax.ts';

/** The index of the first token that starts at an offset or after it; the number of tokens if there is none. */
export function firstTokenFrom(tokens: readonly Token[], offset: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
