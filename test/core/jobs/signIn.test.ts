import assert from 'node:assert/strict';

import type { Pasted } from '../../../src/core/connections/pastedToken.ts';
import { recognizePasted } from '../../../src/core/connections/pastedToken.ts';
import type { CrmSignIn } from '../../../src/core/crm/crmSignIn.ts';
import { FatalError, InputError, RetriableError, SignInError } from '../../../src/core/errors.ts';
import type { BrowserSignIn, PastedSignIn } from '../../../src/core/jobs/signIn.ts';
import { signInThroughBrowser, signInWithPasted } from '../../../src/core/jobs/signIn.ts';
import { redirectUriFor } from '../../../src/core/model/oauth.ts';
import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { consent, consentedAddress } from '../consent.ts';
import { crmPartsFor } from '../crmParts.ts';

const never = new AbortController().signal;
const port = 41_992;
const redirectUri = redirectUriFor(port);
const editorUri = 'vscode://connections-crm.zoho-crm-connections/callback';

let sampleOrg: RunningSampleOrg;
let parts: ReturnType<typeof crmPartsFor>;
describe('signing in', () => {
  before(async () => {
    sampleOrg = await startSampleOrg({
      ...{ redirectUris: [redirectUri], dataCenter: 'eu', userTimeZone: 'Europe/Berlin' },
      tokenLifetimeSeconds: 86_400,
    });
  });
  after(() => sampleOrg.stop());
  beforeEach(() => {
    parts = crmPartsFor(sampleOrg);
    // Past the window in which no more than ten codes are made.
    sampleOrg.clock.advance(11 * 60_000);
  });
  afterEach(() => parts.crm.close());

  describe('through the browser', () => {
    it('returns to a port of this computer', async () => {
      const { signedIn, user } = await signIn({}, consent('accept'));
      assert.equal(user.timeZone, 'Europe/Berlin');
      assert.equal(signedIn.place.dataCenter, 'sample');
      assert.ok(signedIn.refreshToken !== undefined && signedIn.scopes.includes('ZohoCRM.coql.READ'));
    });

    it('returns to the address of the editor', async () => {
      const identity = await signIn({ way: { kind: 'inbox', redirectUri: editorUri } }, async (url) => {
        const address = new URL(await consentedAddress(url, 'accept'));
        assert.equal(address.protocol, 'vscode:');
        assert.equal(parts.inbox.deliver(new URLSearchParams('code=evil&state=theirs')), 'stranger');
        assert.equal(parts.inbox.deliver(address.searchParams), 'taken');
      });
      assert.equal(identity.organization.id, sampleOrg.info.organizationId);
    });

    it('goes on with a pasted address where the browser cannot return to us', async () => {
      const identity = await signIn({}, async (url) => {
        const pasted = recognizePasted(await consentedAddress(url, 'accept'));
        assert.ok(pasted.kind === 'redirect');
        assert.equal(parts.inbox.deliver(pasted.query), 'taken');
        assert.equal(parts.inbox.deliver(pasted.query), 'stranger', 'each once');
      });
      assert.equal(identity.organization.id, sampleOrg.info.organizationId);
    });

    it('lands in the environment that was chosen on the consent page', async () => {
      const { signedIn, organization } = await signIn({}, consent('accept', 'sandbox'));
      assert.equal(signedIn.environment, 'sandbox');
      assert.notEqual(organization.id, sampleOrg.info.organizationId);
    });

    it('takes an organization for the sandbox that it says it is, although its API has the address of production', async () => {
      const real = parts.signIn;
      // As if the token answer had named the host of production.
      const exchange: CrmSignIn['exchange'] = async (...args) => ({
        ...(await real.exchange(...args)),
        environment: 'production',
      });
      const clientFor: CrmSignIn['clientFor'] = (...args) => real.clientFor(...args);
      const start: CrmSignIn['start'] = (...args) => real.start(...args);
      Object.assign(parts, { signIn: { start, exchange, clientFor } });
      const { signedIn, organization } = await signIn({}, consent('accept', 'sandbox')).finally(() => {
        Object.assign(parts, { signIn: real });
      });
      assert.deepEqual([signedIn.environment, organization.environment], ['sandbox', 'sandbox']);
    });

    it('follows the user home to another data center than the chosen one', async () => {
      const place = { dataCenter: 'us', accountsOrigin: `${sampleOrg.info.origin}/dc/us` } as const;
      const { signedIn } = await signIn({ place }, consent('accept'));
      assert.deepEqual(signedIn.place, { dataCenter: 'eu', accountsOrigin: sampleOrg.info.origin });
    });

    it('explains a client that the other data center does not know', async () => {
      const place = { dataCenter: 'us', accountsOrigin: `${sampleOrg.info.origin}/dc/us` } as const;
      const attempt = signIn({ place, client: { ...client(), secret: 'wrong' } }, consent('accept'));
      await assert.rejects(attempt, (error) => {
        return (
          error instanceof InputError && error.field === 'clientSecret' && error.message.includes('another data center')
        );
      });
    });

    it('says that the client secret is wrong', async () => {
      const attempt = signIn({ client: { ...client(), secret: 'wrong' } }, consent('accept'));
      await assert.rejects(attempt, (error) => error instanceof InputError && error.field === 'clientSecret');
    });

    it('says that the user declined', async () => {
      await assert.rejects(signIn({}, consent('decline')), SignInError);
    });

    it('can be canceled, and frees its port', async () => {
      const controller = new AbortController();
      const attempt = signIn({}, () => Promise.resolve(), controller.signal);
      setTimeout(() => {
        controller.abort();
      }, 20);
      await assert.rejects(attempt, { name: 'AbortError' });
      await signIn({}, consent('accept'));
    });

    it('says that nobody answers', async () => {
      const place = { dataCenter: 'sample', accountsOrigin: 'http://127.0.0.1:1' } as const;
      const attempt = signInWithPasted(parts.signIn, { ...pastedRequest(), place }, code('1000.x'), never);
      await assert.rejects(attempt, (error) => error instanceof RetriableError || error instanceof FatalError);
    });

    it('takes a page of HTML, as a proxy sends it, for a passing trouble', async () => {
      await withFault({ kind: 'answer', status: 502, body: 'html' }, async () => {
        await assert.rejects(signIn({}, consent('accept')), RetriableError);
      });
    });

    it('sends nothing to an API address that is a stranger’s', async () => {
      const answer = { access_token: 'a', refresh_token: 'r', api_domain: 'https://www.zohoapis.com.evil.example' };
      await withFault({ kind: 'answer', status: 200, body: answer }, async () => {
        await assert.rejects(signIn({}, consent('accept')), FatalError);
        assert.ok(!parts.log.lines.some((line) => line.includes('evil')));
      });
    });

    it('says how long to wait when Zoho makes no more tokens', async () => {
      const denied = {
        error: 'Access Denied',
        error_description: 'You have made too many requests',
        status: 'failure',
      };
      for (const status of [200, 400]) {
        await withFault({ kind: 'answer', status, body: denied }, async () => {
          const attempt = signIn({}, consent('accept'));
          await assert.rejects(attempt, (error) => error instanceof RetriableError && error.retryAfterMs === 600_000);
        });
      }
    });
  });

  describe('with what was pasted', () => {
    it('takes a grant code of a self client', async () => {
      const { signedIn, client: used } = await paste({
        kind: 'grantCode',
        text: await selfClientCode(),
        client: undefined,
      });
      assert.ok(signedIn.refreshToken);
      assert.deepEqual(used, client());
    });

    it('takes the file of a self client, which brings its own client', async () => {
      const file = { client_id: client().id, client_secret: client().secret, code: await selfClientCode() };
      const identity = await paste(recognizePasted(JSON.stringify(file)), { client: undefined });
      assert.deepEqual(identity.client, client());
    });

    it('takes a refresh token, alone or in a token answer', async () => {
      const { refreshToken } = sampleOrg.info;
      for (const pasted of [
        recognizePasted(`refresh_token=${refreshToken}`),
        recognizePasted(JSON.stringify({ refresh_token: refreshToken, api_domain: sampleOrg.info.origin })),
      ]) {
        assert.equal((await paste(pasted)).signedIn.refreshToken, refreshToken);
      }
    });

    it('takes an access token alone, without a client', async () => {
      const { accessToken } = sampleOrg.info;
      const { signedIn, user } = await paste(recognizePasted(`Bearer ${accessToken}`), { client: undefined });
      assert.equal(signedIn.refreshToken, undefined);
      assert.ok(signedIn.accessToken.expiresAt <= Date.now() + 3_600_000);
      assert.equal(user.timeZone, 'Europe/Berlin');
    });

    it('finds out by trying which of the three a token is', async () => {
      const { accessToken, refreshToken } = sampleOrg.info;
      assert.ok((await paste(recognizePasted(await selfClientCode()))).signedIn.refreshToken);
      assert.equal((await paste(recognizePasted(refreshToken))).signedIn.refreshToken, refreshToken);
      assert.equal((await paste(recognizePasted(accessToken))).signedIn.refreshToken, undefined);
    });

    it('says of a token that nobody takes what it may be, and repeats nothing of it', async () => {
      const text = `1000.${'0'.repeat(32)}.${'f'.repeat(32)}`;
      await assert.rejects(paste({ kind: 'token', text }), (error) => {
        return error instanceof SignInError && error.message.includes('neither') && !error.message.includes('0000');
      });
      const withoutClient = paste({ kind: 'token', text }, { client: undefined });
      await assert.rejects(withoutClient, (error) => error instanceof InputError && error.field === 'clientId');
    });

    it('takes the address of a sign-in that somebody else started', async () => {
      const url = new URL(`${sampleOrg.info.origin}/oauth/v2/auth`);
      const query = { response_type: 'code', access_type: 'offline', prompt: 'consent', client_id: client().id };
      const scope = 'ZohoCRM.org.READ,ZohoCRM.users.READ';
      url.search = new URLSearchParams({ ...query, redirect_uri: redirectUri, scope }).toString();
      const { signedIn } = await paste(recognizePasted(await consentedAddress(url.href, 'accept')));
      assert.deepEqual(signedIn.scopes, ['ZohoCRM.org.READ', 'ZohoCRM.users.READ']);
    });

    it('refuses a token answer that names a stranger’s API, and asks nobody', async () => {
      for (const key of ['refresh_token', 'access_token']) {
        const answer = { [key]: sampleOrg.info.refreshToken, api_domain: 'https://zohoapis.evil.example' };
        await assert.rejects(paste(recognizePasted(JSON.stringify(answer))), FatalError);
      }
      assert.deepEqual(parts.log.lines, []);
    });

    it('refuses what is no token', async () => {
      for (const text of ['AUTHTOKEN=bad18eba1ff45a7858b8ae88a77fa30e', 'hello', '']) {
        const attempt = paste(recognizePasted(text));
        await assert.rejects(attempt, (error) => error instanceof InputError && error.field === 'pasted');
      }
    });
  });
});

function client() {
  return { id: sampleOrg.info.clientId, secret: sampleOrg.info.clientSecret };
}

function place() {
  return { dataCenter: 'sample', accountsOrigin: sampleOrg.info.origin } as const;
}

function signIn(change: Partial<BrowserSignIn>, openBrowser: (url: string) => Promise<void>, signal = never) {
  const request = { place: place(), client: client(), way: { kind: 'loopback', port } as const, ...change };
  return signInThroughBrowser({ ...parts, openBrowser }, request, signal);
}

function pastedRequest(): PastedSignIn {
  return { place: place(), environment: 'production', client: client() };
}

function paste(pasted: Pasted, change: Partial<PastedSignIn> = {}) {
  return signInWithPasted(parts.signIn, { ...pastedRequest(), ...change }, pasted, never);
}

function code(text: string): Pasted {
  return { kind: 'grantCode', text, client: undefined };
}

async function selfClientCode(): Promise<string> {
  const body = new URLSearchParams({ scope: 'ZohoCRM.org.READ,ZohoCRM.users.READ' });
  const reply = await fetch(`${sampleOrg.info.origin}/self-client`, { method: 'POST', body });
  return ((await reply.json()) as { code: string }).code;
}

/** Lets the token endpoint answer something else for a while. */
async function withFault(effect: object, use: () => Promise<void>): Promise<void> {
  const faults = `${sampleOrg.info.origin}/__sample/faults`;
  const rules = [{ method: 'POST', path: '/oauth/v2/token', effect }];
  const reply = await fetch(faults, { method: 'PUT', body: JSON.stringify({ rules }) });
  assert.equal(reply.status, 200, await reply.text());
  try {
    await use();
  } finally {
    await fetch(faults, { method: 'DELETE' });
  }
}
