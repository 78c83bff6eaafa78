import assert from 'node:assert/strict';

import { AccessTokens } from '../../../src/core/connections/accessTokens.ts';
import { SignInError } from '../../../src/core/errors.ts';
import { exampleConnection } from '../exampleConnection.ts';

const secrets = { clientSecret: 's', refreshToken: 'r' };
const connection = exampleConnection();
const never = new AbortController().signal;

describe('AccessTokens', () => {
  it('asks once when twenty callers need a token at the same time', async () => {
    const { tokens, counts } = newTokens();
    const all = await Promise.all(Array.from({ length: 20 }, () => tokens.tokenFor(connection, never)));
    assert.equal(counts.refreshes, 1);
    assert.equal(new Set(all.map((each) => each.text)).size, 1);
  });

  it('uses a token again until a minute before its end', async () => {
    const { tokens, counts, clock } = newTokens();
    await tokens.tokenFor(connection, never);
    clock.time = 3_539_000;
    await tokens.tokenFor(connection, never);
    assert.equal(counts.refreshes, 1);
    clock.time = 3_540_001;
    await tokens.tokenFor(connection, never);
    assert.equal(counts.refreshes, 2);
  });

  it('drops a refused token, but not a newer one', async () => {
    const { tokens, counts } = newTokens();
    const first = await tokens.tokenFor(connection, never);
    tokens.reject(connection.id, first);
    const second = await tokens.tokenFor(connection, never);
    tokens.reject(connection.id, first);
    assert.equal(await tokens.tokenFor(connection, never), second);
    assert.equal(counts.refreshes, 2);
  });

  it('says that a connection without a secret is signed out', async () => {
    const { tokens, counts } = newTokens({ signedOut: true });
    await assert.rejects(tokens.tokenFor(connection, never), (error) => {
      return error instanceof SignInError && error.connectionId === 'c1' && error.message.includes('Acme EU');
    });
    assert.equal(counts.refreshes, 0);
  });

  it('tries again after a failure', async () => {
    const { tokens, counts } = newTokens({ failures: 1 });
    await assert.rejects(tokens.tokenFor(connection, never), /no network/);
    assert.equal((await tokens.tokenFor(connection, never)).text, 'token 2');
    assert.equal(counts.refreshes, 2);
  });

  it('lets one caller give up without ending the refresh for the others', async () => {
    const { tokens, counts } = newTokens();
    const impatient = new AbortController();
    const given = tokens.tokenFor(connection, impatient.signal);
    const patient = tokens.tokenFor(connection, never);
    impatient.abort();
    await assert.rejects(given, { name: 'AbortError' });
    assert.equal((await patient).text, 'token 1');
    assert.equal(counts.refreshes, 1);
  });
});

function newTokens(how: { readonly signedOut?: boolean; readonly failures?: number } = {}) {
  const counts = { refreshes: 0 };
  const clock = { time: 0, now: () => clock.time };
  const tokens = new AccessTokens({
    clock,
    secretsOf: () => Promise.resolve(how.signedOut ? undefined : secrets),
    refresh: async () => {
      const number = ++counts.refreshes;
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (number <= (how.failures ?? 0)) throw new Error('no network');
      return { text: `token ${number}`, expiresAt: clock.time + 3_600_000 };
    },
  });
  return { tokens, counts, clock };
}
