import assert from 'node:assert/strict';

import { AccountsSession, textOf } from './accountsSession.ts';

describe('what the accounts server tells about a token', () => {
  let session: AccountsSession;
  before(async () => (session = await AccountsSession.start()));
  after(() => session.stop());

  async function ask(path: string, token: string): Promise<{ status: number; body: Record<string, unknown> }> {
    const reply = await fetch(session.origin + path, { headers: { Authorization: `Bearer ${token}` } });
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
  }

  it('is who its holder is', async () => {
    const { accessToken } = session.running.info;
    const claims = await ask('/oauth/v2/userinfo', accessToken);
    assert.equal(claims.body['email'], 'patricia.boyle@zylker.example');
    const profile = await ask('/oauth/user/info', accessToken);
    assert.equal(profile.body['Email'], 'patricia.boyle@zylker.example');
    assert.equal(String(profile.body['ZUID']), claims.body['sub']);
  });

  it('is nothing for a token without the scope, or no token', async () => {
    const code = await session.code({ scope: 'ZohoCRM.modules.ALL' });
    const token = textOf(await session.exchange(code), 'access_token');
    for (const path of ['/oauth/v2/userinfo', '/oauth/user/info']) {
      const mismatch = await ask(path, token);
      assert.deepEqual([mismatch.status, mismatch.body['code']], [401, 'OAUTH_SCOPE_MISMATCH']);
      const unknown = await ask(path, '1000.no.such');
      assert.deepEqual([unknown.status, unknown.body['code']], [401, 'INVALID_TOKEN']);
    }
  });

  it('is, for the client, until when it lives and what it may do', async () => {
    const code = await session.code({ scope: 'ZohoCRM.coql.READ' }, { user: 'user2@zylker.example' });
    const token = textOf(await session.exchange(code), 'access_token');
    const reply = await session.post('/oauth/v2/introspect', { ...session.client, token });
    const { iat, exp, sub, ...rest } = (await reply.json()) as Record<string, unknown>;
    assert.equal(Number(exp) - Number(iat), 3600);
    assert.match(String(sub), /^\d+$/);
    assert.deepEqual(rest, {
      active: true,
      scope: 'ZohoCRM.coql.READ',
      client_id: session.client.client_id,
      token_type: 'Bearer',
      username: 'user2@zylker.example',
    });
    const stranger = await session.post('/oauth/v2/introspect', { token, client_id: 'x' });
    assert.deepEqual(await stranger.json(), { error: 'invalid_client' });
  });
});

describe('the retired authtoken', () => {
  it('is refused in its old form', async () => {
    const session = await AccountsSession.start({ clockStart: Date.parse('2026-07-01T19:05:06Z') });
    try {
      const reply = await session.post('/apiauthtoken/nb/create', {
        SCOPE: 'ZohoCRM/crmapi',
        EMAIL_ID: 'a',
        PASSWORD: 'b',
      });
      assert.equal(reply.status, 200);
      assert.match(reply.headers.get('content-type') ?? '', /^text\/plain/);
      const lines = (await reply.text()).split('\n');
      assert.match(lines[1] ?? '', /^#Wed Jul 01 12:05:\d\d PDT 2026$/);
      assert.deepEqual(lines.slice(2), ['CAUSE=AUTHTOKEN_NO_LONGER_SUPPORTED', 'RESULT=FALSE', '']);
    } finally {
      await session.stop();
    }
  });
});
