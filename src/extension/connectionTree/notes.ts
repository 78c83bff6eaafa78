import { isProductError } from '../../core/errors.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Module, Snapshot } from '../../core/model/metadata.ts';
import type { L10n } from '../l10n.ts';
import { relativeTime } from './age.ts';
import { staleLabel } from './cacheText.ts';
import { unreadableText } from './metadataText.ts';
import type { NoteNode } from './node.ts';

/** The one row above old data that says how old they are, why, and what helps; undefined for data that are as new as wanted. */
export function staleNote(
  connection: Connection,
  module: Module | undefined,
  { fetchedAt, staleBecause }: Snapshot<unknown>,
  nowMs: number,
  l10n: L10n,
): NoteNode | undefined {
  if (!staleBecause) return undefined;
  const age = relativeTime(fetchedAt, nowMs, l10n);
  const reason = staleLabel(staleBecause, l10n);
  const message =
    staleBecause.kind === 'signedOut'
      ? l10n.t('Read {0}: {1}. Sign in to refresh', age, reason)
      : l10n.t('Read {0}: {1}. Try again', age, reason);
  const remedy = staleBecause.kind === 'signedOut' ? 'signIn' : 'tryAgain';
  return { kind: 'note', connection, module, message, detail: staleBecause.message, remedy };
}

/** What takes the place of data that could not be read. Undefined for what is not one of our errors: a defect. */
export function problemNote(
  connection: Connection,
  module: Module | undefined,
  error: unknown,
  l10n: L10n,
): NoteNode | undefined {
  if (!isProductError(error)) return undefined;
  const isSignedOut = error.kind === 'signIn';
  const message = isSignedOut ? l10n.t('Sign in to see the modules') : error.message;
  const remedy = isSignedOut ? 'signIn' : 'tryAgain';
  return { kind: 'note', connection, module, message, detail: error.message, remedy };
}

/** What stands below a module that was found to be not readable when its fields were asked for. */
export function unreadableNote(
  connection: Connection,
  module: Module,
  reason: NonNullable<Module['unreadableBecause']>,
  l10n: L10n,
): NoteNode {
  const message = l10n.t('Not readable: {0}', unreadableText(reason, l10n));
  return { kind: 'note', connection, module, message, detail: message, remedy: undefined };
}
