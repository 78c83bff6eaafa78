import assert from 'node:assert/strict';

import { AccountsSession, textOf } from './accountsSession.ts';

describe('the token of an API call', () => {
  let session: AccountsSession;
  before(async () => (session = await AccountsSession.start({ seed: 7 })));
  after(() => session.stop());

  it('is taken with either scheme, whatever the case of its name', async () => {
    const { accessToken } = session.running.info;
    for (const scheme of ['Zoho-oauthtoken', 'zoho-oauthtoken', 'Bearer', 'bearer']) {
      assert.deepEqual(await session.callApi(`${scheme} ${accessToken}`), { status: 200 }, scheme);
    }
  });

  it('is missed or garbled: AUTHENTICATION_FAILURE', async () => {
    const { accessToken } = session.running.info;
    for (const header of [undefined, 'Bearer', accessToken, `Basic ${accessToken}`, `Bearer ${accessToken} more`]) {
      assert.deepEqual(await session.callApi(header), { status: 401, code: 'AUTHENTICATION_FAILURE' }, header);
    }
  });

  it('is unknown, a refresh token, or in the wrong case: INVALID_TOKEN', async () => {
    const { accessToken, refreshToken } = session.running.info;
    for (const token of ['1000.no.such', refreshToken, accessToken.toUpperCase()]) {
      assert.deepEqual(await session.callApi(`Bearer ${token}`), { status: 401, code: 'INVALID_TOKEN' });
    }
  });

  it('is good in the environment that the person chose, and nowhere else', async () => {
    for (const environment of ['sandbox', 'developer']) {
      const code = await session.code({ scope: 'ZohoCRM.users.READ' }, { environment });
      const answer = await session.exchange(code);
      assert.equal(answer['api_domain'], `${session.origin}/${environment}`);
      const header = `Zoho-oauthtoken ${textOf(answer, 'access_token')}`;
      assert.equal((await session.callApi(header, `/${environment}`)).status, 200);
      assert.deepEqual(await session.callApi(header), { status: 401, code: 'INVALID_TOKEN' });
    }
    const production = await session.callApi(`Bearer ${session.running.info.accessToken}`, '/sandbox');
    assert.deepEqual(production, { status: 401, code: 'INVALID_TOKEN' });
  });

  it('speaks for the user who signed in', async () => {
    const code = await session.code({ scope: 'ZohoCRM.users.READ' }, { user: 'user4@zylker.example' });
    const token = textOf(await session.exchange(code), 'access_token');
    const reply = await fetch(`${session.origin}/crm/v8/users?type=CurrentUser`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const { users } = (await reply.json()) as { users: { email: string }[] };
    assert.deepEqual(
      users.map(({ email }) => email),
      ['user4@zylker.example'],
    );
  });

  it('holds its scopes without regard to case, and ALL holds READ', async () => {
    for (const scope of ['zohocrm.USERS.read', 'ZohoCRM.users.all']) {
      const token = textOf(await session.exchange(await session.code({ scope })), 'access_token');
      assert.equal((await session.callApi(`Bearer ${token}`)).status, 200, scope);
    }
    const token = textOf(await session.exchange(await session.code({ scope: 'ZohoCRM.bulk.ALL' })), 'access_token');
    assert.deepEqual(await session.callApi(`Bearer ${token}`), { status: 401, code: 'OAUTH_SCOPE_MISMATCH' });
  });
});

describe('the first tokens', () => {
  it('and the client depend on the seed alone', async () => {
    const infoOf = async (seed: number): Promise<readonly string[]> => {
      const session = await AccountsSession.start({ seed });
      await session.stop();
      const { clientId, clientSecret, refreshToken, accessToken } = session.running.info;
      return [clientId, clientSecret, refreshToken, accessToken];
    };
    const [one, again, other] = [await infoOf(5), await infoOf(5), await infoOf(6)];
    assert.deepEqual(one, again);
    assert.equal(new Set([...one, ...other]).size, 8);
    assert.match(one[0] ?? '', /^1000\.[A-Z\d]{30}$/);
    assert.match(one[1] ?? '', /^[\da-f]{42}$/);
  });

  it('expire, counted from the start, and can be refreshed', async () => {
    const session = await AccountsSession.start({ clockStart: Date.parse('2026-03-08T09:59:00Z') });
    try {
      const { accessToken, refreshToken } = session.running.info;
      session.advance(3_590_000);
      assert.equal((await session.callApi(`Bearer ${accessToken}`)).status, 200);
      session.advance(10_000);
      assert.deepEqual(await session.callApi(`Bearer ${accessToken}`), { status: 401, code: 'INVALID_TOKEN' });
      const refreshed = textOf(await session.refresh(refreshToken), 'access_token');
      assert.equal((await session.callApi(`Bearer ${refreshed}`)).status, 200);
    } finally {
      await session.stop();
    }
  });

  it('are no consent: the administrator’s first sign-in still gets a refresh token', async () => {
    const session = await AccountsSession.start();
    try {
      assert.ok('refresh_token' in (await session.exchange(await session.code())));
    } finally {
      await session.stop();
    }
  });
});
