import { FieldRefusedError, isProductError, MissingScopeError, RefusedError } from '../errors.ts';
import type { Staleness, UnreadableReason } from '../model/metadata.ts';

/**
 * Whether the CRM says that this user or sign-in may not see the thing (any more): then old data must not stand in for
 * the answer.
 */
export function isPermissionLost(error: unknown): boolean {
  return error instanceof MissingScopeError || (error instanceof RefusedError && error.reason === 'noPermission');
}

/** What a refused call for records teaches about their module; undefined where it is about something else. */
export function reasonOfRefusal(error: unknown): UnreadableReason | undefined {
  if (!(error instanceof RefusedError) || error instanceof FieldRefusedError) return undefined;
  return error.reason === 'noPermission' ? 'noPermission' : 'recordsRefused';
}

/** Why a failed call makes old data do; undefined for what old data do not cure: defects, and being called off. */
export function stalenessOf(error: unknown, at: number): Staleness | undefined {
  if (!isProductError(error) || isPermissionLost(error)) return undefined;
  const { message } = error;
  switch (error.kind) {
    case 'retriable':
      return { kind: 'offline', message, at };
    case 'signIn':
      return { kind: 'signedOut', message, at };
    case 'input':
    case 'fatal':
      return { kind: 'refused', message, at };
  }
}
