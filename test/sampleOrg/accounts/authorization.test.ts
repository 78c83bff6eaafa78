import assert from 'node:assert/strict';

import { AccountsSession, formTokenOf, minuteMs, redirectUri } from './accountsSession.ts';

describe('the authorization request', () => {
  let session: AccountsSession;
  before(async () => (session = await AccountsSession.start({ redirectUris: ['http://app.example/cb?tenant=a%20b'] })));
  beforeEach(() => {
    session.advance(11 * minuteMs);
  });
  after(() => session.stop());

  it('shows a page that names itself, the active users with the administrator first, and the scopes in words', async () => {
    const text = await (await session.authorizationPage({ scope: 'ZohoCRM.modules.Leads.READ,email' })).text();
    assert.match(text, /Sample organization – not Zoho/);
    assert.match(text, /<select id="user" name="user"><option value="\d+">Patricia Boyle/);
    assert.doesNotMatch(text, /Lindqvist|Kovač/);
    assert.match(text, /Read records of Leads/);
    assert.match(text, /Read your email address/);
  });

  it('forbids scripts and frames, and lets the form lead to the redirect address only', async () => {
    const policyOf = async (uri: string): Promise<string> =>
      (await session.authorizationPage({ redirect_uri: uri })).headers.get('content-security-policy') ?? '';
    const policy = await policyOf(redirectUri);
    assert.match(policy, /default-src 'none'; style-src 'sha256-/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.match(policy, /form-action 'self' http:\/\/localhost:41173;/);
    assert.match(
      await policyOf('vscode://connections-crm.zoho-crm-connections/callback'),
      /form-action 'self' vscode:;/,
    );
  });

  it('sends an accepted consent back with code, location, accounts server and state', async () => {
    const location = await session.consent({ state: 'one & two' });
    assert.equal(location.origin + location.pathname, redirectUri);
    assert.match(location.searchParams.get('code') ?? '', /^1000\.[\da-f]{32}\.[\da-f]{32}$/);
    assert.equal(location.searchParams.get('location'), 'us');
    assert.equal(location.searchParams.get('state'), 'one & two');
    assert.ok(location.search.includes(`accounts-server=${encodeURIComponent(session.origin)}`));
  });

  it('leaves state out when none was sent', async () => {
    assert.equal((await session.consent()).searchParams.has('state'), false);
  });

  it('sends a declined consent back with access_denied and without a code', async () => {
    const location = await session.consent({ state: 's' }, { decision: 'decline' });
    assert.deepEqual(Object.fromEntries(location.searchParams), { state: 's', error: 'access_denied' });
  });

  it('takes a form without a decision for a no', async () => {
    const location = await session.consent({}, { decision: '' });
    assert.equal(location.searchParams.get('error'), 'access_denied');
  });

  it('keeps what the redirect address has in its query', async () => {
    const location = await session.consent({ redirect_uri: 'http://app.example/cb?tenant=a%20b' });
    assert.ok(location.href.startsWith('http://app.example/cb?tenant=a%20b&code=1000.'));
  });

  it('redirects to an address with a scheme of its own', async () => {
    const uri = 'vscode://connections-crm.zoho-crm-connections/callback';
    const location = await session.consent({ redirect_uri: uri });
    assert.ok(location.href.startsWith(`${uri}?code=1000.`));
  });

  it('puts an access token into the fragment for response_type=token, and never a refresh token', async () => {
    const location = await session.consent({ response_type: 'token', state: 's', prompt: 'consent' });
    assert.equal(location.search, '');
    const values = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
    const { access_token: accessToken = '', ...rest } = values;
    assert.deepEqual(rest, { state: 's', expires_in: '3600', location: 'us', api_domain: session.origin });
    assert.equal(await session.isLive(accessToken), true);
  });

  it('says no in the fragment for response_type=token', async () => {
    const location = await session.consent({ response_type: 'token' }, { decision: 'decline' });
    assert.equal(location.hash, '#error=access_denied');
  });

  const refused: readonly (readonly [string, Record<string, string>, RegExp])[] = [
    ['an unknown client', { client_id: '1000.NOBODY' }, /Invalid Client Id/],
    [
      'a redirect address that only begins like a registered one',
      { redirect_uri: `${redirectUri}/` },
      /Invalid Redirect Uri/,
    ],
    ['an empty scope', { scope: '' }, /Scope does not exist/],
    ['a scope without an operation', { scope: 'ZohoCRM.modules' }, /Scope does not exist/],
    ['scopes with spaces between them', { scope: 'ZohoCRM.modules.ALL email' }, /Scope does not exist/],
    ['an unknown response type', { response_type: 'id_token' }, /Invalid Response Type/],
    ['a challenge that is too short', { code_challenge: 'short' }, /Invalid Code Challenge/],
    [
      'an unknown challenge method',
      { code_challenge: 'a'.repeat(43), code_challenge_method: 'S1' },
      /Invalid Code Challenge/,
    ],
  ];
  for (const [what, values, title] of refused) {
    it(`refuses ${what} on a page of its own, without a redirect`, async () => {
      const reply = await session.authorizationPage(values);
      assert.equal(reply.status, 400);
      assert.equal(reply.headers.get('location'), null);
      assert.match(reply.headers.get('content-type') ?? '', /^text\/html/);
      assert.match(await reply.text(), title);
    });
  }

  it('does not put what was sent into its pages unescaped', async () => {
    const reply = await session.authorizationPage({ client_id: '<script>alert(1)</script>', state: '"><script>' });
    assert.doesNotMatch(await reply.text(), /<script/);
  });

  it('takes each form once', async () => {
    const formToken = await formTokenOf(await session.authorizationPage());
    const answer = { form_token: formToken, decision: 'accept' };
    assert.equal((await session.post('/oauth/v2/approve', answer)).status, 302);
    assert.equal((await session.post('/oauth/v2/approve', answer)).status, 400);
  });

  it('refuses a form without its token, and one that was shown too long ago', async () => {
    assert.equal((await session.post('/oauth/v2/approve', { decision: 'accept' })).status, 400);
    const formToken = await formTokenOf(await session.authorizationPage());
    session.advance(31 * minuteMs);
    assert.equal((await session.post('/oauth/v2/approve', { form_token: formToken, decision: 'accept' })).status, 400);
  });

  for (const [what, answers] of [
    ['a user who is inactive', { user: '694580088' }],
    ['a user who does not exist', { user: '1' }],
    ['an environment that does not exist', { environment: 'staging' }],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const formToken = await formTokenOf(await session.authorizationPage());
      const reply = await session.post('/oauth/v2/approve', { form_token: formToken, decision: 'accept', ...answers });
      assert.equal(reply.status, 400);
      assert.match(await reply.text(), /Invalid User/);
    });
  }

  it('gives ten grant codes in ten minutes, and then none until the first is ten minutes old', async () => {
    for (let number = 0; number < 10; number++) await session.code();
    const formToken = await formTokenOf(await session.authorizationPage());
    const reply = await session.post('/oauth/v2/approve', { form_token: formToken, decision: 'accept' });
    assert.equal(reply.status, 400);
    assert.match(await reply.text(), /Too many requests/);
    session.advance(10 * minuteMs);
    assert.match(await session.code(), /^1000\./);
  });

  it('knows its addresses and their methods', async () => {
    assert.equal((await fetch(`${session.origin}/oauth/v2/nothing`)).status, 404);
    const reply = await fetch(`${session.origin}/oauth/v2/token`);
    assert.equal(reply.status, 405);
    assert.equal(reply.headers.get('allow'), 'POST');
  });
});
