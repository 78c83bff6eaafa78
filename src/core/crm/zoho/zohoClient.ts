import type { OrganizationSummary, UserSummary } from '../../model/connection.ts';
import type { Field, Module, RelatedList, SentInstant } from '../../model/metadata.ts';
import type { AccessToken } from '../../model/oauth.ts';
import type { JsonObject } from '../../model/parse.ts';
import { asObject, asObjects } from '../../model/parse.ts';
import type { CrmClient, RecordSample } from '../crmClient.ts';
import type { HttpAnswer, HttpCall, HttpClient } from './httpClient.ts';
import { readField, readRelatedList } from './readField.ts';
import { readModule, readOrganization, readUser } from './readMetadata.ts';
import { readTimes, timesCall } from './recordTimes.ts';
import { isRefusedToken, toError } from './zohoErrors.ts';

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

/** What differs from call to call; paths are those below the version. */
export type ApiCall = Pick<HttpCall, 'path' | 'query' | 'body'> & { readonly method?: HttpCall['method'] };

/** Zoho CRM's REST API v8. */
export class ZohoClient implements CrmClient {
  readonly #parts: ZohoClientParts;
  #creditsLeft: number | undefined;

  constructor(parts: ZohoClientParts) {
    this.#parts = parts;
  }

  async organization(signal: AbortSignal): Promise<OrganizationSummary> {
    const [organization] = await this.#list('org', { path: '/org' }, signal);
    return readOrganization(organization ?? {});
  }

  async currentUser(signal: AbortSignal): Promise<UserSummary> {
    const [user] = await this.#list('users', { path: '/users', query: { type: 'CurrentUser' } }, signal);
    return readUser(user ?? {});
  }

  async modules(signal: AbortSignal): Promise<readonly Module[]> {
    return (await this.#list('modules', { path: '/settings/modules' }, signal)).map(readModule);
  }

  async fields(module: string, signal: AbortSignal): Promise<readonly Field[]> {
    return (await this.#list('fields', { path: '/settings/fields', query: { module } }, signal)).map(readField);
  }

  async relatedLists(module: string, signal: AbortSignal): Promise<readonly RelatedList[]> {
    const call = { path: '/settings/related_lists', query: { module } };
    return (await this.#list('related_lists', call, signal)).map(readRelatedList);
  }

  async modifiedTimes(sample: RecordSample, signal: AbortSignal): Promise<readonly SentInstant[]> {
    return (await this.#list('data', timesCall(sample), signal)).flatMap(readTimes);
  }

  creditsLeft(): number | undefined {
    return this.#creditsLeft;
  }

  /** The objects below a key of the answer; none for an empty answer (204). */
  async #list(key: string, call: ApiCall, signal: AbortSignal): Promise<readonly JsonObject[]> {
    return asObjects((await this.#ask(call, signal))?.[key]);
  }

  /** Undefined for an empty answer (204). A refused token is replaced once, and no more than once. */
  async #ask(call: ApiCall, signal: AbortSignal): Promise<JsonObject | undefined> {
    const token = await this.#parts.token(signal);
    const answer = await this.#send(call, token, signal);
    if (!isRefusedToken(answer)) return this.#bodyOf(answer, call);
    this.#parts.rejectToken(token);
    return this.#bodyOf(await this.#send(call, await this.#parts.token(signal), signal), call);
  }

  async #send(call: ApiCall, token: AccessToken, signal: AbortSignal): Promise<HttpAnswer> {
    const origin = await this.#parts.apiOrigin(signal);
    const headers = {
      authorization: `Zoho-oauthtoken ${token.text}`,
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const whole: HttpCall = { method: 'GET', ...call, origin, path: `/crm/v8${call.path}`, headers };
    const answer = await this.#parts.http.send(whole, signal);
    this.#creditsLeft = answer.creditsLeft ?? this.#creditsLeft;
    return answer;
  }

  #bodyOf(answer: HttpAnswer, { path }: ApiCall): JsonObject | undefined {
    if (answer.status === 204) return undefined;
    const body = asObject(answer.json);
    if (answer.status === 200 && body) return body;
    throw toError(answer, { connection: this.#parts.connection, path });
  }
}
