import type { FailureKind } from '../../model/run.ts';
import type { SchemaIssue } from '../../targets/dataTarget.ts';
import { endingOf, failureKindOf, messageOf } from '../jobEnding.ts';
import type { Job } from '../jobFile/jobSchema.ts';
import type { ReadPlan } from '../reading/readPlan.ts';
import type { ReadWay } from '../reading/readRequest.ts';
import type { WayFigures } from '../reading/wayFigures.ts';

/** What a run would do and cost, as plain data. Estimates: the records are counted when the plan is made. */
export interface JobPlan {
  readonly kind: Job['kind'];
  readonly connection: string;
  /** As the job has it: a file, a database. */
  readonly destination: string;
  readonly modules: readonly PlannedModule[];
  /** Of a database; undefined for files. */
  readonly schema: PlannedSchema | undefined;
  readonly totals: PlannedCost;
  /** Credits that the job may use of a day; undefined where the CRM does not tell how many there are. */
  readonly creditsAllowed: number | undefined;
  /** What the CRM said is left for everybody; it tells only when half are used. */
  readonly creditsLeft: number | undefined;
}

export interface PlannedCost {
  readonly calls: number;
  readonly credits: number;
  readonly seconds: number;
}

export interface PlannedModule {
  readonly module: string;
  /** A file's path as the job has it, or the names of tables. */
  readonly into: readonly string[];
  /** The condition that the job sets; undefined where it wants all records. */
  readonly where?: string | undefined;
  readonly steps: readonly PlannedStep[];
  /** Why the run will leave the module out. */
  readonly problem?: { readonly kind: FailureKind; readonly message: string };
}

/** Something that is asked of the CRM for a module. */
export interface PlannedStep extends PlannedCost {
  /**
   * `all`: all records; `changes`: those that changed since the last run; `rest`: what a run that stopped has left;
   * `deletions`, `rows` (what changed in subforms and links), `reconcile`: all ids; `formulas`: computed values again.
   */
  readonly kind: 'all' | 'changes' | 'rest' | 'deletions' | 'rows' | 'reconcile' | 'formulas';
  /** Undefined where it cannot be known before. */
  readonly records: number | undefined;
  /** Undefined for what is asked in one way only. */
  readonly way: ReadWay | undefined;
  readonly lanes: number;
  readonly why: string | undefined;
  /** Calls for values that the way does not give, for people. */
  readonly extra: readonly string[];
  readonly others: readonly PlannedWay[];
}

export interface PlannedWay extends PlannedCost {
  readonly way: ReadWay;
  readonly impossibleBecause?: string;
}

export interface PlannedSchema {
  /** SQL, as a run would carry it out first; empty on the second run. */
  readonly statements: readonly string[];
  /** Each is to be decided in the job, under `to.decisions`. */
  readonly issues: readonly SchemaIssue[];
  /** Modules whose records are all read again. */
  readonly readAgain: readonly string[];
  /** Why the database could not be asked; then the plan is that of a first run. */
  readonly problem?: string;
}

/** What a plan is put together from, by kind of job. */
export interface PlannedSteps {
  readonly destination: string;
  readonly modules: readonly PlannedModule[];
  readonly schema: PlannedSchema | undefined;
}

/** What a plan says of a module that cannot be had; rethrows what concerns all. */
export function problemOf(error: unknown, signal: AbortSignal): NonNullable<PlannedModule['problem']> {
  if (endingOf(error, signal) !== 'module') throw error;
  return { kind: failureKindOf(error), message: messageOf(error) };
}

/** What reading by a plan takes. */
export function readStep(kind: PlannedStep['kind'], plan: ReadPlan, records: number | undefined): PlannedStep {
  const extra = plan.extraReads.map(
    ({ kind: read, fields, calls }) => `${extraWords[read]} ${listed(fields)}: ${calls} calls`,
  );
  return {
    ...{ kind, records, ...costOf(plan) },
    ...{ way: plan.way, lanes: plan.lanes, why: plan.why, extra, others: plan.others.map(wayOf) },
  };
}

const extraWords = {
  listed: 'lists for',
  queried: 'queries for',
  learned: 'names in',
  fullTexts: 'whole texts of',
  rows: 'rows of',
  single: 'single records for',
} as const;

const mostListed = 6;

function listed(fields: readonly string[]): string {
  const more = fields.length - mostListed;
  return more > 0 ? `${fields.slice(0, mostListed).join(', ')} and ${more} more` : fields.join(', ');
}

/** What is asked in one way only. */
export function plainStep(kind: PlannedStep['kind'], cost: PlannedCost, records: number | undefined): PlannedStep {
  return { kind, records, ...cost, way: undefined, lanes: 1, why: undefined, extra: [], others: [] };
}

function wayOf(figures: WayFigures): PlannedWay {
  const { way, impossibleBecause } = figures;
  return { way, ...costOf(figures), ...(impossibleBecause === undefined ? {} : { impossibleBecause }) };
}

function costOf({ calls, credits, expectedSeconds }: WayFigures): PlannedCost {
  return { calls, credits, seconds: Math.ceil(expectedSeconds) };
}
