import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { CrmClient } from '../../../src/core/crm/crmClient.ts';
import { HttpClient } from '../../../src/core/crm/zoho/httpClient.ts';
import { ZohoClient } from '../../../src/core/crm/zoho/zohoClient.ts';
import { SignInError } from '../../../src/core/errors.ts';
import { MetadataCache } from '../../../src/core/metadata/metadataCache.ts';
import type { CachePolicy, Connection } from '../../../src/core/model/connection.ts';
import { FolderFiles } from '../../../src/core/util/folderFiles.ts';
import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { exampleConnection } from '../exampleConnection.ts';
import { memoryLog } from '../memoryPorts.ts';

export const never = new AbortController().signal;

/** A sample organization that counts, a clock that stands still, and a folder on disk: what a metadata cache lives in. */
export class World {
  readonly sampleOrg: RunningSampleOrg;
  readonly folder: string;
  readonly log = memoryLog();
  readonly clock = { at: Date.UTC(2026, 0, 31, 12), now: (): number => this.clock.at };
  /** Instead of the sample organization, while set. */
  origin: string | undefined;
  isSignedOut = false;
  readonly #http: HttpClient;

  private constructor(sampleOrg: RunningSampleOrg, folder: string) {
    this.sampleOrg = sampleOrg;
    this.folder = folder;
    this.#http = new HttpClient({ log: this.log, clock: this.clock });
  }

  static async start(): Promise<World> {
    const folder = await mkdtemp(path.join(tmpdir(), 'metadata-cache-'));
    return new World(await startSampleOrg({ records: new Map([['Leads', 5]]) }), folder);
  }

  async stop(): Promise<void> {
    await this.#http.close();
    await this.sampleOrg.stop();
    await rm(this.folder, { recursive: true });
  }

  connection(cachePolicy: CachePolicy, parts: Partial<Connection> = {}): Connection {
    return exampleConnection({ dataCenter: 'sample', cachePolicy, ...parts });
  }

  /** A cache with nothing in memory, as another window or the next start has it. */
  newCache(folder = this.folder): MetadataCache {
    const { clock, log } = this;
    const clientFor = (connection: Connection): Promise<CrmClient> => Promise.resolve(this.clientFor(connection));
    return new MetadataCache({ files: new FolderFiles(folder), clock, log, clientFor });
  }

  clientFor(connection: Connection): CrmClient {
    return new ZohoClient({
      http: this.#http,
      apiOrigin: () => Promise.resolve(this.origin ?? this.sampleOrg.info.apiUrl),
      token: () => {
        if (this.isSignedOut) return Promise.reject(new SignInError('You are signed out.', connection.id));
        return Promise.resolve({ text: this.sampleOrg.info.accessToken, expiresAt: Infinity });
      },
      rejectToken: () => undefined,
      connection,
    });
  }

  /** How often each path of the API was asked for since the last time, without what is common to all of them. */
  async calls(): Promise<Readonly<Record<string, number>>> {
    const report = (await this.#control('GET', 'requests')) as { requests: { path: string; count: number }[] };
    await this.#control('DELETE', 'requests');
    return Object.fromEntries(
      report.requests.map(({ path: each, count }) => [each.replace('/crm/v8/settings', ''), count]),
    );
  }

  /** Lets every call of a path end so, until the next time; without an answer, faults end. */
  async fault(pathGlob?: string, answer?: Readonly<Record<string, unknown>>, query?: string): Promise<void> {
    const effect = { kind: 'answer', ...answer };
    const rule = { path: pathGlob, effect, ...(query === undefined ? {} : { query }) };
    await this.#control('PUT', 'faults', { rules: pathGlob === undefined ? [] : [rule] });
  }

  async changeSchema(change: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#control('POST', 'schema', change);
  }

  async #control(method: string, call: string, body?: unknown): Promise<unknown> {
    const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(`${this.sampleOrg.info.origin}/__sample/${call}`, init);
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer;
  }
}
