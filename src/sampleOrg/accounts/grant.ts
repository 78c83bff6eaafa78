import type { Environment } from './caller.ts';

/** What a user allowed a client to do, and in which of the organization's environments (zoho-api.md section 1.2). */
export interface Grant {
  /** The user's id across environments. */
  readonly zuid: string;
  readonly clientId: string;
  /** As they were asked for; each at most once. */
  readonly scopes: readonly string[];
  readonly environment: Environment;
}

/** A grant that waits to be turned into tokens, by a grant code or a device code. */
export interface PendingGrant {
  readonly grant: Grant;
  /** Whether a refresh token is wanted at all (`access_type=offline`). */
  readonly offline: boolean;
  /** `prompt=consent`: a refresh token even where the user has one for this client already. */
  readonly consentForced: boolean;
}
