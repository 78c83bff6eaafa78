import { isProductError } from '../../core/errors.ts';
import { redact } from '../../core/util/redact.ts';
import type { Failure, FailureAction } from '../../protocol/results.ts';
import type { L10n } from '../l10n.ts';

/** What went wrong, and what can be done about it from the results. */
export function failureInWords(error: unknown, l10n: L10n): Failure {
  if (!isProductError(error)) {
    const why = error instanceof Error ? error.message : String(error);
    const message = l10n.t('Something went wrong that should not: {0}', redact(why));
    return { message, actions: ['showLog', 'tryAgain'] };
  }
  const actions: Readonly<Record<typeof error.kind, readonly FailureAction[]>> = {
    signIn: ['signIn', 'tryAgain', 'showLog'],
    retriable: ['tryAgain', 'showLog'],
    input: ['tryAgain', 'showLog'],
    fatal: ['tryAgain', 'showLog'],
  };
  return { message: redact(error.message), actions: actions[error.kind] };
}
