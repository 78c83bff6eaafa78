import assert from 'node:assert/strict';

import { AccountsSession, minuteMs, redirectUri, textOf } from './accountsSession.ts';

describe('the self client', () => {
  let session: AccountsSession;
  before(async () => (session = await AccountsSession.start()));
  beforeEach(() => {
    session.advance(11 * minuteMs);
  });
  after(() => session.stop());

  const scope = 'ZohoCRM.modules.READ,ZohoCRM.users.READ';

  async function make(values: Record<string, string>): Promise<Record<string, unknown>> {
    return (await (await session.post('/self-client', values)).json()) as Record<string, unknown>;
  }

  it('makes a code that is exchanged without a redirect address, for a refresh token too', async () => {
    const { code, ...rest } = await make({ scope, user: 'user5@zylker.example', minutes: '10' });
    assert.deepEqual(rest, { expires_in: 600 });
    const answer = await session.token({ grant_type: 'authorization_code', code: String(code) });
    textOf(answer, 'refresh_token');
    const reply = await fetch(`${session.origin}/oauth/v2/introspect`, {
      method: 'POST',
      body: new URLSearchParams({ ...session.client, token: textOf(answer, 'access_token') }),
    });
    const { username, scope: granted } = (await reply.json()) as { username: string; scope: string };
    assert.deepEqual([username, granted], ['user5@zylker.example', 'ZohoCRM.modules.READ ZohoCRM.users.READ']);
  });

  it('makes codes for the administrator and three minutes unless told otherwise', async () => {
    const early = textOf(await make({ scope }), 'code');
    const { code, expires_in: seconds } = await make({ scope });
    assert.equal(seconds, 180);
    session.advance(2 * minuteMs);
    textOf(await session.token({ grant_type: 'authorization_code', code: early }), 'access_token');
    session.advance(minuteMs);
    const late = await session.token({ grant_type: 'authorization_code', code: String(code) });
    assert.deepEqual(late, { error: 'invalid_code' });
  });

  it('makes codes that live as long as chosen', async () => {
    for (const minutes of [3, 5, 7, 10]) {
      const [one, other] = [
        await make({ scope, minutes: String(minutes) }),
        await make({ scope, minutes: String(minutes) }),
      ];
      session.advance(minutes * minuteMs - 5000);
      textOf(await session.exchange(textOf(one, 'code')), 'access_token');
      session.advance(5000);
      assert.deepEqual(await session.exchange(textOf(other, 'code')), { error: 'invalid_code' });
      session.advance(10 * minuteMs);
    }
  });

  it('binds the code to the environment that is chosen', async () => {
    const code = textOf(await make({ scope, environment: 'sandbox' }), 'code');
    const answer = await session.token({ grant_type: 'authorization_code', code });
    assert.equal(answer['api_domain'], `${session.origin}/sandbox`);
  });

  it('ignores a redirect address at the exchange, which scripts often send', async () => {
    const code = textOf(await make({ scope }), 'code');
    textOf(await session.exchange(code, { redirect_uri: redirectUri }), 'access_token');
  });

  for (const [what, values, error] of [
    ['an unknown scope', { scope: 'everything' }, 'invalid_scope'],
    ['a missing scope', {}, 'invalid_scope'],
    ['an unknown user', { scope, user: 'nobody@zylker.example' }, 'invalid_user'],
    ['a life that is not offered', { scope, minutes: '4' }, 'invalid_minutes'],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const reply = await session.post('/self-client', values);
      assert.deepEqual([reply.status, await reply.json()], [400, { error }]);
    });
  }

  it('counts its codes with those of the redirects', async () => {
    for (let number = 0; number < 9; number++) textOf(await make({ scope }), 'code');
    await session.code();
    const reply = await session.post('/self-client', { scope });
    assert.equal(reply.status, 400);
    assert.equal(((await reply.json()) as { error: string }).error, 'Access Denied');
  });

  it('has a page for people, which answers with a page', async () => {
    const form = await (await fetch(`${session.origin}/self-client`)).text();
    assert.match(form, /<label for="minutes">/);
    const reply = await session.post('/self-client', { scope, minutes: '5' }, { Accept: 'text/html,*/*;q=0.8' });
    const [, code] = /<code class="result"[^>]*>(1000\.[^<]+)</.exec(await reply.text()) ?? [];
    textOf(await session.token({ grant_type: 'authorization_code', code: code ?? '' }), 'access_token');
    const refused = await session.post('/self-client', { scope: 'x' }, { Accept: 'text/html' });
    assert.equal(refused.status, 400);
    assert.match(await refused.text(), /Scope does not exist/);
  });

  it('does not work for the forms of other sites', async () => {
    const reply = await session.post('/self-client', { scope }, { 'Sec-Fetch-Site': 'cross-site' });
    assert.deepEqual([reply.status, await reply.json()], [400, { error: 'access_denied' }]);
  });
});
