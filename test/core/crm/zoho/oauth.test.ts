import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { CodeExchange } from '../../../../src/core/crm/crmSignIn.ts';
import { HttpClient } from '../../../../src/core/crm/zoho/httpClient.ts';
import { exchangeCode, refreshAccessToken, startAuthorization } from '../../../../src/core/crm/zoho/oauth.ts';
import { FatalError, InputError, RetriableError, SignInError } from '../../../../src/core/errors.ts';
import { memoryLog } from '../../memoryPorts.ts';

const never = new AbortController().signal;
const clock = { now: () => 1_000_000 };
const client = { id: '1000.ID', secret: 'client-secret-text' };

describe('startAuthorization', () => {
  it('asks for offline access with a fresh state and a PKCE challenge each time', () => {
    const first = startAuthorization('https://accounts.zoho.eu', '1000.ID', 'http://127.0.0.1:41173/callback');
    const second = startAuthorization('https://accounts.zoho.eu', '1000.ID', 'http://127.0.0.1:41173/callback');
    const url = new URL(first.url);
    assert.equal(url.origin + url.pathname, 'https://accounts.zoho.eu/oauth/v2/auth');
    assert.equal(url.searchParams.get('access_type'), 'offline');
    assert.equal(url.searchParams.get('code_challenge_method'), 'S256');
    assert.equal(url.searchParams.get('state'), first.state);
    assert.notEqual(first.state, second.state);
    assert.notEqual(first.verifier, second.verifier);
    assert.ok(!first.url.includes(first.verifier));
  });
});

describe('the exchange of a code', () => {
  const tokens = { access_token: 'a', refresh_token: 'r', api_domain: 'https://www.zohoapis.eu', expires_in: 3600 };

  it('gives both tokens and when the access token ends', async () => {
    const { signedIn } = await exchangeAgainst({ ...tokens, scope: 'ZohoCRM.org.READ ZohoCRM.users.READ' });
    const { place, ...rest } = await signedIn;
    assert.equal(place.dataCenter, 'sample');
    assert.deepEqual(rest, {
      accessToken: { text: 'a', expiresAt: 1_000_000 + 3_600_000 },
      refreshToken: 'r',
      apiDomain: 'https://www.zohoapis.eu',
      environment: 'production',
      scopes: ['ZohoCRM.org.READ', 'ZohoCRM.users.READ'],
    });
  });

  it('reads lifetimes of older deployments, in milliseconds', async () => {
    const { signedIn } = await exchangeAgainst({ ...tokens, expires_in: 3_600_000, expires_in_sec: 3600 });
    assert.equal((await signedIn).accessToken.expiresAt, 1_000_000 + 3_600_000);
  });

  it("refuses an API address that is not Zoho's", async () => {
    const { signedIn } = await exchangeAgainst({ ...tokens, api_domain: 'https://zohoapis.evil.example' });
    await assert.rejects(signedIn, (error) => error instanceof FatalError && error.message.includes('evil.example'));
  });

  it('sends the client secret to no accounts server that the table does not know', async () => {
    const { signedIn, requests } = await exchangeAgainst(tokens, {
      'accounts-server': 'https://accounts.evil.example',
    });
    await assert.rejects(signedIn, FatalError);
    assert.deepEqual(requests, []);
  });

  it('takes an answer without an access token for an error, whatever its status says', async () => {
    const { signedIn } = await exchangeAgainst({ refresh_token: 'r', api_domain: 'https://www.zohoapis.eu' });
    await assert.rejects(signedIn, FatalError);
  });

  it('takes an answer without a refresh token for an error', async () => {
    const { signedIn } = await exchangeAgainst({ access_token: 'a', api_domain: 'https://www.zohoapis.eu' });
    await assert.rejects(signedIn, FatalError);
  });

  it('takes a page of HTML for a passing trouble', async () => {
    const { signedIn } = await exchangeAgainst('<h1>Proxy</h1>');
    await assert.rejects(signedIn, RetriableError);
  });

  for (const [code, expected, field] of [
    ['invalid_code', SignInError, undefined],
    ['invalid_client', InputError, 'clientId'],
    ['invalid_client_secret', InputError, 'clientSecret'],
    ['invalid_redirect_uri', InputError, 'redirectUri'],
    ['Access Denied', RetriableError, undefined],
    ['server_error', RetriableError, undefined],
  ] as const) {
    it(`turns "${code}" into ${expected.name}${field === undefined ? '' : ` of ${field}`}`, async () => {
      const { signedIn } = await exchangeAgainst({ error: code });
      await assert.rejects(signedIn, (error) => {
        return error instanceof expected && (field === undefined || (error as InputError).field === field);
      });
    });
  }
});

describe('the refresh of an access token', () => {
  it('sends the secret in the body and never in the address', async () => {
    await withAccountsServer({ access_token: 'a2', expires_in: 3600 }, async (origin, requests) => {
      const http = new HttpClient({ log: memoryLog(), clock });
      const token = await refreshAccessToken(http, clock, origin, client, 'refresh-text', never);
      assert.equal(token.text, 'a2');
      assert.deepEqual(
        requests.map((each) => each.url),
        ['/oauth/v2/token'],
      );
      assert.match(requests[0]?.body ?? '', /refresh_token=refresh-text/);
      await http.close();
    });
  });
});

interface SeenRequest {
  readonly url: string;
  readonly body: string;
}

/** Exchanges a code with an accounts server that gives one answer. `signedIn` settles within the call. */
async function exchangeAgainst(answer: unknown, redirect: Readonly<Record<string, string>> = {}) {
  return withAccountsServer(answer, async (origin, requests) => {
    const http = new HttpClient({ log: memoryLog(), clock });
    const exchange: CodeExchange = {
      place: { dataCenter: 'sample', accountsOrigin: origin },
      redirect: new URLSearchParams({ code: 'c', ...redirect }),
      client,
      redirectUri: 'http://127.0.0.1:41173/callback',
      verifier: 'v',
    };
    const signedIn = exchangeCode(http, clock, exchange, never);
    await signedIn.catch(() => undefined);
    await http.close();
    return { signedIn, requests };
  });
}

async function withAccountsServer<T>(
  answer: unknown,
  use: (origin: string, requests: SeenRequest[]) => Promise<T>,
): Promise<T> {
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      requests.push({ url: request.url ?? '', body });
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
