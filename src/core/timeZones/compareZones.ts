import { offsetPeriods, type OffsetPeriod } from './transitions.ts';

/** A span in which two zones differ by one amount: `fromMs` belongs to it, `untilMs` does not. */
export interface ZoneDifference {
  readonly fromMs: number;
  readonly untilMs: number;
  /** How far the clocks of the second zone are ahead of those of the first; never 0. */
  readonly minutesAhead: number;
}

export type ZoneComparison =
  | { readonly kind: 'same' }
  /** In order. Spans touch where the amount changes; a span that begins or ends with the window may be longer than it. */
  | { readonly kind: 'different'; readonly differences: readonly ZoneDifference[] }
  | { readonly kind: 'unknownZone'; readonly unknownZones: readonly string[] };

/**
 * Whether the clocks of two zones agree throughout a window (`fromMs` included, `untilMs` not, epoch milliseconds), and
 * if not, when exactly they differ and by how much. Names do not matter: `Asia/Calcutta` is the same as `Asia/Kolkata`.
 */
export function compareZones(first: string, second: string, fromMs: number, untilMs: number): ZoneComparison {
  const [firstPeriods, secondPeriods] = [offsetPeriods(first, fromMs, untilMs), offsetPeriods(second, fromMs, untilMs)];
  if (!firstPeriods || !secondPeriods) {
    const unknownZones = new Set([...(firstPeriods ? [] : [first]), ...(secondPeriods ? [] : [second])]);
    return { kind: 'unknownZone', unknownZones: [...unknownZones] };
  }
  const differences = differencesOf(firstPeriods, secondPeriods);
  return differences.length > 0 ? { kind: 'different', differences } : { kind: 'same' };
}

/** Walks through both lists at once; they cut the same window into pieces. */
function differencesOf(firsts: readonly OffsetPeriod[], seconds: readonly OffsetPeriod[]): readonly ZoneDifference[] {
  const differences: ZoneDifference[] = [];
  let [firstIndex, secondIndex] = [0, 0];
  for (;;) {
    const [first, second] = [firsts[firstIndex], seconds[secondIndex]];
    if (!first || !second) return differences;
    const fromMs = Math.max(first.fromMs, second.fromMs);
    const untilMs = Math.min(first.untilMs, second.untilMs);
    append(differences, { fromMs, untilMs, minutesAhead: second.offsetMinutes - first.offsetMinutes });
    if (first.untilMs === untilMs) firstIndex++;
    if (second.untilMs === untilMs) secondIndex++;
  }
}

function append(differences: ZoneDifference[], next: ZoneDifference): void {
  const last = differences.at(-1);
  if (next.minutesAhead === 0) return;
  // Both zones changed at the same instant by the same amount.
  if (last?.untilMs === next.fromMs && last.minutesAhead === next.minutesAhead) {
    differences.splice(-1, 1, { ...last, untilMs: next.untilMs });
  } else {
    differences.push(next);
  }
}
