import type { IdRange } from './readRequest.ts';

/** The ranges as far as there are records; everything without any. */
export function clipped(
  remaining: readonly IdRange[] | undefined,
  lowest: string,
  highest: string,
): readonly IdRange[] {
  const [low, high] = [BigInt(lowest) - 1n, BigInt(highest)];
  return (remaining ?? [{ after: undefined, upTo: undefined }]).flatMap((range) => {
    const after = range.after === undefined || BigInt(range.after) < low ? low : BigInt(range.after);
    const upTo = range.upTo === undefined || BigInt(range.upTo) > high ? high : BigInt(range.upTo);
    return after < upTo ? [{ after: String(after), upTo: String(upTo) }] : [];
  });
}

/** As many parts as wanted, in proportion to the ids that they span. */
export function evenParts(ranges: readonly IdRange[], count: number): readonly IdRange[] {
  const whole = ranges.reduce((sum, each) => sum + spanOf(each), 0n);
  return ranges.flatMap((range) => {
    const parts = BigInt(Math.max(1, Math.round((count * Number(spanOf(range))) / Number(whole))));
    const start = BigInt(range.after ?? '0');
    const edges = Array.from(
      { length: Number(parts) + 1 },
      (_, index) => start + (spanOf(range) * BigInt(index)) / parts,
    );
    return edges.slice(1).flatMap((upTo, index) => {
      const after = edges[index] ?? start;
      return after < upTo ? [{ after: String(after), upTo: String(upTo) }] : [];
    });
  });
}

/** What of the ranges lies above an id. */
export function rangesFrom(ranges: readonly IdRange[], id: string | undefined): readonly IdRange[] {
  if (id === undefined) return [];
  return ranges.flatMap(({ after, upTo }) => {
    if (upTo !== undefined && BigInt(upTo) <= BigInt(id)) return [];
    return [{ after: after !== undefined && BigInt(after) > BigInt(id) ? after : id, upTo }];
  });
}

export function isInRanges(id: string, ranges: readonly IdRange[]): boolean {
  const number = BigInt(id);
  return ranges.some(
    ({ after, upTo }) =>
      (after === undefined || number > BigInt(after)) && (upTo === undefined || number <= BigInt(upTo)),
  );
}

function spanOf({ after, upTo }: IdRange): bigint {
  return BigInt(upTo ?? '0') - BigInt(after ?? '0');
}
