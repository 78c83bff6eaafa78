import { InputError } from '../../errors.ts';
import type { FieldPlan } from './fieldPlan.ts';
import type { ReadRequest, ReadWay } from './readRequest.ts';
import { readWays } from './readRequest.ts';
import type { PlanFacts, WayFigures } from './wayFigures.ts';
import { wayFigures } from './wayFigures.ts';

/** How a request is carried out, what that is expected to take, and what the other ways would. */
export interface ReadPlan extends WayFigures {
  readonly request: ReadRequest;
  readonly facts: PlanFacts;
  /** A sentence: why this way. */
  readonly why: string;
  /** The ways that were not chosen, the best one first; those that are impossible come last, with the reason. */
  readonly others: readonly WayFigures[];
}

/** What a credit is worth, in seconds: a large module is better exported in minutes than queried with thousands of credits. */
const secondsPerCredit = 0.2;

/** When a way would take more than this part of the credits that are left, credits count for more than time. */
const largeShare = 0.1;
const scarceFactor = 20;

/**
 * Chooses how to read. Throws InputError when the way that the request names is impossible, or every way is.
 * Few records are read by one lane, more of them by several lanes of queries, very many by exports, for as much as the
 * fields, the condition and the credits do not speak against it.
 */
export function planRead(request: ReadRequest, facts: PlanFacts): ReadPlan {
  const all = readWays.map((way) => wayFigures(way, request, facts));
  const possible = all.filter((each) => each.impossibleBecause === undefined);
  const isScarce = facts.creditsLeft !== undefined && possible.some((each) => isLarge(each, facts.creditsLeft ?? 0));
  const weight = secondsPerCredit * (isScarce ? scarceFactor : 1);
  const cost = (each: WayFigures): number =>
    each.impossibleBecause === undefined ? each.expectedSeconds + weight * each.credits : Infinity;
  const ranked = all.toSorted((a, b) => cost(a) - cost(b));
  const chosen = request.way === undefined ? ranked[0] : all.find((each) => each.way === request.way);
  if (!chosen || chosen.impossibleBecause !== undefined) throw impossible(request, chosen, all);
  const why = request.way === undefined ? reason(chosen, ranked, isScarce) : 'It was asked for.';
  return { ...chosen, request, facts, why, others: ranked.filter((each) => each !== chosen) };
}

/** The same plan by another of its ways. */
export function planBy(plan: ReadPlan, figures: WayFigures, why: string): ReadPlan {
  const others = [plan, ...plan.others].filter((each) => each.way !== figures.way);
  return { ...figures, request: plan.request, facts: plan.facts, why, others };
}

/** Fields of the request that no way gives, with the reason. */
export function missingFields({ fields }: { readonly fields: FieldPlan }): FieldPlan['missing'] {
  return fields.missing;
}

function isLarge({ credits }: WayFigures, creditsLeft: number): boolean {
  return credits > largeShare * creditsLeft;
}

function reason(chosen: WayFigures, ranked: readonly WayFigures[], isScarce: boolean): string {
  const rival = ranked.find((each) => each !== chosen && each.impossibleBecause === undefined);
  if (!rival) return `Only ${wayNames[chosen.way]} can have what is asked for.`;
  const compared = `${describe(chosen)}; ${describe(rival)}`;
  return isScarce ? `Credits are scarce: ${compared}.` : `Time and credits together: ${compared}.`;
}

const wayNames: Readonly<Record<ReadWay, string>> = { list: 'the list', coql: 'queries', bulk: 'bulk export' };

function describe({ way, credits, expectedSeconds }: WayFigures): string {
  return `${wayNames[way]} about ${Math.ceil(expectedSeconds)} s and ${credits.toLocaleString('en')} credits`;
}

function impossible(
  { module, way }: ReadRequest,
  chosen: WayFigures | undefined,
  all: readonly WayFigures[],
): InputError {
  const reasons = (chosen && way !== undefined ? [chosen] : all).map((each) => each.impossibleBecause ?? '');
  const advice = way === undefined ? 'Ask for less at a time.' : 'Choose another way, or none.';
  return new InputError(`${module} cannot be read like this. ${reasons.join(' ')} ${advice}`, 'way');
}
