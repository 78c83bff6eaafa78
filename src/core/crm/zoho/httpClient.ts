import type { Dispatcher } from 'undici';
import undiciApi from 'undici/lib/api/index.js';

import { isProductError } from '../../errors.ts';
import type { NetworkSettings } from '../../model/network.ts';
import { directNetwork } from '../../model/network.ts';
import type { Clock, Log } from '../../ports.ts';
import { readBytes, readWhole } from './answerBody.ts';
import type { AnswerHeaders } from './answerHeaders.ts';
import { readHeaders } from './answerHeaders.ts';
import type { TimeLimits } from './dispatcher.ts';
import { createDispatcher } from './dispatcher.ts';
import { parseExactJson } from './exactJson.ts';
import { codeOf, toNetworkError } from './networkError.ts';

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `http(s)://host[:port]`, perhaps with a path prefix. */
  readonly origin: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** The body of an answer with status 200 that is a file is handed over as it comes, and not read. */
  readonly wantsBytes?: boolean | undefined;
  /** The body of an answer with status 200 is handed over whole, and not parsed. */
  readonly wantsBody?: boolean | undefined;
}

export interface HttpAnswer extends AnswerHeaders {
  readonly status: number;
  /** What the body says, see `parseExactJson`; undefined for an empty body and for anything that is not JSON. */
  readonly json: unknown;
  readonly isEmpty: boolean;
  /** Where bytes were wanted, and are what was answered. Whoever asked reads to the end, stops early, or aborts. */
  readonly bytes?: AsyncIterable<Uint8Array>;
  /** Where it was wanted. Then there is no `json`. */
  readonly body?: Buffer;
}

export interface HttpClientParts {
  readonly log: Log;
  readonly clock: Clock;
  /** The same object until something changes, and then another one. Undefined = straight to the servers. */
  readonly network?: (() => NetworkSettings) | undefined;
  /** Others than the usual ones. */
  readonly limits?: TimeLimits | undefined;
}

/**
 * HTTP with a dispatcher of our own, so that nothing of the process is touched, and one log line for each request
 * without query values, headers or bodies. Redirects are not followed. Rejects, where there is no answer, with RetriableError, or with FatalError
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
      const response = await this.#request(call, base, signal);
      const headers = readHeaders(response.headers, this.#parts.clock.now());
      const answer = { ...headers, status: response.statusCode };
      if (call.wantsBytes === true && isFile(response)) {
        this.#logAnswer(call, base, answer, startedAt);
        const bytes = readBytes(response.body, (error) => this.#failure(call, base, error, startedAt, signal));
        return { ...answer, json: undefined, isEmpty: false, bytes };
      }
      const body = await readWhole(response);
      this.#logAnswer(call, base, answer, startedAt);
      const isEmpty = body.length === 0;
      if (call.wantsBody === true && answer.status === 200) return { ...answer, json: undefined, isEmpty, body };
      return { ...answer, json: parseExactJson(body.toString()), isEmpty };
    } catch (error) {
      throw this.#failure(call, base, error, startedAt, signal);
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
    const dispatcher = createDispatcher(network, this.#parts.limits);
    this.#open = { network, dispatcher };
    return dispatcher;
  }

  #request(call: HttpCall, base: URL, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    return undiciApi.request.call(this.#dispatcher(), {
      origin: base.origin,
      path: base.pathname.replace(/\/$/, '') + call.path,
      method: call.method,
      ...(call.query ? { query: call.query } : {}),
      headers: { 'accept-encoding': 'gzip', ...call.headers },
      ...(call.body === undefined ? {} : { body: call.body }),
      signal,
    });
  }

  /** What is to be thrown for what went wrong, which is logged. */
  #failure(call: HttpCall, base: URL, error: unknown, startedAt: number, signal: AbortSignal): Error {
    if (signal.aborted) {
      this.#parts.log.debug(`${describe(call, base)} → canceled, ${this.#since(startedAt)}`);
      return signal.reason as Error;
    }
    if (isProductError(error)) return error;
    this.#parts.log.warn(`${describe(call, base)} → ${codeOf(error)}, ${this.#since(startedAt)}`);
    return toNetworkError(error, base.host, this.#open?.network.proxy);
  }

  #logAnswer(
    call: HttpCall,
    base: URL,
    { status, creditsLeft }: Pick<HttpAnswer, 'status' | 'creditsLeft'>,
    startedAt: number,
  ): void {
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

/** JSON and pages of HTML where a file was due are an error's text. */
function isFile({ statusCode, headers }: Dispatcher.ResponseData): boolean {
  return statusCode === 200 && !/json|html/i.test(String(headers['content-type']));
}
