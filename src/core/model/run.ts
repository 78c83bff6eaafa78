import type { Log } from '../ports.ts';

/** What a job gets from whoever runs it. */
export interface JobContext {
  /** Stops the job within one batch; what was written by then is told in the summary. */
  readonly signal: AbortSignal;
  /** At most a few times a second; the newest counts. */
  readonly report: (progress: RunProgress) => void;
  /** Hears of each row that could not be written as it is; `runJob` keeps them in a file of the run. */
  readonly reject?: (rows: readonly RejectedRecord[]) => void;
  /** Hears of each module whose records could not be had, while the others go on. */
  readonly moduleFailed?: (module: string, error: unknown) => void;
  readonly log: Log;
}

export interface RejectedRecord {
  readonly module: string;
  readonly recordId: string;
  /** For people. */
  readonly reason: string;
}

export interface RunProgress {
  readonly phase: 'planning' | 'reading' | 'deleting' | 'reconciling' | 'finishing';
  /** API name of the module in work. */
  readonly module?: string;
  readonly modulesDone: number;
  readonly modulesTotal: number;
  /** Of all modules so far. */
  readonly recordsDone: number;
  /** Of all modules, where it is known. */
  readonly recordsTotal?: number;
  readonly recordsPerSecond: number;
  readonly remainingSeconds?: number;
  readonly creditsSpent: number;
}

export const runOutcomes = ['succeeded', 'rejectedRows', 'stoppedAtBudget', 'cancelled', 'failed'] as const;
/**
 * `rejectedRows`: all was done, but some rows could not be written as they are and wait for the next run. `stoppedAtBudget` and
 * `cancelled`: the next run goes on from there.
 */
export type RunOutcome = (typeof runOutcomes)[number];

/** What came of a run, for people and programs. */
export interface JobSummary {
  readonly outcome: RunOutcome;
  readonly modules: readonly ModuleSummary[];
  readonly creditsSpent: number;
  /** Paths of the files that were written: exports, and the file with rejected rows. */
  readonly files: readonly string[];
  readonly rejectedRowsFile?: string;
  /** One sentence for people where the outcome is not `succeeded`: what happened and what to do. */
  readonly explanation?: string;
  /** Where the outcome is `failed`: by what kind of error. */
  readonly failureKind?: FailureKind;
  /** Other things that people should know, a sentence each. */
  readonly notes?: readonly string[];
}

export const failureKinds = ['input', 'signIn', 'retriable', 'fatal', 'defect'] as const;
/** The kinds of `errors.ts`; `defect` is a mistake of ours. */
export type FailureKind = (typeof failureKinds)[number];

export interface ModuleSummary {
  readonly module: string;
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
  readonly rejected: number;
  /** Epoch milliseconds up to which everything is in the target; undefined where there is none. */
  readonly upTo?: number;
  /** A sentence: why the module could not be read or written, while others went on. */
  readonly problem?: string;
}

/** A run as it is kept: one readable JSON file each. */
export interface RunRecord extends JobSummary {
  /** Sorts by time. */
  readonly id: string;
  readonly jobName: string;
  /** Absolute path of the job file; undefined for a job that was never saved. */
  readonly jobFile?: string;
  readonly jobKind: 'export' | 'replicate';
  readonly connectionName: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** `editor` or `terminal`. */
  readonly host: string;
}
