import type { Dispatcher } from 'undici';
import Agent from 'undici/lib/dispatcher/agent.js';
import undiciApi from 'undici/lib/api/index.js';

import { RetriableError } from '../../errors.ts';
import { parseJson } from '../../model/parse.ts';
import type { Clock, Log } from '../../ports.ts';

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
}

/**
 * HTTP with a dispatcher of our own, so that nothing of the process is touched, and one log line for each request
 * without query values, headers or bodies. Rejects with RetriableError when there is no answer.
 */
export class HttpClient {
  readonly #dispatcher: Dispatcher = new Agent({
    connect: { timeout: 15_000 },
    headersTimeout: 120_000,
    bodyTimeout: 120_000,
  });
  readonly #log: Log;
  readonly #clock: Clock;

  constructor(parts: { readonly log: Log; readonly clock: Clock }) {
    this.#log = parts.log;
    this.#clock = parts.clock;
  }

  async send(call: HttpCall, signal: AbortSignal): Promise<HttpAnswer> {
    const startedAt = this.#clock.now();
    const base = new URL(call.origin);
    try {
      const response = await undiciApi.request.call(this.#dispatcher, {
        origin: base.origin,
        path: base.pathname.replace(/\/$/, '') + call.path,
        method: call.method,
        ...(call.query ? { query: call.query } : {}),
        ...(call.headers ? { headers: call.headers } : {}),
        ...(call.body === undefined ? {} : { body: call.body }),
        signal,
      });
      const text = await response.body.text();
      const credits = response.headers['x-api-credits-remaining'];
      this.#logLine(
        call,
        base,
        `${response.statusCode}`,
        startedAt,
        credits ? `, ${String(credits)} credits left` : '',
      );
      return { status: response.statusCode, json: parseJson(text), isEmpty: text === '' };
    } catch (error) {
      signal.throwIfAborted();
      this.#logLine(call, base, codeOf(error), startedAt, '');
      throw new RetriableError(`No answer from ${base.host} (${codeOf(error)}).`, undefined, { cause: error });
    }
  }

  close(): Promise<void> {
    return this.#dispatcher.close();
  }

  #logLine(call: HttpCall, base: URL, outcome: string, startedAt: number, more: string): void {
    const names = Object.keys(call.query ?? {});
    const query = names.length > 0 ? `?${names.join('&')}` : '';
    const durationMs = this.#clock.now() - startedAt;
    this.#log.info(`${call.method} ${base.host}${call.path}${query} → ${outcome}, ${durationMs} ms${more}`);
  }
}

/** A short word for what went wrong on the way, such as ECONNREFUSED; never the address with its query. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return code === 'AggregateError' || code === 'Error' ? 'network error' : code;
}
