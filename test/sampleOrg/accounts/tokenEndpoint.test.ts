import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import { AccountsSession, minuteMs, textOf } from './accountsSession.ts';

const tokenShape = /^1000\.[\da-f]{32}\.[\da-f]{32}$/;

describe('the token endpoint', () => {
  let session: AccountsSession;
  before(async () => (session = await AccountsSession.start()));
  beforeEach(() => {
    session.advance(11 * minuteMs);
  });
  after(() => session.stop());

  it('exchanges a grant code for tokens', async () => {
    const code = await session.code({ scope: 'ZohoCRM.modules.ALL,ZohoCRM.settings.ALL', prompt: 'consent' });
    const { access_token: accessToken, refresh_token: refreshToken, ...rest } = await session.exchange(code);
    assert.match(String(accessToken), tokenShape);
    assert.match(String(refreshToken), tokenShape);
    assert.deepEqual(rest, {
      scope: 'ZohoCRM.modules.ALL ZohoCRM.settings.ALL',
      api_domain: session.origin,
      token_type: 'Bearer',
      expires_in: 3600,
    });
  });

  it('takes the parameters from the URL', async () => {
    const query = new URLSearchParams({
      ...session.client,
      grant_type: 'refresh_token',
      refresh_token: session.running.info.refreshToken,
    });
    const reply = await fetch(`${session.origin}/oauth/v2/token?${query.toString()}`, { method: 'POST' });
    assert.match(textOf((await reply.json()) as Record<string, unknown>, 'access_token'), tokenShape);
  });

  it('takes the parameters from a multipart body', async () => {
    const body = new FormData();
    const values = { ...session.client, grant_type: 'refresh_token', refresh_token: session.running.info.refreshToken };
    for (const [name, value] of Object.entries(values)) body.set(name, value);
    const reply = await fetch(`${session.origin}/oauth/v2/token`, { method: 'POST', body });
    assert.match(textOf((await reply.json()) as Record<string, unknown>, 'access_token'), tokenShape);
  });

  it('survives bodies that cannot be read', async () => {
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x', 'application/json', 'text/plain']) {
      const body = '--x\r\nContent-Disposition: form-data; name="client_id"\r\n\r\nhalf';
      const reply = await fetch(`${session.origin}/oauth/v2/token`, {
        method: 'POST',
        body,
        headers: { 'Content-Type': type },
      });
      assert.deepEqual([reply.status, await reply.json()], [200, { error: 'invalid_client' }], type);
    }
  });

  it('takes the client from HTTP Basic', async () => {
    const basic = (secret: string): Record<string, string> => ({
      Authorization: `Basic ${btoa(`${session.client.client_id}:${secret}`)}`,
    });
    const values = { grant_type: 'refresh_token', refresh_token: session.running.info.refreshToken };
    const right = await session.post('/oauth/v2/token', values, basic(session.client.client_secret));
    assert.match(textOf((await right.json()) as Record<string, unknown>, 'access_token'), tokenShape);
    const wrong = await session.post('/oauth/v2/token', values, basic('guess'));
    assert.deepEqual(await wrong.json(), { error: 'invalid_client_secret' });
  });

  it('says what is wrong in a body with status 200', async () => {
    const reply = await session.post('/oauth/v2/token', { grant_type: 'refresh_token' });
    assert.equal(reply.status, 200);
    assert.deepEqual(await reply.json(), { error: 'invalid_client' });
    const { refreshToken } = session.running.info;
    assert.deepEqual(await session.refresh(refreshToken, { client_id: '1000.X' }), { error: 'invalid_client' });
    assert.deepEqual(await session.refresh(refreshToken, { client_secret: 'x' }), { error: 'invalid_client_secret' });
    assert.deepEqual(await session.refresh('1000.no.such'), { error: 'invalid_code' });
    assert.deepEqual(await session.refresh(''), { error: 'invalid_code' });
    assert.deepEqual(await session.exchange('1000.no.such'), { error: 'invalid_code' });
    assert.deepEqual(await session.token({ grant_type: 'password' }), { error: 'unsupported_grant_type' });
    assert.deepEqual(await session.token({}), { error: 'unsupported_grant_type' });
  });

  it('takes a grant code once', async () => {
    const code = await session.code();
    textOf(await session.exchange(code), 'access_token');
    assert.deepEqual(await session.exchange(code), { error: 'invalid_code' });
  });

  it('takes a grant code for three minutes', async () => {
    const [inTime, late] = [await session.code(), await session.code()];
    session.advance(3 * minuteMs - 5000);
    textOf(await session.exchange(inTime), 'access_token');
    session.advance(5000);
    assert.deepEqual(await session.exchange(late), { error: 'invalid_code' });
  });

  it('wants the redirect address of the authorization request', async () => {
    const code = await session.code();
    const elsewhere = { redirect_uri: 'http://127.0.0.1:41173/callback' };
    assert.deepEqual(await session.exchange(code, elsewhere), { error: 'invalid_redirect_uri' });
    const withoutAny = await session.token({ grant_type: 'authorization_code', code });
    assert.deepEqual(withoutAny, { error: 'invalid_redirect_uri' });
  });

  describe('with PKCE', () => {
    const verifier = 'a-verifier-of-at-least-forty-three-characters~';
    const s256 = {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };

    it('takes the verifier that fits the challenge, hashed or plain', async () => {
      for (const challenge of [
        s256,
        { code_challenge: verifier, code_challenge_method: 'plain' },
        { code_challenge: verifier },
      ]) {
        textOf(await session.exchange(await session.code(challenge), { code_verifier: verifier }), 'access_token');
      }
    });

    it('refuses another verifier and a missing one, and the code is spent', async () => {
      const code = await session.code(s256);
      assert.deepEqual(await session.exchange(code, { code_verifier: `${verifier}x` }), { error: 'invalid_code' });
      assert.deepEqual(await session.exchange(code, { code_verifier: verifier }), { error: 'invalid_code' });
      assert.deepEqual(await session.exchange(await session.code(s256)), { error: 'invalid_code' });
    });
  });

  it('gives a refresh token for offline access at the first consent of a user, or when consent is forced', async () => {
    const other = { user: 'user3@zylker.example' };
    const gets = async (values: Record<string, string>, answers = other): Promise<boolean> =>
      'refresh_token' in (await session.exchange(await session.code(values, answers)));
    assert.equal(await gets({ access_type: 'online' }), false);
    assert.equal(await gets({ access_type: 'online', prompt: 'consent' }), false);
    assert.equal(await gets({}), true);
    assert.equal(await gets({}), false);
    assert.equal(await gets({ prompt: 'consent' }), true);
    assert.equal(await gets({}, { user: 'user2@zylker.example' }), true);
  });

  it('answers a refresh without a new refresh token, as often as wanted', async () => {
    const { refreshToken } = await session.signIn();
    const answer = await session.refresh(refreshToken);
    assert.equal(await session.isLive(textOf(answer, 'access_token')), true);
    assert.deepEqual(Object.keys(answer).sort(), ['access_token', 'api_domain', 'expires_in', 'scope', 'token_type']);
    textOf(await session.refresh(refreshToken), 'access_token');
  });

  it('lets the client itself in with the organization’s portal id', async () => {
    const { organizationId } = session.running.info;
    const ask = { grant_type: 'client_credentials', scope: 'ZohoCRM.users.READ', soid: `ZohoCRM.${organizationId}` };
    const answer = await session.token(ask);
    assert.equal('refresh_token' in answer, false);
    assert.equal(answer['scope'], 'ZohoCRM.users.READ');
    assert.equal((await session.callApi(`Bearer ${textOf(answer, 'access_token')}`)).status, 200);
    assert.deepEqual(await session.token({ ...ask, soid: organizationId }), { error: 'missing_org_info' });
    assert.deepEqual(await session.token({ ...ask, soid: '' }), { error: 'missing_org_info' });
    assert.deepEqual(await session.token({ ...ask, scope: 'all' }), { error: 'invalid_scope' });
  });
});
