import { isProductError } from '../core/errors.ts';
import type { FailureKind, JobSummary } from '../core/model/run.ts';

const codes = { input: 2, signIn: 3, retriable: 4, fatal: 1, defect: 1 } as const satisfies Record<FailureKind, number>;

export function exitCodeOf(error: unknown): number {
  return codes[isProductError(error) ? error.kind : 'defect'];
}

/** As shells tell of a program that Ctrl-C ended. */
export const cancelledExitCode = 130;

/** 4 for a run that stopped at its share of the credits: later, it goes on. */
export function exitCodeOfRun({ outcome, failureKind }: Pick<JobSummary, 'outcome' | 'failureKind'>): number {
  switch (outcome) {
    case 'succeeded':
      return 0;
    case 'rejectedRows':
      return 5;
    case 'stoppedAtBudget':
      return codes.retriable;
    case 'cancelled':
      return cancelledExitCode;
    case 'failed':
      return codes[failureKind ?? 'defect'];
  }
}
