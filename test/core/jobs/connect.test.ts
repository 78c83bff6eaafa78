import assert from 'node:assert/strict';

import { SignInError } from '../../../src/core/errors.ts';
import { connect } from '../../../src/core/jobs/connect.ts';
import { redirectUriFor } from '../../../src/core/model/oauth.ts';
import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { consent } from '../consent.ts';
import { crmPartsFor } from '../crmParts.ts';

const never = new AbortController().signal;
const redirectPort = 41_991;

describe('connecting to the sample organization', () => {
  let sampleOrg: RunningSampleOrg;
  before(async () => {
    sampleOrg = await startSampleOrg({ redirectUris: [redirectUriFor(redirectPort)], userTimeZone: 'Europe/Berlin' });
  });
  after(() => sampleOrg.stop());

  it('signs in through the browser, stores the connection and reads modules with its token', async () => {
    const parts = crmPartsFor(sampleOrg);
    const connection = await connect({ ...parts, openBrowser: consent('accept') }, requestTo(sampleOrg), never);
    assert.equal(connection.name, 'Sample organization');
    assert.equal(connection.organization.id, sampleOrg.info.organizationId);
    assert.equal(connection.timeZone, 'Europe/Berlin');
    assert.deepEqual(parts.store.list(), [connection]);
    const modules = await parts.crm.clientFor(connection).modules(never);
    assert.ok(modules.some((module) => module.apiName === 'Leads' && module.kind === 'standard' && module.isReadable));
    await parts.crm.close();
  });

  it('renews the connection when the same user signs in again', async () => {
    const parts = crmPartsFor(sampleOrg);
    const first = await connect({ ...parts, openBrowser: consent('accept') }, requestTo(sampleOrg), never);
    const second = await connect({ ...parts, openBrowser: consent('accept') }, requestTo(sampleOrg), never);
    assert.equal(second.id, first.id);
    assert.equal(parts.store.list().length, 1);
    await parts.crm.close();
  });

  it('refreshes a token that the organization refuses, once', async () => {
    const parts = crmPartsFor(sampleOrg);
    const connection = await connect({ ...parts, openBrowser: consent('accept') }, requestTo(sampleOrg), never);
    sampleOrg.clock.advance(2 * 3_600_000);
    const client = parts.crm.clientFor(connection);
    assert.ok((await client.modules(never)).length > 0);
    const refreshes = parts.log.lines.filter((line) => line.includes('/oauth/v2/token'));
    assert.equal(refreshes.length, 2);
    await parts.crm.close();
  });

  it('stores nothing when the user declines', async () => {
    const parts = crmPartsFor(sampleOrg);
    await assert.rejects(
      connect({ ...parts, openBrowser: consent('decline') }, requestTo(sampleOrg), never),
      SignInError,
    );
    assert.deepEqual(parts.store.list(), []);
    assert.equal(parts.secrets.content.size, 0);
    await parts.crm.close();
  });

  it('leaves no token and no client secret in the log, the state or an error', async () => {
    const parts = crmPartsFor(sampleOrg);
    const connection = await connect({ ...parts, openBrowser: consent('accept') }, requestTo(sampleOrg), never);
    const access = await parts.tokens.tokenFor(connection, never);
    const stored = await parts.store.secretsOf(connection.id);
    assert.ok(stored);
    await parts.crm.clientFor(connection).modules(never);
    const readable = JSON.stringify([parts.log.lines, [...parts.state.content]]);
    for (const secret of [access.text, stored.refreshToken ?? '-', stored.clientSecret])
      assert.ok(!readable.includes(secret));
    await parts.crm.close();
  });
});

function requestTo(sampleOrg: RunningSampleOrg) {
  return {
    name: 'Sample organization',
    dataCenter: 'sample',
    accountsOrigin: sampleOrg.info.origin,
    client: { id: sampleOrg.info.clientId, secret: sampleOrg.info.clientSecret },
    redirectPort,
  } as const;
}
