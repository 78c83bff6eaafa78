import type { User } from '../schema/organization.ts';

/** The organization's copies; each has data and tokens of its own (zoho-api.md section 1.2). */
export const environments = ['production', 'sandbox', 'developer'] as const;
export type Environment = (typeof environments)[number];

/** Whose token a request carries and what it may do. */
export interface Caller {
  readonly user: User;
  readonly clientId: string;
  /**
   * In lower case, so that they compare as Zoho compares them: without regard to case.
   * A scope that ends in `.all` stands here with all that it includes (`.read`, `.create` and so on).
   */
  readonly scopes: ReadonlySet<string>;
  /** Epoch milliseconds; sent back as `X-Accesstoken-Reset`. */
  readonly expiresAt: number;
}
