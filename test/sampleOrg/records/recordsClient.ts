import assert from 'node:assert/strict';

import type { SampleClock } from '../../../src/sampleOrg/clock.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as an object; empty when there is none. */
  readonly body: Json;
}

interface Sending {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is a text or a form. */
  readonly body?: unknown;
}

/** A running sample organization and the administrator's token. */
export interface RecordsClient {
  readonly clock: SampleClock;
  send(method: string, path: string, sending?: Sending): Promise<Answer>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  put(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  /** Inserts one record and gives its id. Fails the test when it is refused. */
  insert(module: string, record: Json): Promise<string>;
  /** The whole record. Fails the test when it is not there. */
  read(module: string, id: string): Promise<Json>;
  stop(): Promise<void>;
}

/** Starts an organization with the seed's usual records, or other numbers of them. */
export async function startRecordsClient(records: Readonly<Record<string, number>> = {}): Promise<RecordsClient> {
  const failures: unknown[] = [];
  const sampleOrg = await startSampleOrg({ records: new Map(Object.entries(records)) }, (error) => {
    failures.push(error);
  });
  const send = async (method: string, path: string, { headers = {}, body }: Sending = {}): Promise<Answer> => {
    const isRaw = body === undefined || typeof body === 'string' || body instanceof FormData;
    const response = await fetch(`${sampleOrg.info.apiUrl}/crm/v8${path}`, {
      method,
      headers: { Authorization: `Zoho-oauthtoken ${sampleOrg.info.accessToken}`, ...headers },
      body: isRaw ? (body ?? null) : JSON.stringify(body),
    });
    const text = await response.text();
    assert.deepEqual(failures, [], 'the server itself failed');
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? (JSON.parse(text) as Json) : {},
    };
  };
  return {
    clock: sampleOrg.clock,
    send,
    get: (path, headers = {}) => send('GET', path, { headers }),
    post: (path, body) => send('POST', path, { body }),
    put: (path, body, headers = {}) => send('PUT', path, { headers, body }),
    delete: (path) => send('DELETE', path),
    insert: async (module, record) => {
      const answer = await send('POST', `/${module}`, { body: { data: [record] } });
      assert.equal(answer.status, 201, answer.text);
      return textAt(answer.body, 'data', 0, 'details', 'id');
    },
    read: async (module, id) => {
      const answer = await send('GET', `/${module}/${id}`);
      assert.equal(answer.status, 200, answer.text);
      return at(answer.body, 'data', 0) as Json;
    },
    stop: () => sampleOrg.stop(),
  };
}

/** A value deep in an answer; undefined where the way ends. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[step] : undefined,
    value,
  );
}

/** A text deep in an answer. Fails the test when there is none. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  assert.equal(typeof found, 'string', `no text at ${path.join('.')}`);
  return found as string;
}

/** The elements of `data`. */
export function rows(answer: Answer): readonly Json[] {
  return (answer.body['data'] ?? []) as readonly Json[];
}

/** Code and details of each element of `data`, of several errors those of each. */
export function problems(answer: Answer): readonly { readonly code: unknown; readonly details: unknown }[] {
  return rows(answer)
    .filter((row) => row['status'] === 'error')
    .flatMap((row) => (at(row, 'details', 'errors') as readonly Json[] | undefined) ?? [row])
    .map(({ code, details }) => ({ code, details }));
}

/** Asserts an error of the whole request: the bare envelope. */
export function assertRefused(answer: Answer, status: number, code: string, details?: Json): void {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.body['code'], code, answer.text);
  assert.equal(answer.body['status'], 'error');
  if (details) assert.deepEqual(answer.body['details'], details);
}
