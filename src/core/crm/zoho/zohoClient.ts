import { FatalError, RetriableError, SignInError } from '../../errors.ts';
import type { OrganizationSummary, UserSummary } from '../../model/connection.ts';
import type { Module } from '../../model/metadata.ts';
import type { AccessToken } from '../../model/oauth.ts';
import type { JsonObject } from '../../model/parse.ts';
import { asObject, asObjects, asText } from '../../model/parse.ts';
import type { CrmClient } from '../crmClient.ts';
import type { HttpAnswer, HttpClient } from './httpClient.ts';
import { readModule, readOrganization, readUser } from './readMetadata.ts';

export interface ZohoClientParts {
  readonly http: HttpClient;
  /** Of the API of the connection's organization and environment. */
  readonly apiOrigin: (signal: AbortSignal) => Promise<string>;
  readonly token: (signal: AbortSignal) => Promise<AccessToken>;
  /** The API answered that this token is not valid (any more). */
  readonly rejectToken: (token: AccessToken) => void;
  /** For error texts. */
  readonly connection: { readonly id: string | undefined; readonly name: string };
}

/** Zoho CRM's REST API v8. */
export class ZohoClient implements CrmClient {
  readonly #parts: ZohoClientParts;

  constructor(parts: ZohoClientParts) {
    this.#parts = parts;
  }

  async organization(signal: AbortSignal): Promise<OrganizationSummary> {
    const [organization] = asObjects((await this.#get('/org', {}, signal))?.['org']);
    return readOrganization(organization ?? {});
  }

  async currentUser(signal: AbortSignal): Promise<UserSummary> {
    const [user] = asObjects((await this.#get('/users', { type: 'CurrentUser' }, signal))?.['users']);
    return readUser(user ?? {});
  }

  async modules(signal: AbortSignal): Promise<readonly Module[]> {
    return asObjects((await this.#get('/settings/modules', {}, signal))?.['modules']).map(readModule);
  }

  /** Undefined for an empty answer (204). A refused token is replaced once, and no more than once. */
  async #get(
    path: string,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<JsonObject | undefined> {
    const token = await this.#parts.token(signal);
    const answer = await this.#send(path, query, token, signal);
    if (!isRefusedToken(answer)) return this.#bodyOf(answer, path);
    this.#parts.rejectToken(token);
    return this.#bodyOf(await this.#send(path, query, await this.#parts.token(signal), signal), path);
  }

  async #send(
    path: string,
    query: Readonly<Record<string, string>>,
    token: AccessToken,
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    const origin = await this.#parts.apiOrigin(signal);
    const headers = { authorization: `Zoho-oauthtoken ${token.text}` };
    return this.#parts.http.send({ method: 'GET', origin, path: `/crm/v8${path}`, query, headers }, signal);
  }

  #bodyOf(answer: HttpAnswer, path: string): JsonObject | undefined {
    if (answer.status === 204) return undefined;
    const body = asObject(answer.json);
    if (answer.status === 200 && body) return body;
    throw toError(answer, path, this.#parts.connection);
  }
}

function isRefusedToken(answer: HttpAnswer): boolean {
  return answer.status === 401 && asText(asObject(answer.json)?.['code']) === 'INVALID_TOKEN';
}

/** The one place where an answer of the CRM API becomes an error of ours (zoho-api.md section 8). */
function toError(answer: HttpAnswer, path: string, connection: ZohoClientParts['connection']): Error {
  const body = asObject(answer.json);
  const code = asText(body?.['code']) ?? '';
  const where = `"${connection.name}", ${path}`;
  if (answer.status === 429 || code === 'TOO_MANY_REQUESTS') {
    return new RetriableError(`Zoho allows no more calls for now (${where}).`, 60_000);
  }
  if (code === 'OAUTH_SCOPE_MISMATCH') {
    return new SignInError(`The sign-in of ${where} lacks a permission. Sign in again and accept all.`, connection.id);
  }
  if (answer.status === 401) {
    return new SignInError(`Zoho no longer accepts the sign-in of "${connection.name}". Sign in again.`, connection.id);
  }
  if (answer.status >= 500 || !body) {
    return new RetriableError(`Zoho answered ${answer.status} without data (${where}).`);
  }
  return new FatalError(`Zoho refused ${where}: ${code} ${asText(body['message']) ?? ''}`.trimEnd());
}
