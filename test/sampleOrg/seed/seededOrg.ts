import type { Environment } from '../../../src/sampleOrg/accounts/caller.ts';
import { SampleClock } from '../../../src/sampleOrg/clock.ts';
import type { SampleOrgOptions } from '../../../src/sampleOrg/options.ts';
import { defaultOptions } from '../../../src/sampleOrg/options.ts';
import type { OrgState } from '../../../src/sampleOrg/orgState.ts';
import type { StoredRecord } from '../../../src/sampleOrg/records/store.ts';
import { buildOrganization } from '../../../src/sampleOrg/seed/buildOrganization.ts';

/** When the clocks of the organizations in these tests start. */
export const start = Date.parse('2026-03-08T09:59:00Z');

/** An organization as the server builds it; its clock starts in the second before America/Los_Angeles changes to summer. */
export function seededOrg(options: Partial<SampleOrgOptions> = {}, environment: Environment = 'production'): OrgState {
  const chosen = { ...defaultOptions, clockStart: start, ...options };
  return buildOrganization(chosen, environment, new SampleClock(chosen.clockStart));
}

export function recordsOf(org: OrgState, module: string): readonly StoredRecord[] {
  return org.records.table(module).ascending();
}

/** All values of one field. */
export function column(org: OrgState, module: string, field: string): unknown[] {
  return recordsOf(org, module).map((record) => record.values[field] ?? null);
}

/** The record that a lookup points to. */
export function linked(org: OrgState, module: string, id: unknown): StoredRecord | undefined {
  return typeof id === 'string' ? org.records.table(module).get(id) : undefined;
}

/** Every table, with what was deleted from it. */
export function everything(org: OrgState): Record<string, unknown> {
  return Object.fromEntries(
    org.schema.modules.map(({ apiName }) => [apiName, [recordsOf(org, apiName), org.records.table(apiName).deleted]]),
  );
}
