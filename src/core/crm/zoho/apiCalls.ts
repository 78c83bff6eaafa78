import type { AccessToken } from '../../model/oauth.ts';
import type { JsonObject } from '../../model/parse.ts';
import { asObject } from '../../model/parse.ts';
import type { HttpAnswer, HttpCall, HttpClient } from './httpClient.ts';
import { isRefusedToken, toError } from './zohoErrors.ts';

export interface ApiCallsParts {
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
export type ApiCall = Pick<HttpCall, 'path' | 'query' | 'body' | 'wantsBytes' | 'wantsBody'> & {
  readonly method?: HttpCall['method'];
  /** Bulk exports have a path of their own (zoho-api.md section 4.15). */
  readonly api?: 'records' | 'bulk';
  /** Only what was modified (or deleted) since, in epoch milliseconds, to the second. */
  readonly modifiedSinceMs?: number | undefined;
};

const roots = { records: '/crm/v8', bulk: '/crm/bulk/v8' } as const;

/** Calls of Zoho CRM's REST API v8 for one connection: each with a token, which goes to the API's origin and nowhere else. */
export class ApiCalls {
  readonly #parts: ApiCallsParts;
  #creditsLeft: number | undefined;

  constructor(parts: ApiCallsParts) {
    this.#parts = parts;
  }

  /** Whatever the API answers, refusals included. A refused token is replaced once, and no more than once. */
  async ask(call: ApiCall, signal: AbortSignal): Promise<HttpAnswer> {
    const token = await this.#parts.token(signal);
    const answer = await this.#send(call, token, signal);
    if (!isRefusedToken(answer)) return answer;
    this.#parts.rejectToken(token);
    return this.#send(call, await this.#parts.token(signal), signal);
  }

  /** The answer's JSON; undefined for an answer without content (204, 304). Throws `errorOf` for anything else. */
  bodyOf(answer: HttpAnswer, call: ApiCall): JsonObject | undefined {
    if (answer.status === 204 || answer.status === 304) return undefined;
    const body = asObject(answer.json);
    if ((answer.status === 200 || answer.status === 201) && body) return body;
    throw this.errorOf(answer, call);
  }

  errorOf(answer: HttpAnswer, { path }: ApiCall): Error {
    return toError(answer, { connection: this.#parts.connection, path });
  }

  /** As the last answer that told has it. */
  creditsLeft(): number | undefined {
    return this.#creditsLeft;
  }

  async #send(call: ApiCall, token: AccessToken, signal: AbortSignal): Promise<HttpAnswer> {
    const { method = 'GET', api = 'records', path, query, body, wantsBytes, wantsBody, modifiedSinceMs } = call;
    const headers = {
      authorization: `Zoho-oauthtoken ${token.text}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(modifiedSinceMs === undefined ? {} : { 'if-modified-since': instantText(modifiedSinceMs) }),
    };
    const origin = await this.#parts.apiOrigin(signal);
    const whole = { method, origin, path: roots[api] + path, query, headers, body, wantsBytes, wantsBody };
    const answer = await this.#parts.http.send(whole, signal);
    this.#creditsLeft = answer.creditsLeft ?? this.#creditsLeft;
    return answer;
  }
}

/** Zoho takes no fractions of a second (zoho-api.md section 5). */
export function instantText(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}+00:00`;
}
