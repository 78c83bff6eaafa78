import type { Edition } from '../schema/organization.ts';

/** What an edition gives to an organization (zoho-api.md section 7.1). */
export interface EditionLimits {
  /** Calls in flight for each organization and client. */
  readonly concurrency: number;
  readonly baseCredits: number;
  readonly creditsPerUser: number;
  readonly mostCredits: number;
}

/** Calls of the expensive kinds in flight, in every edition, for each organization and client. */
export const heavyConcurrency = 10;

export const editionLimits: Readonly<Record<Edition, EditionLimits>> = {
  free: { concurrency: 5, baseCredits: 5_000, creditsPerUser: 0, mostCredits: 5_000 },
  standard: { concurrency: 10, baseCredits: 50_000, creditsPerUser: 250, mostCredits: 100_000 },
  professional: { concurrency: 15, baseCredits: 50_000, creditsPerUser: 500, mostCredits: 3_000_000 },
  enterprise: { concurrency: 20, baseCredits: 50_000, creditsPerUser: 1_000, mostCredits: 5_000_000 },
  ultimate: { concurrency: 25, baseCredits: 50_000, creditsPerUser: 2_000, mostCredits: Infinity },
};

/** API credits for each rolling 24 hours. */
export function creditsOf(edition: Edition, usersLicensed: number): number {
  const { baseCredits, creditsPerUser, mostCredits } = editionLimits[edition];
  return Math.min(baseCredits + creditsPerUser * usersLicensed, mostCredits);
}
