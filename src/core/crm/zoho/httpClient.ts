import type { Dispatcher } from 'undici';
import undiciApi from 'undici/lib/api/index.js';

import { isProductError } from '../../errors.ts';
import type { NetworkSettings } from '../../model/network.ts';
import { directNetwork } from '../../model/network.ts';
import { parseJson } from '../../model/parse.ts';
import type { Clock, Log } from '../../ports.ts';
import { createDispatcher } from './dispatcher.ts';
import { codeOf, toNetworkError } from './networkError.ts';

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `http(s)://host[:port]`, perhaps with a path prefix. */
  readonly origin: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** What the body says as JSON; undefined for an empty body and for anything that is not JSON. */
  readonly json: unknown;
  readonly isEmpty: boolean;
  /** API credits that the organization has left; Zoho tells when half of them are spent (zoho-api.md section 7.2). */
  readonly creditsLeft: number | undefined;
}

export interface HttpClientParts {
  readonly log: Log;
  readonly clock: Clock;
  /** The same object until something changes, and then another one. Undefined = straight to the servers. */
  readonly network?: (() => NetworkSettings) | undefined;
}

/**
 * HTTP with a dispatcher of our own, so that nothing of the process is touched, and one log line for each request
 * without query values, headers or bodies. Rejects, where there is no answer, with RetriableError, or with FatalError
 * or InputError where trying again is in vain.
 */
export class HttpClient {
  readonly #parts: HttpClientParts;
  #open: { readonly network: NetworkSettings; readonly dispatcher: Dispatcher } | undefined;

  constructor(parts: HttpClientParts) {
    this.#parts = parts;
  }

  async send(call: HttpCall, signal: AbortSignal): Promise<HttpAnswer> {
    const startedAt = this.#parts.clock.now();
    const base = new URL(call.origin);
    try {
      const response = await undiciApi.request.call(this.#dispatcher(), {
        origin: base.origin,
        path: base.pathname.replace(/\/$/, '') + call.path,
        method: call.method,
        ...(call.query ? { query: call.query } : {}),
        ...(call.headers ? { headers: call.headers } : {}),
        ...(call.body === undefined ? {} : { body: call.body }),
        signal,
      });
      const text = await response.body.text();
      const creditsLeft = readCredits(response.headers['x-api-credits-remaining']);
      this.#logAnswer(call, base, response.statusCode, startedAt, creditsLeft);
      return { status: response.statusCode, json: parseJson(text), isEmpty: text === '', creditsLeft };
    } catch (error) {
      if (signal.aborted) this.#parts.log.debug(`${describe(call, base)} → canceled, ${this.#since(startedAt)}`);
      signal.throwIfAborted();
      if (isProductError(error)) throw error;
      this.#parts.log.warn(`${describe(call, base)} → ${codeOf(error)}, ${this.#since(startedAt)}`);
      throw toNetworkError(error, base.host, this.#open?.network.proxy);
    }
  }

  async close(): Promise<void> {
    await this.#open?.dispatcher.close();
  }

  /** What is under way when the settings change still ends on the old way. */
  #dispatcher(): Dispatcher {
    const network = this.#parts.network?.() ?? directNetwork;
    if (this.#open?.network === network) return this.#open.dispatcher;
    void this.#open?.dispatcher.close();
    this.#open = undefined;
    const dispatcher = createDispatcher(network);
    this.#open = { network, dispatcher };
    return dispatcher;
  }

  #logAnswer(call: HttpCall, base: URL, status: number, startedAt: number, creditsLeft: number | undefined): void {
    const credits = creditsLeft === undefined ? '' : `, ${creditsLeft} credits left`;
    const line = `${describe(call, base)} → ${status}, ${this.#since(startedAt)}${credits}`;
    if (status < 400) this.#parts.log.info(line);
    else this.#parts.log.warn(line);
  }

  #since(startedAt: number): string {
    return `${this.#parts.clock.now() - startedAt} ms`;
  }
}

/** Of the query, the names. */
function describe(call: HttpCall, base: URL): string {
  const names = Object.keys(call.query ?? {});
  const query = names.length > 0 ? `?${names.join('&')}` : '';
  return `${call.method} ${base.host}${base.pathname.replace(/\/$/, '')}${call.path}${query}`;
}

function readCredits(header: string | string[] | undefined): number | undefined {
  const credits = typeof header === 'string' && header !== '' ? Number(header) : Number.NaN;
  return Number.isFinite(credits) ? credits : undefined;
}
