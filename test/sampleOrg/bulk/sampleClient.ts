import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

import { unzipSync } from 'fflate';

import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
}

/** Asks a running sample organization as its administrator, as an ordinary HTTP client would. */
export class SampleClient {
  readonly #sample: RunningSampleOrg;

  constructor(sample: RunningSampleOrg) {
    this.#sample = sample;
  }

  /** `body` is sent as JSON unless it is a text; `headers` win over the usual ones. */
  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const { origin, accessToken } = this.#sample.info;
    const response = await fetch(origin + path, {
      method,
      headers: {
        Authorization: `Zoho-oauthtoken ${accessToken}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes, json: readJson(bytes) };
  }

  /** Creates a bulk-read job and gives its id. */
  async createJob(body: unknown): Promise<string> {
    const answer = await this.ask('POST', '/crm/bulk/v8/read', body);
    assert.equal(answer.status, 201, Buffer.from(answer.bytes).toString());
    return (answer.json as { data: [{ details: { id: string } }] }).data[0].details.id;
  }

  async job(id: string): Promise<JobStatus> {
    const answer = await this.ask('GET', `/crm/bulk/v8/read/${id}`);
    assert.equal(answer.status, 200);
    return (answer.json as { data: [JobStatus] }).data[0];
  }

  /** Asks for the job until it is over. */
  async finishedJob(id: string): Promise<JobStatus> {
    for (;;) {
      const status = await this.job(id);
      if (status.state === 'COMPLETED' || status.state === 'FAILURE') return status;
      await setTimeout(5);
    }
  }

  /** The rows of a new job's file, each by column name. */
  async exportRows(body: unknown): Promise<readonly Readonly<Record<string, string>>[]> {
    const { header, rows } = await this.exportTable(body);
    return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
  }

  async exportTable(body: unknown): Promise<{ header: string[]; rows: string[][] }> {
    const id = await this.createJob(body);
    const { state, result } = await this.finishedJob(id);
    assert.equal(state, 'COMPLETED');
    const { bytes } = await this.ask('GET', String(result?.['download_url']));
    const [header = [], ...rows] = parseCsv(onlyFile(bytes, `${id}.csv`));
    return { header, rows };
  }
}

export interface JobStatus {
  readonly id: string;
  readonly state: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
}

/** The text of a zip's only file, which must have this name. */
export function onlyFile(zip: Uint8Array, name: string): string {
  const files = unzipSync(zip);
  assert.deepEqual(Object.keys(files), [name]);
  return Buffer.from(files[name] ?? []).toString();
}

/** RFC 4180, written apart from the sample organization's own writer. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    const [all, quoted, bare = '', end] = match;
    if (all === '') break;
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as unknown;
  } catch {
    return undefined;
  }
}
