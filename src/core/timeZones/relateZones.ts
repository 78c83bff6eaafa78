import { compareZones, type ZoneDifference } from './compareZones.ts';

/** How two zones relate within five years of an instant called now, to either side. */
export type ZoneRelation =
  | { readonly relation: 'same' }
  | {
      readonly relation: 'differsNow';
      readonly current: DifferentTime;
      /** When they differ again after they have agreed in between. */
      readonly next: DifferentTime | undefined;
    }
  /** They agree now, but there is a `last` or a `next` time when they differ, or both. */
  | {
      readonly relation: 'differsAtTimes';
      readonly last: DifferentTime | undefined;
      readonly next: DifferentTime | undefined;
    }
  | { readonly relation: 'unknownZone'; readonly unknownZones: readonly string[] };

/** A time throughout which two zones differ, if not always by the same amount. Instants are epoch milliseconds. */
export interface DifferentTime {
  /** The first instant at which they differ; undefined if that is more than five years ago. */
  readonly sinceMs: number | undefined;
  /** The first instant at which they agree again; undefined if that is not within five years. */
  readonly untilMs: number | undefined;
  /** How far the second zone's clocks are ahead of the first's: now, or at the end of the last or the start of the next time. */
  readonly minutesAhead: number;
}

/** `at` is now, in epoch milliseconds; the first question about a zone costs some milliseconds. */
export function relateZones(first: string, second: string, at: number): ZoneRelation {
  const window = { fromMs: at - reachMs, untilMs: at + reachMs };
  const comparison = compareZones(first, second, window.fromMs, window.untilMs);
  switch (comparison.kind) {
    case 'same':
      return { relation: 'same' };
    case 'unknownZone':
      return { relation: 'unknownZone', unknownZones: comparison.unknownZones };
    case 'different':
      return placeInTime(comparison.differences, window, at);
  }
}

const reachMs = 5 * 365.25 * 86_400_000;

function placeInTime(differences: readonly ZoneDifference[], window: Window, at: number): ZoneRelation {
  const runs = joinTouching(differences);
  const last = runs.findLast((run) => end(run) <= at);
  const current = runs.find((run) => start(run) <= at && at < end(run));
  const next = runs.find((run) => at < start(run));
  const nextTime = next && differentTime(next, window, start(next));
  if (current) return { relation: 'differsNow', current: differentTime(current, window, at), next: nextTime };
  return { relation: 'differsAtTimes', last: last && differentTime(last, window, end(last) - 1), next: nextTime };
}

interface Window {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Differences without a moment of agreement between them; never empty. */
type Run = readonly [ZoneDifference, ...ZoneDifference[]];

function joinTouching(differences: readonly ZoneDifference[]): readonly Run[] {
  const runs: Run[] = [];
  for (const difference of differences) {
    const last = runs.at(-1);
    if (last && end(last) === difference.fromMs) runs.splice(-1, 1, [...last, difference]);
    else runs.push([difference]);
  }
  return runs;
}

function start(run: Run): number {
  return run[0].fromMs;
}

function end(run: Run): number {
  return (run.at(-1) ?? run[0]).untilMs;
}

function differentTime(run: Run, window: Window, at: number): DifferentTime {
  const difference = run.find((each) => each.fromMs <= at && at < each.untilMs) ?? run[0];
  return {
    sinceMs: start(run) > window.fromMs ? start(run) : undefined,
    untilMs: end(run) < window.untilMs ? end(run) : undefined,
    minutesAhead: difference.minutesAhead,
  };
}
