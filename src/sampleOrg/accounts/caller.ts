import type { User } from '../schema/organization.ts';

export type Environment = 'production' | 'sandbox' | 'developer';

/** Whose token a request carries and what it may do. */
export interface Caller {
  readonly user: User;
  readonly clientId: string;
  /** In lower case, so that they compare as Zoho compares them: without regard to case. */
  readonly scopes: ReadonlySet<string>;
  /** Epoch milliseconds; sent back as `X-Accesstoken-Reset`. */
  readonly expiresAt: number;
}
