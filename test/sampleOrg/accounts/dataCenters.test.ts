import assert from 'node:assert/strict';

import { AccountsSession, textOf } from './accountsSession.ts';

describe('the accounts servers of the data centers', () => {
  let session: AccountsSession;
  before(async () => (session = await AccountsSession.start({ dataCenter: 'eu' })));
  after(() => session.stop());

  it('are listed, the organization’s own without a prefix', async () => {
    for (const prefix of ['', '/dc/us']) {
      const reply = await fetch(`${session.origin}${prefix}/oauth/serverinfo`);
      const { result, locations } = (await reply.json()) as { result: string; locations: Record<string, string> };
      assert.equal(result, 'success');
      assert.equal(locations['eu'], session.origin);
      assert.equal(locations['us'], `${session.origin}/dc/us`);
      assert.equal(locations['uk'], `${session.origin}/dc/uk`);
    }
  });

  it('send a person who starts elsewhere home, where alone the code is good', async () => {
    const location = await session.consent({}, {}, '/dc/us');
    assert.equal(location.searchParams.get('location'), 'eu');
    assert.equal(location.searchParams.get('accounts-server'), session.origin);
    const code = location.searchParams.get('code') ?? '';
    const ask = { grant_type: 'authorization_code', redirect_uri: 'http://localhost:41173/callback', code };
    assert.deepEqual(await session.token(ask, '/dc/us'), { error: 'invalid_code' });
    textOf(await session.token(ask, '/dc/eu'), 'access_token');
  });

  it('know no tokens but their own', async () => {
    const { refreshToken, accessToken, organizationId } = session.running.info;
    const refresh = { grant_type: 'refresh_token', refresh_token: refreshToken };
    assert.deepEqual(await session.token(refresh, '/dc/us'), { error: 'invalid_code' });
    const itself = { grant_type: 'client_credentials', scope: 'ZohoCRM.users.READ', soid: `ZohoCRM.${organizationId}` };
    assert.deepEqual(await session.token(itself, '/dc/us'), { error: 'missing_org_info' });
    assert.equal((await session.post('/dc/us/oauth/v2/token/revoke', { token: refreshToken })).status, 400);
    const introspected = await session.post('/dc/us/oauth/v2/introspect', { ...session.client, token: accessToken });
    assert.deepEqual(await introspected.json(), { active: false });
    const headers = { Authorization: `Bearer ${accessToken}` };
    assert.equal((await fetch(`${session.origin}/dc/us/oauth/v2/userinfo`, { headers })).status, 401);
    assert.equal(await session.isLive(accessToken), true);
  });
});
