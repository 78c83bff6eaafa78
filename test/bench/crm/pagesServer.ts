// Zoho's API for the bench: lists, queries and counts of one module are answered from texts that are ready, as fast as
// node:http can, so that clients are measured and not the server. All else (metadata, sign-in) comes from a sample
// organization, once, and is remembered. The parent sends the settings and gets the addresses, or the figures, back.
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { describeError } from '../../harness/errors.ts';
import { complain } from '../../harness/say.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { indexOfId, RecordPages, templateId } from './recordPages.ts';
import type { PagesInfo, PagesSettings } from './startPages.ts';
import { benchModule } from './benchFields.ts';
import { BulkFiles } from './bulkFiles.ts';

const templateRecords = 2_000;
const listRows = 200;
const sampleOrg = await startSampleOrg({
  records: new Map([[benchModule, templateRecords]]),
  credits: 1_000_000,
  bulkStepMs: 1,
});
const authorization = `Zoho-oauthtoken ${sampleOrg.info.accessToken}`;

const bulkFiles = new BulkFiles(sampleOrg.info);

const settings: PagesSettings = { records: 0, latencyMs: 0 };
const flight = { now: 0, most: 0 };

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly parts: readonly (Buffer | string)[];
}

const server = createServer((request, response) => {
  void serve(request, response);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.send?.({ ...sampleOrg.info, apiUrl: origin } satisfies PagesInfo);
});
process.on('message', (changed: PagesSettings) => {
  const most = flight.most;
  flight.most = 0;
  Object.assign(settings, changed);
  process.send?.({ mostInFlight: most });
});
process.once('disconnect', () => process.exit());

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  flight.now += 1;
  flight.most = Math.max(flight.most, flight.now);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  if (settings.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, settings.latencyMs));
  const { status, type, parts } = await answerTo(request, body).catch(failure);
  response.writeHead(status, { 'content-type': type });
  flight.now -= 1;
  for (const part of parts) response.write(part);
  response.end();
}

function failure(error: unknown): Answer {
  const text = describeError(error);
  complain(`The pages of the bench: ${text}`);
  return { status: 500, type: 'text/plain', parts: [text] };
}

function answerTo(request: IncomingMessage, body: string): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname === `/crm/v8/${benchModule}`) return list(url.searchParams);
  if (url.pathname === '/crm/v8/coql') {
    const { select_query: statement } = JSON.parse(body) as { readonly select_query: string };
    if (statement.includes(` from ${benchModule} `)) return query(statement);
  }
  if (url.pathname === `/crm/v8/${benchModule}/actions/count`) {
    return Promise.resolve(json(JSON.stringify({ count: settings.records })));
  }
  if (url.pathname === '/crm/bulk/v8/read') {
    return bulkFiles.start(body, settings.records).then((answer) => json(JSON.stringify(answer)));
  }
  const [, job = '', result] = /^\/crm\/bulk\/v8\/read\/(\d+)(\/result)?$/.exec(url.pathname) ?? [];
  if (result !== undefined)
    return Promise.resolve({ status: 200, type: 'application/zip', parts: [bulkFiles.zip(Number(job))] });
  if (job !== '') return Promise.resolve(json(JSON.stringify(bulkFiles.state(Number(job)))));
  return remembered(request.method ?? 'GET', url, request.headers['content-type'], body);
}

function json(...parts: readonly (Buffer | string)[]): Answer {
  return { status: 200, type: 'application/json;charset=UTF-8', parts };
}

async function list(parameters: URLSearchParams): Promise<Answer> {
  const pages = await listTemplate(parameters.get('fields') ?? 'id');
  const ids = parameters.get('ids')?.split(',');
  if (ids) {
    const parts = ids.map((id) => pages.bytes(indexOfId(id), 1).toString());
    return json(`{"data":[${parts.join(',')}],"info":{"per_page":200,"count":${ids.length},"more_records":false}}`);
  }
  const from = Number(parameters.get('page_token') ?? 0);
  const count = Math.min(listRows, settings.records - from);
  const hasMore = from + count < settings.records;
  const next = hasMore ? `"${from + count}"` : 'null';
  const info = `"info":{"per_page":200,"count":${count},"sort_by":"id","page":${from / listRows + 1},"sort_order":"asc"`;
  return json('{"data":[', pages.bytes(from, count), `],${info},"next_page_token":${next},"more_records":${hasMore}}}`);
}

async function query(statement: string): Promise<Answer> {
  const counted = /^select (count\(id\))(?: as (\w+))?/i.exec(statement);
  if (counted)
    return json(
      JSON.stringify({
        data: [{ [counted[2] ?? counted[1] ?? '']: settings.records }],
        info: { count: 1, more_records: false },
      }),
    );
  const columns = /^select (.+?) from /i.exec(statement)?.[1] ?? 'id';
  const pages = await queryTemplate(columns);
  const after = /id > '?(\d+)/.exec(statement)?.[1];
  const upTo = /id <= '?(\d+)/.exec(statement)?.[1];
  const limit = Number(/limit (\d+)/i.exec(statement)?.[1] ?? 200);
  const first = after === undefined ? 0 : indexOfId(after) + 1;
  const last = Math.min(settings.records, upTo === undefined ? Infinity : indexOfId(upTo) + 1);
  const count = Math.max(0, Math.min(limit, last - first));
  if (count === 0) return { status: 204, type: 'application/json', parts: [] };
  const from = / id desc/i.test(statement) ? last - count : first;
  return json(
    '{"data":[',
    pages.bytes(from, count),
    `],"info":{"count":${count},"more_records":${first + count < last}}}`,
  );
}

const templates = new Map<string, Promise<RecordPages>>();

function listTemplate(fields: string): Promise<RecordPages> {
  return template(`list ${fields}`, async () => {
    const records: unknown[] = [];
    // In the order of the queries, so that an id is the same record for both.
    const path = `/crm/v8/${benchModule}?fields=${fields}&per_page=200&converted=both&sort_by=id&sort_order=asc`;
    for (let token = ''; records.length < templateRecords;) {
      const page = await ask('GET', `${path}${token}`);
      records.push(...page.data);
      token = `&page_token=${page.info.next_page_token ?? ''}`;
      if (!page.info.more_records) break;
    }
    return records;
  });
}

function queryTemplate(columns: string): Promise<RecordPages> {
  const statement = `select ${columns} from ${benchModule} where id is not null order by id asc limit ${templateRecords}`;
  return template(
    `query ${columns}`,
    async () => (await ask('POST', '/crm/v8/coql', { select_query: statement })).data,
  );
}

function template(key: string, read: () => Promise<readonly unknown[]>): Promise<RecordPages> {
  const known = templates.get(key) ?? read().then(pagesOf);
  templates.set(key, known);
  return known;
}

function pagesOf(records: readonly unknown[]): RecordPages {
  return new RecordPages(records.map((record) => JSON.stringify({ ...(record as object), id: templateId })));
}

interface PageBody {
  readonly data: readonly unknown[];
  readonly info: { readonly next_page_token?: string; readonly more_records?: boolean };
}

async function ask(method: string, path: string, body?: unknown): Promise<PageBody> {
  const init = { method, headers: { authorization, 'content-type': 'application/json' } };
  const answer = await fetch(
    sampleOrg.info.apiUrl + path,
    body === undefined ? init : { ...init, body: JSON.stringify(body) },
  );
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as PageBody;
}

const answers = new Map<string, Promise<Answer>>();

function remembered(method: string, url: URL, type: string | undefined, body: string): Promise<Answer> {
  const key = `${method} ${url.href} ${body}`;
  const known = answers.get(key) ?? forwarded(method, url, type ?? 'application/json', body);
  answers.set(key, known);
  return known;
}

async function forwarded(method: string, url: URL, contentType: string, body: string): Promise<Answer> {
  const init = { method, headers: { authorization, 'content-type': contentType } };
  const answer = await fetch(sampleOrg.info.apiUrl + url.pathname + url.search, body === '' ? init : { ...init, body });
  const type = answer.headers.get('content-type') ?? 'application/json';
  return { status: answer.status, type, parts: [Buffer.from(await answer.arrayBuffer())] };
}
