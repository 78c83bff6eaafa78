import assert from 'node:assert/strict';

import { AccountsSession, minuteMs, textOf } from './accountsSession.ts';

describe('revocation', () => {
  let session: AccountsSession;
  before(async () => (session = await AccountsSession.start()));
  beforeEach(() => {
    session.advance(11 * minuteMs);
  });
  after(() => session.stop());

  it('of a refresh token ends all access tokens made from it', async () => {
    const { accessToken, refreshToken } = await session.signIn();
    const other = await session.signIn();
    const refreshed = textOf(await session.refresh(refreshToken), 'access_token');
    const reply = await fetch(`${session.origin}/oauth/v2/token/revoke?token=${refreshToken}`, { method: 'POST' });
    assert.deepEqual([reply.status, await reply.json()], [200, { status: 'success' }]);
    assert.equal(await session.isLive(accessToken), false);
    assert.equal(await session.isLive(refreshed), false);
    assert.deepEqual(await session.refresh(refreshToken), { error: 'invalid_code' });
    assert.equal(await session.isLive(other.accessToken), true);
  });

  it('of an access token leaves its refresh token alone', async () => {
    const { accessToken, refreshToken } = await session.signIn();
    assert.equal((await session.post('/oauth/v2/token/revoke', { token: accessToken })).status, 200);
    assert.equal(await session.isLive(accessToken), false);
    textOf(await session.refresh(refreshToken), 'access_token');
  });

  it('of an unknown or ended token is an HTML page with status 400', async () => {
    const { refreshToken } = await session.signIn();
    await session.post('/oauth/v2/token/revoke', { token: refreshToken });
    for (const token of [refreshToken, '1000.no.such', '']) {
      const reply = await session.post('/oauth/v2/token/revoke', { token });
      assert.equal(reply.status, 400);
      assert.match(reply.headers.get('content-type') ?? '', /^text\/html/);
    }
  });

  it('in its newer form wants the client and a fitting token type', async () => {
    const { accessToken, refreshToken } = await session.signIn();
    const { client_id: id, client_secret: secret } = session.client;
    const basic = { Authorization: `Basic ${btoa(`${id}:${secret}`)}` };
    const revoke = (values: Record<string, string>, headers = basic): Promise<Response> =>
      session.post('/oauth/v2/revoke/token', values, headers);
    const stranger = await revoke({ token: refreshToken }, { Authorization: `Basic ${btoa(`${id}:x`)}` });
    assert.deepEqual(await stranger.json(), { error: 'invalid_client_secret' });
    assert.equal((await revoke({ token: refreshToken, token_type: 'access_token' })).status, 400);
    assert.equal((await revoke({ token: refreshToken, token_type: 'other' })).status, 400);
    assert.equal(await session.isLive(accessToken), true);
    assert.equal((await revoke({ token: accessToken, token_type: 'access_token' })).status, 200);
    assert.equal((await revoke({ token: refreshToken, token_type: 'refresh_token' })).status, 200);
    assert.deepEqual(await session.refresh(refreshToken), { error: 'invalid_code' });
  });
});
