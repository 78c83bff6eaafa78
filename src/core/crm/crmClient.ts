import type { OrganizationSummary, UserSummary } from '../model/connection.ts';
import type { Module } from '../model/metadata.ts';

/**
 * What we ask of a CRM. Every call reads from the CRM itself, never from a cache, and rejects with one of the
 * errors of `errors.ts`.
 */
export interface CrmClient {
  organization(signal: AbortSignal): Promise<OrganizationSummary>;
  /** The user whose token is used. */
  currentUser(signal: AbortSignal): Promise<UserSummary>;
  /** All modules that the CRM lists, in its own order. */
  modules(signal: AbortSignal): Promise<readonly Module[]>;
}
