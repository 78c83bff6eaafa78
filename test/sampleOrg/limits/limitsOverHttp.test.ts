import assert from 'node:assert/strict';

import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { SampleClient } from '../bulk/sampleClient.ts';

const job = { query: { module: { api_name: 'Leads' } } };

describe('limits on the wire', () => {
  let sample: RunningSampleOrg;
  let client: SampleClient;

  before(async () => {
    sample = await startSampleOrg({ credits: 100, latencyMs: 100, edition: 'free', tokenLifetimeSeconds: 1_000_000 });
    client = new SampleClient(sample);
  });
  after(() => sample.stop());

  it('answers 429 without Retry-After when credits are used up, until they come back', async () => {
    const first = await client.ask('POST', '/crm/bulk/v8/read', job);
    assert.equal(first.headers.get('x-api-credits-remaining'), '50');
    assert.equal((await client.ask('POST', '/crm/bulk/v8/read', job)).headers.get('x-api-credits-remaining'), '0');
    const refused = await client.ask('POST', '/crm/bulk/v8/read', job);
    assert.equal(refused.status, 429);
    assert.equal((refused.json as { code: string }).code, 'TOO_MANY_REQUESTS');
    assert.equal(refused.headers.get('x-api-credits-remaining'), '0');
    assert.equal(refused.headers.get('retry-after'), null);
    sample.clock.advance(25 * 3_600_000);
    assert.equal((await client.ask('POST', '/crm/bulk/v8/read', job)).status, 201);
  });

  it('refuses the sixth call in flight of the free edition', async () => {
    await client.ask('POST', '/__sample/credits', { used: 0 });
    const paths = Array.from({ length: 8 }, (_, number) => `/crm/bulk/v8/read/${String(number + 1).padStart(18, '1')}`);
    const answers = await Promise.all(paths.map((path) => client.ask('GET', path)));
    const statuses = answers.map((answer) => answer.status).sort();
    assert.deepEqual(statuses, [404, 404, 404, 404, 404, 429, 429, 429]);
  });

  it('has limits of its own in each environment', async () => {
    await client.ask('POST', '/__sample/credits', { used: 100 });
    assert.equal((await client.ask('GET', '/crm/bulk/v8/read/554023000000000001')).status, 429);
    const sandbox = await client.ask('GET', '/__sample/info?environment=sandbox');
    assert.deepEqual((sandbox.json as { credits: unknown }).credits, { limit: 100, used: 0 });
  });
});
