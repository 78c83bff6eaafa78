import assert from 'node:assert/strict';

import { unzipSync } from 'fflate';

import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { SampleClient } from '../bulk/sampleClient.ts';

const unknownJob = '/crm/bulk/v8/read/554023000000000001';

describe('faults on the wire', () => {
  let sample: RunningSampleOrg;
  let client: SampleClient;

  before(async () => {
    sample = await startSampleOrg({ bulkStepMs: 0 });
    client = new SampleClient(sample);
  });
  after(() => sample.stop());
  afterEach(() => client.ask('DELETE', '/__sample/faults'));

  async function rule(value: unknown): Promise<void> {
    assert.equal((await client.ask('PUT', '/__sample/faults', { rules: [value] })).status, 200);
  }

  for (const [status, code] of [
    [401, 'INVALID_TOKEN'],
    [429, 'TOO_MANY_REQUESTS'],
    [500, 'INTERNAL_ERROR'],
    [502, 'BAD_GATEWAY'],
    [503, 'SERVICE_UNAVAILABLE'],
  ] as const) {
    it(`answers ${status} with Zoho's body`, async () => {
      await rule({ path: unknownJob, firstN: 1, effect: { kind: 'answer', status } });
      const answer = await client.ask('GET', unknownJob);
      assert.equal(answer.status, status);
      assert.equal((answer.json as { code: string }).code, code);
      assert.equal((await client.ask('GET', unknownJob)).status, 404);
    });
  }

  it('answers with a page of HTML, with nothing, and with what the rule says', async () => {
    await rule({ effect: { kind: 'answer', status: 502, body: 'html' } });
    const page = await client.ask('GET', unknownJob);
    assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(Buffer.from(page.bytes).toString(), /<h1>502<\/h1>/);
    await rule({ effect: { kind: 'answer', status: 503, body: 'empty' } });
    assert.equal((await client.ask('GET', unknownJob)).bytes.length, 0);
    await rule({ effect: { kind: 'answer', status: 429, body: { error: 'x' }, headers: { 'Retry-After': '7' } } });
    const chosen = await client.ask('GET', unknownJob);
    assert.deepEqual(chosen.json, { error: 'x' });
    assert.equal(chosen.headers.get('retry-after'), '7');
    await rule({ effect: { kind: 'answer', status: 429, code: 'RATE_LIMIT_EXCEEDED' } });
    assert.equal(((await client.ask('GET', unknownJob)).json as { code: string }).code, 'RATE_LIMIT_EXCEEDED');
  });

  it('cuts the connection after the write was committed: the record exists', async () => {
    await rule({ method: 'POST', path: '/crm/v8/Leads', times: 1, effect: { kind: 'drop', when: 'after' } });
    await assert.rejects(client.ask('POST', '/crm/v8/Leads', { data: [{ Last_Name: 'Committed' }] }));
    assert.equal(await countLeads('Committed'), 1);
  });

  it('cuts the connection before the write: the record does not exist', async () => {
    await rule({ method: 'POST', path: '/crm/v8/Leads', times: 1, effect: { kind: 'drop', when: 'before' } });
    await assert.rejects(client.ask('POST', '/crm/v8/Leads', { data: [{ Last_Name: 'Dropped' }] }));
    assert.equal(await countLeads('Dropped'), 0);
    await client.ask('POST', '/crm/v8/Leads', { data: [{ Last_Name: 'Dropped' }] });
    assert.equal(await countLeads('Dropped'), 1);
  });

  it('breaks off an answer whose length was promised', async () => {
    await rule({ path: '/crm/**', effect: { kind: 'truncate', keepBytes: 10 } });
    await assert.rejects(client.ask('GET', unknownJob), TypeError);
  });

  it('sends a damaged file that HTTP finds in order', async () => {
    const id = await client.createJob({ query: { module: { api_name: 'Leads' } } });
    await client.finishedJob(id);
    await rule({ pathPattern: '/result$', times: 1, effect: { kind: 'truncate', keepBytes: 100, promise: 'kept' } });
    const damaged = await client.ask('GET', `/crm/bulk/v8/read/${id}/result`);
    assert.equal(damaged.bytes.length, 100);
    assert.throws(() => unzipSync(damaged.bytes));
    const whole = await client.ask('GET', `/crm/bulk/v8/read/${id}/result`);
    assert.deepEqual(Object.keys(unzipSync(whole.bytes)), [`${id}.csv`]);
  });

  it('delays an answer', async () => {
    await rule({ effect: { kind: 'delay', milliseconds: 150 } });
    const start = performance.now();
    assert.equal((await client.ask('GET', unknownJob)).status, 404);
    assert.ok(performance.now() - start >= 145);
  });

  it('reads its rules from a file and refuses to start with a broken one', async () => {
    await assert.rejects(startSampleOrg({ faultsFile: 'no-such-file.json' }), /no-such-file\.json/);
  });

  // Last, because the client's token is gone then.
  it('lets the token of a call expire', async () => {
    await rule({ path: unknownJob, nth: 2, effect: { kind: 'expireToken' } });
    const statuses: number[] = [];
    for (let call = 0; call < 3; call++) statuses.push((await client.ask('GET', unknownJob)).status);
    assert.deepEqual(statuses, [404, 401, 401]);
  });

  async function countLeads(lastName: string): Promise<number> {
    const criteria = { field: { api_name: 'Last_Name' }, comparator: 'equal', value: lastName };
    const query = { module: { api_name: 'Leads' }, fields: ['Last_Name'], criteria };
    return (await client.exportRows({ query })).length;
  }
});
