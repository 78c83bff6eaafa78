import assert from 'node:assert/strict';

import { AccountsSession, formTokenOf, minuteMs, textOf } from './accountsSession.ts';

const halfMinuteMs = 30_000;

describe('the device flow', () => {
  let session: AccountsSession;
  before(async () => (session = await AccountsSession.start()));
  after(() => session.stop());

  async function begin(values: Record<string, string> = {}, prefix = ''): Promise<Record<string, unknown>> {
    const reply = await session.post(`${prefix}/oauth/v3/device/code`, {
      client_id: session.client.client_id,
      grant_type: 'device_request',
      scope: 'ZohoCRM.modules.READ',
      access_type: 'offline',
      prompt: 'consent',
      ...values,
    });
    assert.equal(reply.status, 200);
    return (await reply.json()) as Record<string, unknown>;
  }

  async function poll(begun: Record<string, unknown>, prefix = ''): Promise<Record<string, unknown>> {
    const values = { ...session.client, grant_type: 'device_token', code: textOf(begun, 'device_code') };
    const reply = await session.post(`${prefix}/oauth/v3/device/token`, values);
    return (await reply.json()) as Record<string, unknown>;
  }

  async function decide(begun: Record<string, unknown>, decision: string, prefix = ''): Promise<Response> {
    const typed = await session.post(`${prefix}/oauth/v3/device`, { user_code: textOf(begun, 'user_code') });
    const formToken = await formTokenOf(typed);
    return session.post(`${prefix}/oauth/v2/approve`, { form_token: formToken, decision });
  }

  it('starts with two codes and the page where one of them is typed', async () => {
    const { user_code: userCode, device_code: deviceCode, ...rest } = await begin();
    assert.match(String(userCode), /^[A-Z2-9]{8}$/);
    assert.match(String(deviceCode), /^1004\.[\da-f]{32}\.[\da-f]{32}$/);
    assert.deepEqual(rest, {
      verification_url: `${session.origin}/oauth/v3/device`,
      verification_uri_complete: `${session.origin}/oauth/v3/device?user_code=${String(userCode)}`,
      expires_in: 300,
      interval: 30,
    });
    const page = await (await fetch(textOf(rest, 'verification_uri_complete'))).text();
    assert.match(page, new RegExp(`value="${String(userCode)}"`));
  });

  it('waits for the person, and then gives the tokens once', async () => {
    const begun = await begin();
    assert.deepEqual(await poll(begun), { error: 'authorization_pending' });
    const page = await (await decide(begun, 'accept')).text();
    assert.match(page, /Device connected/);
    session.advance(halfMinuteMs);
    const answer = await poll(begun);
    assert.equal(await session.isLive(textOf(answer, 'access_token')), true);
    textOf(await session.refresh(textOf(answer, 'refresh_token')), 'access_token');
    session.advance(halfMinuteMs);
    assert.deepEqual(await poll(begun), { error: 'expired' });
  });

  it('gives no refresh token for online access', async () => {
    const begun = await begin({ access_type: 'online' });
    await decide(begun, 'accept');
    assert.equal('refresh_token' in (await poll(begun)), false);
  });

  it('takes the user code in lower case and with a dash', async () => {
    const typed = textOf(await begin(), 'user_code').toLowerCase();
    const user = `${typed.slice(0, 4)}-${typed.slice(4)} `;
    await formTokenOf(await session.post('/oauth/v3/device', { user_code: user }));
  });

  it('asks to slow down when two polls come within 30 seconds', async () => {
    const begun = await begin();
    await poll(begun);
    session.advance(halfMinuteMs - 5000);
    assert.deepEqual(await poll(begun), { error: 'slow_down' });
    session.advance(halfMinuteMs);
    assert.deepEqual(await poll(begun), { error: 'authorization_pending' });
  });

  it('says when the person declines', async () => {
    const begun = await begin();
    assert.match(await (await decide(begun, 'decline')).text(), /Access declined/);
    assert.deepEqual(await poll(begun), { error: 'access_denied' });
  });

  it('is over after five minutes, for the device and for the person', async () => {
    const begun = await begin();
    const shown = await session.post('/oauth/v3/device', { user_code: textOf(begun, 'user_code') });
    const formToken = await formTokenOf(shown);
    session.advance(5 * minuteMs);
    assert.deepEqual(await poll(begun), { error: 'expired' });
    const late = await session.post('/oauth/v2/approve', { form_token: formToken, decision: 'accept' });
    assert.equal(late.status, 400);
    const typed = await session.post('/oauth/v3/device', { user_code: textOf(begun, 'user_code') });
    assert.equal(typed.status, 400);
    assert.match(await typed.text(), /role="alert"/);
  });

  it('sends a device at another data center to the organization’s own', async () => {
    const begun = await begin({}, '/dc/eu');
    assert.equal(begun['verification_url'], `${session.origin}/dc/eu/oauth/v3/device`);
    assert.deepEqual(await poll(begun, '/dc/eu'), { error: 'authorization_pending' });
    await decide(begun, 'accept', '/dc/eu');
    session.advance(halfMinuteMs);
    assert.deepEqual(await poll(begun, '/dc/eu'), { error: 'other_dc', user_location: 'us' });
    textOf(await poll(begun), 'access_token');
  });

  it('refuses what it does not understand', async () => {
    assert.deepEqual(await begin({ client_id: '1004.X' }), { error: 'invalid_client' });
    assert.deepEqual(await begin({ scope: 'x' }), { error: 'invalid_scope' });
    assert.deepEqual(await begin({ grant_type: 'device_token' }), { error: 'unsupported_grant_type' });
    assert.deepEqual(await poll({ device_code: '1004.no.such' }), { error: 'invalid_code' });
    const begun = await begin();
    const stranger = { ...session.client, client_secret: 'x', code: textOf(begun, 'device_code') };
    const reply = await session.post('/oauth/v3/device/token', { ...stranger, grant_type: 'device_token' });
    assert.deepEqual(await reply.json(), { error: 'invalid_client_secret' });
    const otherGrant = await session.post('/oauth/v3/device/token', { ...session.client, grant_type: 'x' });
    assert.deepEqual(await otherGrant.json(), { error: 'unsupported_grant_type' });
    assert.equal((await session.post('/oauth/v3/device', {})).status, 400);
  });
});
