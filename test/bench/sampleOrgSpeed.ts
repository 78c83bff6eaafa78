import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { Agent, request } from 'undici';

import { startSampleOrgProcess } from '../harness/programs/sampleOrgProcess.ts';
import type { BenchRow, Ratio } from './table.ts';
import { spreadText } from './table.ts';

const recordCount = 100_000;
const rounds = 3;
const fields =
  'Last_Name,First_Name,Company,Email,Phone,Lead_Source,Lead_Status,Annual_Revenue,Created_Time,Modified_Time';

interface Ask {
  readonly origin: string;
  readonly accessToken: string;
  readonly agent: Agent;
}

/** How soon the sample organization is there with 100,000 leads, and how fast it gives them away. */
export async function benchSampleOrg(): Promise<readonly BenchRow[]> {
  const startedAt = performance.now();
  const sampleOrg = await startSampleOrgProcess('--records', `Leads=${recordCount}`, '--credits', '1000000');
  const agent = new Agent({ connections: 1 });
  const ask = { origin: sampleOrg.info.origin, accessToken: sampleOrg.info.accessToken, agent };
  try {
    await listPages(ask, 1);
    const readyMs = performance.now() - startedAt;
    const start: BenchRow = {
      name: 'sample-org-start',
      what: `sample organization with ${recordCount} leads: start to first page`,
      value: `${(readyMs / 1000).toFixed(2)} s`,
    };
    return [
      start,
      ...(await compare('list', 'list, 200 records a page', listPages, ask, 500)),
      ...(await compareCoql(ask)),
    ];
  } finally {
    await agent.close();
    await sampleOrg.process.stop();
  }
}

function compareCoql(ask: Ask): Promise<readonly BenchRow[]> {
  return compare('query', 'COQL by keyset, 2,000 records a page', queryPages, ask, 50);
}

/** Reads up to `count` pages in order, and answers their bodies. */
type ReadPages = (ask: Ask, count: number) => Promise<string[]>;

/** The same number of the same bytes, from the sample organization and from the two ceilings, in turn. */
async function compare(
  word: string,
  what: string,
  readPages: ReadPages,
  ask: Ask,
  count: number,
): Promise<readonly BenchRow[]> {
  const samples = await readPages(ask, Math.min(count, 20));
  const bare = await startBareServer(samples);
  try {
    const times = { real: [] as number[], bytes: [] as number[], json: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      times.real.push(await timeOf(() => readPages(ask, count)));
      times.bytes.push(await timeOf(() => repeat(count, () => read(ask, `${bare.origin}/bytes`))));
      times.json.push(await timeOf(() => repeat(count, () => read(ask, `${bare.origin}/json`))));
    }
    const rate = (all: readonly number[]): string =>
      spreadText(
        all.map((ms) => (count * 1000) / ms),
        'pages/s',
        0,
      );
    const against = (all: readonly number[]): Ratio => ({
      all: times.real.map((ms, round) => ms / (all[round] ?? Number.NaN)),
      better: 'lower',
    });
    const name = `sample-org-${word}`;
    return [
      {
        ...{ name: `${name}-vs-bytes`, what: `${what}: against the same bytes from node:http` },
        ...{ ratio: against(times.bytes), value: rate(times.bytes) },
      },
      {
        ...{ name: `${name}-vs-json`, what: `${what}: against JSON.stringify and node:http` },
        ...{ ratio: against(times.json), value: rate(times.json) },
      },
      { name, what: `${what}: sample organization`, value: rate(times.real) },
    ];
  } finally {
    bare.stop();
  }
}

async function listPages(ask: Ask, count: number): Promise<string[]> {
  const pages: string[] = [];
  let token: string | undefined;
  while (pages.length < count) {
    const from = token === undefined ? '' : `&page_token=${token}`;
    const page = await read(ask, `${ask.origin}/crm/v8/Leads?fields=${fields}&per_page=200${from}`);
    pages.push(page);
    token = /"next_page_token":"([^"]+)"/.exec(page.slice(-1000))?.[1];
    if (token === undefined) break;
  }
  return pages;
}

async function queryPages(ask: Ask, count: number): Promise<string[]> {
  const pages: string[] = [];
  let last = '0';
  while (pages.length < count) {
    const query = `select ${fields} from Leads where id > ${last} order by id limit 2000`;
    const page = await read(ask, `${ask.origin}/crm/v8/coql`, JSON.stringify({ select_query: query }));
    pages.push(page);
    // No lookup among the columns: the last id is that of the last record.
    last = [...page.slice(-3000).matchAll(/"id":"(\d+)"/g)].at(-1)?.[1] ?? '';
    if (!page.slice(-200).includes('"more_records":true')) break;
  }
  return pages;
}

async function read({ accessToken, agent }: Ask, url: string, body?: string): Promise<string> {
  const answer = await request(url, {
    dispatcher: agent,
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Zoho-oauthtoken ${accessToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200)
    throw new Error(`${url.split('?')[0] ?? ''} answered ${answer.statusCode}: ${text.slice(0, 300)}`);
  return text;
}

async function startBareServer(pages: readonly string[]): Promise<{ readonly origin: string; stop(): void }> {
  const child = fork(fileURLToPath(new URL('bareServer.ts', import.meta.url)));
  child.send(pages);
  const [port] = (await once(child, 'message')) as [number];
  return { origin: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

async function repeat(count: number, work: () => Promise<unknown>): Promise<void> {
  for (let done = 0; done < count; done++) await work();
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
