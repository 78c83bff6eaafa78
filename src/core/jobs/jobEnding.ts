import { isProductError, MissingScopeError } from '../errors.ts';
import type { FailureKind } from '../model/run.ts';
import { BudgetSpentError } from './reading/creditBudget.ts';

/**
 * What an error means for a run: `module`: one module cannot be had, others can; `failed`: there is no use in going on;
 * `defect`: a mistake of ours.
 */
export type JobEnding = 'cancelled' | 'stoppedAtBudget' | 'module' | 'failed' | 'defect';

export function endingOf(error: unknown, signal: AbortSignal): JobEnding {
  if (signal.aborted) return 'cancelled';
  if (error instanceof BudgetSpentError) return 'stoppedAtBudget';
  if (!isProductError(error)) return 'defect';
  if (error instanceof MissingScopeError || error.kind === 'input' || error.kind === 'fatal') return 'module';
  return 'failed';
}

export function failureKindOf(error: unknown): FailureKind {
  return isProductError(error) ? error.kind : 'defect';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
