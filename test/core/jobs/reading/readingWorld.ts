import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { HttpClient } from '../../../../src/core/crm/zoho/httpClient.ts';
import { ZohoClient } from '../../../../src/core/crm/zoho/zohoClient.ts';
import { ZohoRecords } from '../../../../src/core/crm/zoho/zohoRecords.ts';
import type { ReadLimits } from '../../../../src/core/crm/crmRecords.ts';
import { CallGovernor } from '../../../../src/core/jobs/reading/callGovernor.ts';
import type { FieldsOf } from '../../../../src/core/jobs/reading/learnFields.ts';
import { learnFields } from '../../../../src/core/jobs/reading/learnFields.ts';
import type { ReadPlan } from '../../../../src/core/jobs/reading/readPlan.ts';
import { planRead } from '../../../../src/core/jobs/reading/readPlan.ts';
import type { ReadParts } from '../../../../src/core/jobs/reading/readRecords.ts';
import { readRecords } from '../../../../src/core/jobs/reading/readRecords.ts';
import type { RecordBatch, ReadRequest } from '../../../../src/core/jobs/reading/readRequest.ts';
import type { Field, Module } from '../../../../src/core/model/metadata.ts';
import type { CrmRecord } from '../../../../src/core/model/record.ts';
import type { SampleOrgOptions } from '../../../../src/sampleOrg/options.ts';
import type { RunningSampleOrg } from '../../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../../src/sampleOrg/start.ts';
import { memoryLog } from '../../memoryPorts.ts';

export const never = new AbortController().signal;

/** A sample organization, and everything that a reading of it needs. */
export class ReadingWorld {
  readonly sampleOrg: RunningSampleOrg;
  readonly records: ZohoRecords;
  readonly log = memoryLog();
  readonly #http: HttpClient;
  readonly #client: ZohoClient;
  readonly #folder: string;
  readonly #fields = new Map<string, Promise<readonly Field[]>>();

  private constructor(sampleOrg: RunningSampleOrg, folder: string) {
    this.sampleOrg = sampleOrg;
    this.#folder = folder;
    this.#http = new HttpClient({ log: memoryLog(), clock: { now: () => Date.now() } });
    const parts = {
      http: this.#http,
      apiOrigin: () => Promise.resolve(sampleOrg.info.apiUrl),
      token: () => Promise.resolve({ text: sampleOrg.info.accessToken, expiresAt: Infinity }),
      rejectToken: () => undefined,
      connection: { id: 'c1', name: 'Sample' },
    };
    this.records = new ZohoRecords(parts);
    this.#client = new ZohoClient(parts);
  }

  static async start(options: Partial<SampleOrgOptions> = {}): Promise<ReadingWorld> {
    const folder = await mkdtemp(path.join(tmpdir(), 'reading-'));
    return new ReadingWorld(await startSampleOrg({ bulkStepMs: 1, ...options }), folder);
  }

  async stop(): Promise<void> {
    await this.#http.close();
    await this.sampleOrg.stop();
    await rm(this.#folder, { recursive: true });
  }

  readonly fieldsOf: FieldsOf = (module, signal) => {
    let fields = this.#fields.get(module);
    if (!fields) {
      fields = this.#client.fields(module, signal);
      this.#fields.set(module, fields);
    }
    return fields;
  };

  readonly modulesOf = (signal: AbortSignal): Promise<readonly Module[]> => this.#client.modules(signal);

  parts(more: Partial<ReadParts> = {}): ReadParts {
    const governor = new CallGovernor({ calls: 19, heavyCalls: 9 });
    return { governor, temporaryFolder: this.#folder, bulkPollMs: 1, log: this.log, signal: never, ...more };
  }

  /** With limits of our own where a test wants small ones. */
  async plan(request: ReadRequest, count: number, limits: Partial<ReadLimits> = {}): Promise<ReadPlan> {
    const known = await learnFields(request.module, request.fields, this.fieldsOf, never);
    const all = { ...(await this.records.readLimits(never)), ...limits };
    return planRead(request, { count, limits: all, known, creditsLeft: undefined });
  }

  async batches(
    request: ReadRequest,
    { count = 100, limits = {}, ...more }: Partial<ReadParts> & { count?: number; limits?: Partial<ReadLimits> } = {},
  ): Promise<readonly RecordBatch[]> {
    const plan = await this.plan(request, count, limits);
    const batches: RecordBatch[] = [];
    for await (const batch of readRecords(this.records, plan, this.parts(more))) batches.push(batch);
    return batches;
  }

  /** Everything, by ascending id. */
  async read(
    request: ReadRequest,
    options: Parameters<ReadingWorld['batches']>[1] = {},
  ): Promise<readonly CrmRecord[]> {
    const records = (await this.batches(request, options)).flatMap((batch) => batch.records);
    return records.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** A call of the CRM's own API, as some other program would make it. */
  async api(method: string, callPath: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.sampleOrg.info.apiUrl}/crm/v8${callPath}`, {
      method,
      headers: {
        authorization: `Zoho-oauthtoken ${this.sampleOrg.info.accessToken}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${callPath}: ${response.status} ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  }

  /** A call of the sample organization's control endpoint. */
  async control(method: string, call: string, body?: unknown): Promise<unknown> {
    const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(`${this.sampleOrg.info.origin}/__sample/${call}`, init);
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  }

  /** These faults, and no others. */
  async faults(...rules: readonly unknown[]): Promise<void> {
    await this.control('PUT', 'faults', { rules });
  }
}
