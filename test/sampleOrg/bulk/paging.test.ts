import assert from 'node:assert/strict';

import { unzipSync } from 'fflate';

import type { Caller } from '../../../src/sampleOrg/accounts/caller.ts';
import { ApiError } from '../../../src/sampleOrg/api/apiError.ts';
import type { ReadJob } from '../../../src/sampleOrg/bulk/readJob.ts';
import { ReadJobs } from '../../../src/sampleOrg/bulk/readJobs.ts';
import type { ReadQuery } from '../../../src/sampleOrg/bulk/readQuery.ts';
import { SampleClock } from '../../../src/sampleOrg/clock.ts';
import { defaultOptions } from '../../../src/sampleOrg/options.ts';
import type { OrgState } from '../../../src/sampleOrg/orgState.ts';
import { buildOrganization } from '../../../src/sampleOrg/seed/buildOrganization.ts';

const dayMs = 86_400_000;

describe('a bulk read of more than 200,000 rows', () => {
  const clock = new SampleClock();
  const org = buildOrganization({ ...defaultOptions, bulkStepMs: 0 }, 'production', clock);
  const table = org.records.table('Leads');
  const module = org.schema.module('Leads');
  assert.ok(module);
  for (let missing = 200_003 - table.size; missing > 0; missing--) {
    table.insert({ id: org.ids.next(), values: { Last_Name: `Row ${missing}` } });
  }
  const query: ReadQuery = {
    module,
    fileType: 'csv',
    fields: ['Last_Name'],
    criterion: undefined,
    criteria: undefined,
    cvid: undefined,
    page: 1,
  };

  it('goes on with the page token after the last row, also when rows before it are gone', async () => {
    const jobs = new ReadJobs(org);
    const first = jobs.add(callerOf(org, 0), { query, afterId: undefined }, undefined);
    const { count, more_records: more, next_page_token: token } = await resultOf(first);
    assert.deepEqual([count, more], [200_000, true]);
    const removed = table.ascending()[5];
    assert.ok(removed);
    table.remove(removed.id);
    const second = jobs.add(callerOf(org, 0), jobs.redeem(token, callerOf(org, 0)), undefined);
    const result = await resultOf(second);
    assert.deepEqual([result['page'], result['count'], result['more_records']], [2, 3, false]);
    assert.equal('next_page_token' in result, false);
    const [file] = Object.values(unzipSync(second.zip ?? new Uint8Array()));
    assert.equal(
      Buffer.from(file ?? [])
        .toString()
        .split('\n').length,
      5,
    );
    table.insert(removed);
  });

  it('finds the same rows by page number', async () => {
    const job = new ReadJobs(org).add(
      callerOf(org, 0),
      { query: { ...query, page: 2 }, afterId: undefined },
      undefined,
    );
    assert.equal((await resultOf(job))['count'], 3);
  });

  it('binds the page token to the user and to a day', async () => {
    const jobs = new ReadJobs(org);
    const job = jobs.add(callerOf(org, 0), { query, afterId: undefined }, undefined);
    const { next_page_token: token } = await resultOf(job);
    assert.throws(() => jobs.redeem(token, callerOf(org, 1)), isError('TOKEN_BOUND_DATA_MISMATCH'));
    clock.advance(dayMs);
    assert.throws(() => jobs.redeem(token, callerOf(org, 0)), isError('EXPIRED_VALUE'));
  });
});

function callerOf(org: OrgState, index: number): Caller {
  const user = org.users[index];
  assert.ok(user);
  return { user, clientId: 'test', scopes: new Set(), expiresAt: Infinity };
}

/** The `result` of a job's status when it is over. */
async function resultOf(job: ReadJob): Promise<Readonly<Record<string, unknown>>> {
  while (!job.isOver) await job.catchUp();
  return job.render(job.caller)['result'] as Readonly<Record<string, unknown>>;
}

function isError(code: string): (error: unknown) => boolean {
  return (error) => error instanceof ApiError && error.code === code;
}
