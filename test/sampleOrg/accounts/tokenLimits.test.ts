import assert from 'node:assert/strict';

import { AccountsSession, minuteMs, textOf } from './accountsSession.ts';

const accessDenied = {
  error_description: 'You have made too many requests continuously. Please try again after some time.',
  error: 'Access Denied',
  status: 'failure',
};

describe('limits on tokens', () => {
  let session: AccountsSession;
  before(async () => (session = await AccountsSession.start()));
  beforeEach(() => {
    session.advance(11 * minuteMs);
  });
  after(() => session.stop());

  it('lets an access token live as long as it says', async () => {
    const { accessToken } = await session.signIn();
    session.advance(3_590_000);
    assert.equal(await session.isLive(accessToken), true);
    session.advance(10_000);
    assert.equal(await session.isLive(accessToken), false);
  });

  it('gives ten access tokens in ten minutes for a refresh token, and then none until the first is ten minutes old', async () => {
    const [busy, idle] = [await session.signIn(), await session.signIn()];
    for (let number = 0; number < 10; number++) textOf(await session.refresh(busy.refreshToken), 'access_token');
    const ask = { ...session.client, grant_type: 'refresh_token', refresh_token: busy.refreshToken };
    const reply = await session.post('/oauth/v2/token', ask);
    assert.equal(reply.status, 400);
    assert.deepEqual(await reply.json(), accessDenied);
    textOf(await session.refresh(idle.refreshToken), 'access_token');
    session.advance(10 * minuteMs);
    textOf(await session.refresh(busy.refreshToken), 'access_token');
  });

  it('ends the oldest of sixteen live access tokens of a refresh token, silently', async () => {
    const { accessToken, refreshToken } = await session.signIn();
    const other = await session.signIn();
    const made: string[] = [accessToken];
    while (made.length < 15) {
      if (made.length % 8 === 0) session.advance(10 * minuteMs);
      made.push(textOf(await session.refresh(refreshToken), 'access_token'));
    }
    assert.equal(await session.isLive(accessToken), true);
    made.push(textOf(await session.refresh(refreshToken), 'access_token'));
    const live = await Promise.all(made.map((each) => session.isLive(each)));
    assert.deepEqual(live, [false, ...Array.from({ length: 15 }, () => true)]);
    assert.equal(await session.isLive(other.accessToken), true);
  });

  it('deletes the oldest of 21 refresh tokens of a user with its access tokens, and nobody else’s', async () => {
    const user = { user: 'user6@zylker.example' };
    const stranger = await session.signIn({}, { user: 'user7@zylker.example' });
    const first = await session.signIn({}, user);
    const second = await session.signIn({}, user);
    for (let number = 2; number < 20; number++) {
      if (number % 6 === 0) session.advance(10 * minuteMs);
      await session.signIn({}, user);
    }
    textOf(await session.refresh(first.refreshToken), 'access_token');
    assert.equal(await session.isLive(first.accessToken), true);
    await session.signIn({}, user);
    assert.deepEqual(await session.refresh(first.refreshToken), { error: 'invalid_code' });
    assert.equal(await session.isLive(first.accessToken), false);
    textOf(await session.refresh(second.refreshToken), 'access_token');
    textOf(await session.refresh(stranger.refreshToken), 'access_token');
  });

  it('answers throttled refreshes with status 200 when told so', async () => {
    const lenient = await AccountsSession.start({ throttleStatus: 200, tokenLifetimeSeconds: 90 });
    try {
      const { refreshToken } = lenient.running.info;
      const first = await lenient.refresh(refreshToken);
      assert.equal(first['expires_in'], 90);
      for (let number = 1; number < 10; number++) await lenient.refresh(refreshToken);
      const ask = { ...lenient.client, grant_type: 'refresh_token', refresh_token: refreshToken };
      const reply = await lenient.post('/oauth/v2/token', ask);
      assert.equal(reply.status, 200);
      assert.deepEqual(await reply.json(), accessDenied);
    } finally {
      await lenient.stop();
    }
  });
});
