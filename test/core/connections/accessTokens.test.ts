import assert from 'node:assert/strict';

import { AccessTokens } from '../../../src/core/connections/accessTokens.ts';
import { RetriableError, SignInError } from '../../../src/core/errors.ts';
import type { ConnectionSecrets } from '../../../src/core/model/connection.ts';
import type { AccessToken } from '../../../src/core/model/oauth.ts';
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

  it('uses what another window got, and does not ask', async () => {
    const { tokens, counts, stored } = newTokens();
    stored.secrets = { ...secrets, accessToken: { text: 'of another window', expiresAt: 3_600_000 } };
    const token = await tokens.tokenFor(connection, never);
    assert.equal(token.text, 'of another window');
    tokens.reject(connection.id, token);
    assert.equal((await tokens.tokenFor(connection, never)).text, 'token 1', 'but not once it was refused');
    assert.equal(counts.refreshes, 1);
    assert.deepEqual(stored.shared, ['token 1']);
  });

  it('lets windows take turns, so that two of them refresh once', async () => {
    const stored: Stored = { secrets, shared: [] };
    const turns = new SingleTurn();
    const [here, there] = [newTokens({}, stored, turns), newTokens({}, stored, turns)];
    const both = await Promise.all([here.tokens.tokenFor(connection, never), there.tokens.tokenFor(connection, never)]);
    assert.equal(here.counts.refreshes + there.counts.refreshes, 1);
    assert.equal(both[0].text, both[1].text);
  });

  it('tries the refresh token of another window where its own was replaced', async () => {
    const { tokens, stored } = newTokens({ refuses: 'r' });
    stored.replaceAtRefresh = { ...secrets, refreshToken: 'newer' };
    assert.equal((await tokens.tokenFor(connection, never)).text, 'token 2');
  });

  it('says whose sign-in is no longer accepted, and asks once', async () => {
    const { tokens, counts } = newTokens({ refuses: 'r' });
    await assert.rejects(tokens.tokenFor(connection, never), (error) => {
      return error instanceof SignInError && error.connectionId === 'c1' && error.message.includes('Acme EU');
    });
    assert.equal(counts.refreshes, 1);
  });

  it('does not ask again before Zoho’s pause is over, and says how many minutes are left', async () => {
    const { tokens, counts, clock } = newTokens({ throttles: 1 });
    await assert.rejects(tokens.tokenFor(connection, never), /in 10 minutes/);
    clock.time = 9 * 60_000 + 1;
    await assert.rejects(tokens.tokenFor(connection, never), /in 1 minute\./);
    assert.equal(counts.refreshes, 1);
    clock.time = 10 * 60_000;
    await tokens.tokenFor(connection, never);
    assert.equal(counts.refreshes, 2);
  });

  it('stays below Zoho’s ten tokens in ten minutes, whatever is refused', async () => {
    const { tokens, counts, clock } = newTokens();
    for (let call = 0; call < 20; call++) {
      clock.time += 1_000;
      const token = await tokens.tokenFor(connection, never).catch((error: unknown) => error);
      if (token instanceof Error) assert.ok(token instanceof RetriableError && (token.retryAfterMs ?? 0) > 0);
      else tokens.reject(connection.id, token as AccessToken);
    }
    assert.equal(counts.refreshes, 8);
    clock.time += 10 * 60_000;
    await tokens.tokenFor(connection, never);
    assert.equal(counts.refreshes, 9);
  });

  it('says of a pasted access token that it has ended', async () => {
    const { tokens, stored, clock } = newTokens();
    stored.secrets = {
      clientSecret: '',
      refreshToken: undefined,
      accessToken: { text: 'pasted', expiresAt: 3_600_000 },
    };
    assert.equal((await tokens.tokenFor(connection, never)).text, 'pasted');
    clock.time = 3_600_000;
    await assert.rejects(tokens.tokenFor(connection, never), (error) => {
      return error instanceof SignInError && error.message.includes('has ended');
    });
  });
});

/** What the secret store holds, for all windows. */
interface Stored {
  secrets: ConnectionSecrets | undefined;
  /** What it holds as soon as a refresh begins. */
  replaceAtRefresh?: ConnectionSecrets;
  readonly shared: string[];
}

/** One at a time, as with a lock file. */
class SingleTurn {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

interface How {
  readonly signedOut?: boolean;
  /** How many refreshes fail first. */
  readonly failures?: number;
  /** How many refreshes are answered with a pause first. */
  readonly throttles?: number;
  /** The refresh token that is not accepted. */
  readonly refuses?: string;
}

function newTokens(
  how: How = {},
  stored: Stored = { secrets: how.signedOut ? undefined : secrets, shared: [] },
  turns = new SingleTurn(),
) {
  const counts = { refreshes: 0 };
  const clock = { time: 0, now: () => clock.time };
  const tokens = new AccessTokens({
    clock,
    secretsOf: () => Promise.resolve(stored.secrets),
    refresh: async (_connection, { refreshToken }) => {
      const number = ++counts.refreshes;
      if (stored.replaceAtRefresh) stored.secrets = stored.replaceAtRefresh;
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (number <= (how.failures ?? 0)) throw new Error('no network');
      if (number <= (how.throttles ?? 0)) throw new RetriableError('too many', 600_000);
      if (refreshToken === how.refuses) throw new SignInError('invalid_code');
      return { text: `token ${number}`, expiresAt: clock.time + 3_600_000 };
    },
    share: (_id, accessToken) => {
      if (stored.secrets) stored.secrets = { ...stored.secrets, accessToken };
      stored.shared.push(accessToken.text);
      return Promise.resolve();
    },
    exclusively: (_id, work) => turns.run(work),
  });
  return { tokens, counts, clock, stored };
}
