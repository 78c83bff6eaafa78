import type { Edition } from '../schema/organization.ts';

/** What one call takes from the organization's allowance. */
export interface CallCost {
  readonly credits: number;
  readonly heavy: boolean;
  /** The OAuth client: concurrency is counted for each organization and client (zoho-api.md section 7.1). */
  readonly clientId: string;
}

export interface CallPermit {
  /** To be called once, when the answer is complete. */
  release(): void;
  /** `X-API-CREDITS-REMAINING`, once half of the day's credits are used. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Credits by rolling 24 hours and calls in flight. */
export interface Limits {
  /** Throws ApiError 429 TOO_MANY_REQUESTS when credits, concurrency or the sub-limit of heavy calls are used up. */
  admit(cost: CallCost): CallPermit;
  readonly edition: Edition;
}
