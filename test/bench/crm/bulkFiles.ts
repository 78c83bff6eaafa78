import { setTimeout } from 'node:timers/promises';

import { strFromU8, unzipSync, zipSync } from 'fflate';
import papa from 'papaparse';

import { idAt } from './recordPages.ts';
import type { PagesInfo } from './startPages.ts';

/** Number of the first job; each one that asks for the same columns and as many records has the same. */
export const firstBulkJob = 1;

interface BulkFile {
  readonly zip: Buffer;
  readonly records: number;
}

interface BulkBody {
  readonly query: { readonly fields?: readonly string[]; readonly criteria?: unknown };
}

/**
 * Bulk exports of all records: zips that are made on the first request and are ready from then on. The rows are those of
 * the sample organization, repeated with other ids. A time of change in the criteria is taken to hold for all.
 */
export class BulkFiles {
  readonly #info: PagesInfo;
  readonly #files: BulkFile[] = [];
  readonly #jobs = new Map<string, Promise<number>>();

  constructor(info: PagesInfo) {
    this.#info = info;
  }

  async start(body: string, records: number): Promise<unknown> {
    const { fields = [], criteria } = (JSON.parse(body) as BulkBody).query;
    if (JSON.stringify(criteria ?? {}).includes('"api_name":"id"')) throw new Error('A part of the ids is asked for.');
    const key = `${records} ${fields.join(',')}`;
    const job = this.#jobs.get(key) ?? this.#make(body, records);
    this.#jobs.set(key, job);
    return { data: [{ status: 'success', code: 'ADDED_SUCCESSFULLY', details: { id: String(await job) } }] };
  }

  state(job: number): unknown {
    const { records } = this.#file(job);
    return { data: [{ id: String(job), state: 'COMPLETED', result: { count: records, more_records: false } }] };
  }

  zip(job: number): Buffer {
    return this.#file(job).zip;
  }

  #file(job: number): BulkFile {
    const file = this.#files[job - firstBulkJob];
    if (!file) throw new Error(`There is no bulk export ${job}.`);
    return file;
  }

  async #make(body: string, records: number): Promise<number> {
    const [header = [], ...rows] = papa.parse<string[]>(await this.#export(body), { skipEmptyLines: true }).data;
    const idColumn = header.findIndex((name) => name.toLowerCase() === 'id');
    const lines = rows.map((row) => [row.slice(0, idColumn), row.slice(idColumn + 1)].map(csvText));
    const texts = [Buffer.from(`${csvText(header)}\n`)];
    for (let index = 0; index < records; index++) {
      const [before = '', after = ''] = lines[index % lines.length] ?? [];
      texts.push(Buffer.from(`${[before, idAt(index), after].filter((part) => part !== '').join(',')}\n`));
    }
    const zip = Buffer.from(zipSync({ 'export.csv': Buffer.concat(texts) }));
    return firstBulkJob - 1 + this.#files.push({ zip, records });
  }

  /** The CSV text that the sample organization exports. */
  async #export(body: string): Promise<string> {
    const started = (await (await this.#ask('', body)).json()) as JobAnswer;
    const id = started.data[0]?.details?.id ?? '';
    for (;;) {
      const state = ((await (await this.#ask(`/${id}`)).json()) as JobAnswer).data[0]?.state;
      if (state === 'COMPLETED') break;
      if (state === 'FAILURE') throw new Error('The sample organization could not export.');
      await setTimeout(20);
    }
    const zip = new Uint8Array(await (await this.#ask(`/${id}/result`)).arrayBuffer());
    return Object.values(unzipSync(zip)).map((bytes) => strFromU8(bytes))[0] ?? '';
  }

  async #ask(path: string, body?: string): Promise<Response> {
    const { apiUrl, accessToken } = this.#info;
    const headers = { authorization: `Zoho-oauthtoken ${accessToken}`, 'content-type': 'application/json' };
    const init = body === undefined ? { headers } : { headers, method: 'POST', body };
    const answer = await fetch(`${apiUrl}/crm/bulk/v8/read${path}`, init);
    if (!answer.ok) throw new Error(`Bulk export${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}

interface JobAnswer {
  readonly data: readonly { readonly state?: string; readonly details?: { readonly id: string } }[];
}

/** Empty for no cells at all. */
function csvText(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}
