import assert from 'node:assert/strict';
import { request } from 'node:http';

import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { SampleClient } from '../bulk/sampleClient.ts';

interface Info {
  readonly users: readonly { readonly id: string; readonly timeZone: string }[];
  readonly credits: { readonly limit: number; readonly used: number };
}

describe('the control endpoint', () => {
  let sample: RunningSampleOrg;
  let client: SampleClient;

  before(async () => {
    sample = await startSampleOrg({ bulkStepMs: 0, records: new Map([['Leads', 20]]) });
    client = new SampleClient(sample);
  });
  after(() => sample.stop());

  async function refusedKey(method: string, path: string, body: unknown): Promise<string> {
    const answer = await client.ask(method, path, body);
    assert.equal(answer.status, 400, `${path} ${JSON.stringify(body)}`);
    return (answer.json as { error: { key: string } }).error.key;
  }

  async function info(query = ''): Promise<Info> {
    return (await client.ask('GET', `/__sample/info${query}`)).json as Info;
  }

  it('tells what a client must know, and no tokens', async () => {
    const answer = await client.ask('GET', '/__sample/info');
    const { origin, clientId, clientSecret, redirectUris, options } = answer.json as Record<string, unknown>;
    assert.deepEqual(
      { origin, clientId, clientSecret, redirectUris },
      {
        origin: sample.info.origin,
        clientId: sample.info.clientId,
        clientSecret: sample.info.clientSecret,
        redirectUris: sample.info.redirectUris,
      },
    );
    assert.deepEqual((options as { records: unknown }).records, { Leads: 20 });
    const text = Buffer.from(answer.bytes).toString();
    assert.equal(/accessToken|refreshToken/.test(text), false);
  });

  it('refuses web pages of other sites and other host names', async () => {
    const path = '/__sample/info';
    const statusWith = async (headers: Record<string, string>): Promise<number> =>
      (await client.ask('GET', path, undefined, headers)).status;
    assert.equal(await statusWith({ Origin: 'https://example.com' }), 403);
    assert.equal(await statusWith({ Origin: 'null' }), 403);
    assert.equal(await statusWith({ Origin: sample.info.origin }), 200);
    assert.equal(await statusOfHost('127.0.0.1.example.com'), 403);
    assert.equal(await statusOfHost('localhost'), 200);
  });

  it('says which calls there are', async () => {
    assert.equal((await client.ask('GET', '/__sample/nothing')).status, 404);
    assert.equal((await client.ask('DELETE', '/__sample/clock')).status, 405);
    assert.equal(await refusedKey('POST', '/__sample/clock', '{'), 'The body');
    assert.equal(await refusedKey('POST', '/__sample/clock?environment=moon', {}), 'environment');
  });

  it('lists, adds, replaces and removes rules of faults', async () => {
    const effect = { kind: 'delay', milliseconds: 0 };
    const names = (answer: { json: unknown }): string[] =>
      (answer.json as { rules: { name: string }[] }).rules.map((each) => each.name);
    assert.deepEqual(names(await client.ask('PUT', '/__sample/faults', { rules: [{ name: 'a', effect }] })), ['a']);
    const added = await client.ask('POST', '/__sample/faults', { rules: [{ name: 'b', effect }] });
    assert.deepEqual(names(added), ['a', 'b']);
    assert.equal(await refusedKey('POST', '/__sample/faults', { rules: [{ name: 'c' }] }), 'rules[0].effect');
    await client.ask('GET', '/crm/bulk/v8/read/1');
    const { rules } = (await client.ask('GET', '/__sample/faults')).json as { rules: Record<string, unknown>[] };
    assert.deepEqual(
      rules.map(({ name, matched, applied }) => [name, matched, applied]),
      [
        ['a', 1, 1],
        ['b', 1, 0],
      ],
    );
    assert.deepEqual(names(await client.ask('DELETE', '/__sample/faults')), []);
  });

  it('counts requests by method and path, faults included, and the most in flight', async () => {
    await client.ask('DELETE', '/__sample/requests');
    const fault = { path: '/crm/**', firstN: 1, effect: { kind: 'answer', status: 503 } };
    await client.ask('PUT', '/__sample/faults', { rules: [fault, { effect: { kind: 'delay', milliseconds: 30 } }] });
    const paths = ['/crm/bulk/v8/read/554023000000000001', '/crm/bulk/v8/read/554023000000000002?a=1'];
    for (const path of paths) await client.ask('GET', path);
    await Promise.all(paths.map((path) => client.ask('GET', path)));
    await client.ask('DELETE', '/__sample/faults');
    assert.deepEqual((await client.ask('GET', '/__sample/requests')).json, {
      total: 4,
      inFlight: 0,
      mostInFlight: 2,
      requests: [{ method: 'GET', path: '/crm/bulk/v8/read/{id}', count: 4 }],
    });
  });

  it('sets and advances the clock', async () => {
    const before = sample.clock.now();
    await client.ask('POST', '/__sample/clock', { advanceMs: 90_000 });
    assert.ok(sample.clock.now() - before >= 90_000);
    const set = await client.ask('POST', '/__sample/clock', { now: '2031-01-01T00:00:00+01:00' });
    assert.match((set.json as { now: string }).now, /^2030-12-31T23:00:0/);
    for (const body of [{}, { now: '2031-01-01T00:00:00' }, { now: '2031-01-01T00:00:00Z', advanceMs: 1 }]) {
      assert.equal(await refusedKey('POST', '/__sample/clock', body), 'now');
    }
    assert.equal(await refusedKey('POST', '/__sample/clock', { advanceMs: 0.5 }), 'advanceMs');
    assert.equal(await refusedKey('POST', '/__sample/clock', { later: 1 }), 'later');
    sample.clock.set(Date.now());
  });

  it("changes a user's time zone, and with it the text of every datetime", async () => {
    const [admin] = (await info()).users;
    assert.ok(admin);
    const path = `/__sample/users/${admin.id}`;
    assert.equal((await client.ask('POST', path, { time_zone: 'Etc/GMT+12' })).status, 200);
    assert.equal((await info()).users[0]?.timeZone, 'Etc/GMT+12');
    const query = { module: { api_name: 'Leads' }, fields: ['Created_Time'] };
    for (const row of await client.exportRows({ query })) assert.match(row['Created_Time'] ?? '', /-12:00$/);
    assert.equal(await refusedKey('POST', path, { time_zone: 'Mars/Base' }), 'time_zone');
    assert.equal(await refusedKey('POST', path, {}), 'time_zone');
    assert.equal(await refusedKey('POST', '/__sample/users/1', { time_zone: 'UTC' }), 'id');
  });

  it('spends credits', async () => {
    const allButOne = (await info()).credits.limit - 1;
    assert.equal((await client.ask('POST', '/__sample/credits', { used: allButOne })).status, 200);
    assert.equal((await info()).credits.used, allButOne);
    const last = await client.ask('GET', '/crm/v8/Leads?fields=Email');
    assert.equal(last.headers.get('x-api-credits-remaining'), '0');
    assert.equal((await client.ask('GET', '/crm/v8/Leads?fields=Email')).status, 429);
    assert.equal(await refusedKey('POST', '/__sample/credits', { used: -1 }), 'used');
    await client.ask('POST', '/__sample/credits', { used: 0 });
  });

  it('changes another environment when asked to', async () => {
    await client.ask('POST', '/__sample/credits?environment=sandbox', { used: 7 });
    assert.equal((await info('?environment=sandbox')).credits.used, 7);
    assert.equal((await info('?environment=developer')).credits.used, 0);
  });

  function statusOfHost(host: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const call = request(`${sample.info.origin}/__sample/info`, { headers: { Host: host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      call.on('error', reject).end();
    });
  }
});
