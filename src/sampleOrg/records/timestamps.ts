import type { OrgState } from '../orgState.ts';

/** The organization's time in epoch milliseconds, whole seconds: records know nothing finer (zoho-api.md section 6.1). */
export function nowInSeconds(org: OrgState): number {
  return Math.floor(org.clock.now() / 1000) * 1000;
}
