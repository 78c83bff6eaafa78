import type { OrganizationSummary, UserSummary } from '../model/connection.ts';
import type { Field, Module, RelatedList, SentInstant } from '../model/metadata.ts';

/**
 * What we ask of a CRM. Every call reads from the CRM itself, never from a cache, and rejects with one of the
 * errors of `errors.ts`: RefusedError where the user or the API may not read the thing, MissingScopeError where the
 * sign-in may not.
 */
export interface CrmClient {
  organization(signal: AbortSignal): Promise<OrganizationSummary>;
  /** The user whose token is used. */
  currentUser(signal: AbortSignal): Promise<UserSummary>;
  /** All modules that the CRM lists, in its own order. */
  modules(signal: AbortSignal): Promise<readonly Module[]>;
  /** All fields of a module, in the CRM's order; empty where it describes none. */
  fields(moduleApiName: string, signal: AbortSignal): Promise<readonly Field[]>;
  /** Empty for a module without any. */
  relatedLists(moduleApiName: string, signal: AbortSignal): Promise<readonly RelatedList[]>;
  /** Creation and modification times of some records, as they were sent. One call. */
  modifiedTimes(sample: RecordSample, signal: AbortSignal): Promise<readonly SentInstant[]>;
  /** API credits that the CRM said are left, in its last answer to this client that told. Zoho tells only when half are used. */
  creditsLeft(): number | undefined;
}

export interface RecordSample {
  readonly moduleApiName: string;
  /** 1–200 records. */
  readonly count: number;
  readonly order: 'newestFirst' | 'oldestFirst';
  /** Only records modified from this instant (inclusive, epoch milliseconds) until that one (inclusive). */
  readonly modifiedBetween?: readonly [fromMs: number, toMs: number];
}
