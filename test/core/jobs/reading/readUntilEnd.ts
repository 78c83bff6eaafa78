/** Reads records in a process of its own, and prints how many records came and how much memory that took. */
import { HttpClient } from '../../../../src/core/crm/zoho/httpClient.ts';
import { ZohoClient } from '../../../../src/core/crm/zoho/zohoClient.ts';
import { ZohoRecords } from '../../../../src/core/crm/zoho/zohoRecords.ts';
import { CallGovernor } from '../../../../src/core/jobs/reading/callGovernor.ts';
import { planRead } from '../../../../src/core/jobs/reading/readPlan.ts';
import { readRecords } from '../../../../src/core/jobs/reading/readRecords.ts';
import type { ReadWay } from '../../../../src/core/jobs/reading/readRequest.ts';
import { memoryLog } from '../../memoryPorts.ts';

export interface ReadingOrder {
  readonly apiUrl: string;
  readonly accessToken: string;
  readonly temporaryFolder: string;
  readonly module: string;
  readonly way: ReadWay;
  /** Of the module. */
  readonly records: number;
  /** To be read, at least. */
  readonly count: number;
}

export interface ReadingReport {
  readonly records: number;
  /** The most memory that the process held after the first fifth of the records, and after all, in MiB. */
  readonly earlyMebibytes: number;
  readonly mostMebibytes: number;
}

const order = JSON.parse(process.argv[2] ?? '') as ReadingOrder;
const signal = new AbortController().signal;
const http = new HttpClient({ log: memoryLog(), clock: { now: () => Date.now() } });
const parts = {
  http,
  apiOrigin: () => Promise.resolve(order.apiUrl),
  token: () => Promise.resolve({ text: order.accessToken, expiresAt: Infinity }),
  rejectToken: () => undefined,
  connection: { id: 'c1', name: 'Sample' },
};
const records = new ZohoRecords(parts);
const fields = await new ZohoClient(parts).fields(order.module, signal);
const wanted = fields.filter((field) => ['text', 'phone', 'dateTime', 'pickList', 'userLookup'].includes(field.type));
const plan = planRead(
  { module: order.module, fields: wanted.map((field) => field.apiName), way: order.way },
  {
    count: order.records,
    limits: await records.readLimits(signal),
    known: new Map([[order.module, fields]]),
    creditsLeft: undefined,
  },
);

let read = 0;
let earlyMebibytes = 0;
let mostMebibytes = 0;
const governor = new CallGovernor({ calls: 19, heavyCalls: 9 });
const { temporaryFolder } = order;
for await (const batch of readRecords(records, plan, {
  governor,
  temporaryFolder,
  bulkPollMs: 50,
  log: memoryLog(),
  signal,
})) {
  read += batch.records.length;
  mostMebibytes = Math.max(mostMebibytes, process.memoryUsage.rss() / 2 ** 20);
  if (read < order.count / 5) earlyMebibytes = mostMebibytes;
  if (read >= order.count) break;
}
await http.close();
process.stdout.write(JSON.stringify({ records: read, earlyMebibytes, mostMebibytes } satisfies ReadingReport));
