import assert from 'node:assert/strict';

import type { SampleOrgOptions } from '../../../src/sampleOrg/options.ts';
import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';

type Values = Readonly<Record<string, string>>;

export const redirectUri = 'http://localhost:41173/callback';
export const minuteMs = 60_000;

/** A running organization and the steps of its OAuth flows, as a browser and an application would take them. */
export class AccountsSession {
  readonly running: RunningSampleOrg;
  readonly #failures: readonly unknown[];

  constructor(running: RunningSampleOrg, failures: readonly unknown[]) {
    this.running = running;
    this.#failures = failures;
  }

  static async start(options: Partial<SampleOrgOptions> = {}): Promise<AccountsSession> {
    const failures: unknown[] = [];
    const running = await startSampleOrg({ records: new Map(), ...options }, (error) => failures.push(error));
    return new AccountsSession(running, failures);
  }

  get origin(): string {
    return this.running.info.origin;
  }

  get client(): { readonly client_id: string; readonly client_secret: string } {
    return { client_id: this.running.info.clientId, client_secret: this.running.info.clientSecret };
  }

  /** Stops the organization; rejects if the server itself failed in between. */
  async stop(): Promise<void> {
    await this.running.stop();
    assert.deepEqual(this.#failures, []);
  }

  advance(milliseconds: number): void {
    this.running.clock.advance(milliseconds);
  }

  /** The authorization request; the values replace or add to those of a usual one. */
  authorizationPage(values: Values = {}, prefix = ''): Promise<Response> {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: this.running.info.clientId,
      redirect_uri: redirectUri,
      scope: 'ZohoCRM.modules.ALL',
      access_type: 'offline',
      ...values,
    });
    return fetch(`${this.origin}${prefix}/oauth/v2/auth?${query.toString()}`, { redirect: 'manual' });
  }

  /** Sends a form; does not follow redirects. */
  post(path: string, values: Values, headers: Values = {}): Promise<Response> {
    const body = new URLSearchParams(values);
    return fetch(this.origin + path, { method: 'POST', body, headers, redirect: 'manual' });
  }

  /** Opens the consent page and presses a button of it; the address that the browser is sent to. */
  async consent(values: Values = {}, answers: Values = {}, prefix = ''): Promise<URL> {
    const formToken = await formTokenOf(await this.authorizationPage(values, prefix));
    const answer = { form_token: formToken, decision: 'accept', ...answers };
    const reply = await this.post(`${prefix}/oauth/v2/approve`, answer);
    assert.equal(reply.status, 302, await reply.text());
    return new URL(reply.headers.get('location') ?? '');
  }

  async code(values: Values = {}, answers: Values = {}): Promise<string> {
    return (await this.consent(values, answers)).searchParams.get('code') ?? '';
  }

  /** Posts to the token endpoint with the client's id and secret, unless the values replace them. */
  async token(values: Values, prefix = ''): Promise<Record<string, unknown>> {
    const reply = await this.post(`${prefix}/oauth/v2/token`, { ...this.client, ...values });
    return (await reply.json()) as Record<string, unknown>;
  }

  exchange(code: string, values: Values = {}): Promise<Record<string, unknown>> {
    return this.token({ grant_type: 'authorization_code', redirect_uri: redirectUri, code, ...values });
  }

  refresh(refreshToken: string, values: Values = {}): Promise<Record<string, unknown>> {
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken, ...values });
  }

  /** Consent and exchange in one go, with a refresh token. */
  async signIn(values: Values = {}, answers: Values = {}): Promise<{ accessToken: string; refreshToken: string }> {
    const answer = await this.exchange(await this.code({ prompt: 'consent', ...values }, answers));
    return { accessToken: textOf(answer, 'access_token'), refreshToken: textOf(answer, 'refresh_token') };
  }

  /** Whether the accounts server holds an access token for live. */
  async isLive(accessToken: string): Promise<boolean> {
    const reply = await this.post('/oauth/v2/introspect', { ...this.client, token: accessToken });
    return ((await reply.json()) as { active: boolean }).active;
  }

  /** Asks the API for the users; the answer's status and code. */
  async callApi(authorization: string | undefined, prefix = ''): Promise<{ status: number; code?: unknown }> {
    const headers = authorization === undefined ? {} : { Authorization: authorization };
    const reply = await fetch(`${this.origin}${prefix}/crm/v8/users?type=CurrentUser`, { headers });
    const body = (await reply.json()) as { code?: unknown };
    return { status: reply.status, ...('code' in body ? { code: body.code } : {}) };
  }
}

/** The one-time token of a page's form. */
export async function formTokenOf(reply: Response): Promise<string> {
  const text = await reply.text();
  assert.equal(reply.status, 200, text);
  const [, token] = /name="form_token" value="([^"]+)"/.exec(text) ?? [];
  assert.ok(token, 'the page has no form token');
  return token;
}

/** A text that the answer must have. */
export function textOf(answer: Record<string, unknown>, name: string): string {
  const value = answer[name];
  assert.equal(typeof value, 'string', `no ${name} in ${JSON.stringify(answer)}`);
  return String(value);
}
