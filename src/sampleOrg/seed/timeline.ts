import type { IdSequence } from '../ids.ts';
import { longestMemoryMs } from './deletions.ts';
import { Dice } from './dice.ts';

const dayMs = 86_400_000;

/** How far back the first records go. */
export const seedSpanMs = 3 * 365 * dayMs;

/** A record that has its id and time, and no values yet. */
export interface PlannedRecord {
  readonly id: string;
  /** Epoch milliseconds, whole seconds. */
  readonly createdAt: number;
  /** Position among all planned records of its module, the oldest is 0. */
  readonly index: number;
}

export interface ModulePlan {
  readonly module: string;
  /** In the order of creation, which is the order of ids. */
  readonly live: readonly PlannedRecord[];
  /** To be written and then deleted. */
  readonly deleted: readonly PlannedRecord[];
}

export interface PlanRequest {
  readonly module: string;
  readonly count: number;
  readonly deletedCount: number;
  /** Creation times that must occur among the live records (as far as `count` allows), in epoch milliseconds. */
  readonly fixedTimes: readonly number[];
}

/** Days after the beginning at which a module's first record appears, so that those that it points to are there before it. */
const firstDay: Readonly<Record<string, number>> = {
  Accounts: 0,
  Vendors: 0,
  Products: 0,
  Campaigns: 0,
  Leads: 1,
  Contacts: 5,
};
const firstDayOfOthers = 20;

/**
 * Decides when each record was made, over three years before `end`, and hands out ids in that order over all modules, as a
 * living organization does.
 */
export function planRecords(
  requests: readonly PlanRequest[],
  seed: number,
  end: number,
  ids: IdSequence,
): ReadonlyMap<string, ModulePlan> {
  const born = requests.flatMap((request) => birthsOf(request, new Dice(seed, `times of ${request.module}`), end));
  born.sort((a, b) => a.createdAt - b.createdAt);
  const plans = new Map(
    requests.map(({ module }) => [module, { module, live: [] as PlannedRecord[], deleted: [] as PlannedRecord[] }]),
  );
  for (const { module, createdAt, isDeleted } of born) {
    const plan = plans.get(module);
    if (!plan) continue;
    const index = plan.live.length + plan.deleted.length;
    (isDeleted ? plan.deleted : plan.live).push({ id: ids.next(), createdAt, index });
  }
  return plans;
}

interface Birth {
  readonly module: string;
  readonly createdAt: number;
  readonly isDeleted: boolean;
}

function birthsOf(request: PlanRequest, dice: Dice, end: number): Birth[] {
  const { module, count, deletedCount } = request;
  const start = end - seedSpanMs + (firstDay[module] ?? firstDayOfOthers) * dayMs;
  const fixed = request.fixedTimes.filter((time) => time < end).slice(0, count);
  const births = fixed.map((createdAt): Birth => ({ module, createdAt, isDeleted: false }));
  const free = count - fixed.length;
  for (let number = 0; number < free; number++) {
    births.push({ module, createdAt: spread(number, free, start, end, dice), isDeleted: false });
  }
  const lastBirth = end - longestMemoryMs - 10 * dayMs;
  for (let number = 0; number < deletedCount; number++) {
    births.push({ module, createdAt: spread(number, deletedCount, start, lastBirth, dice), isDeleted: true });
  }
  return births;
}

/** The first at the very start, the others each somewhere in their part of the span. */
function spread(number: number, count: number, start: number, end: number, dice: Dice): number {
  const position = number === 0 ? 0 : (number + dice.fraction()) / count;
  return Math.floor((start + position * (end - start)) / 1000) * 1000;
}

/** A live record that existed at `time`; the first one when none did, undefined when there is none at all. */
export function recordBefore(plan: ModulePlan | undefined, time: number, dice: Dice): PlannedRecord | undefined {
  const live = plan?.live ?? [];
  let low = 0;
  let high = live.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((live[middle]?.createdAt ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return live[Math.floor(dice.fraction() * Math.max(low, 1))];
}
