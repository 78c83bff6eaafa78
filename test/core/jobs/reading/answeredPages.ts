import { tmpdir } from 'node:os';

import type { RowColumn } from '../../../../src/core/crm/crmRecords.ts';
import { parseExactJson } from '../../../../src/core/crm/zoho/exactJson.ts';
import type { HttpCall, HttpClient } from '../../../../src/core/crm/zoho/httpClient.ts';
import { readLimits } from '../../../../src/core/crm/zoho/readLimits.ts';
import { ZohoRecords } from '../../../../src/core/crm/zoho/zohoRecords.ts';
import { planFields } from '../../../../src/core/jobs/reading/fieldPlan.ts';
import { rowColumns } from '../../../../src/core/jobs/reading/queriedPageRows.ts';
import { readByQueries } from '../../../../src/core/jobs/reading/queryLanes.ts';
import type { RecordBatch } from '../../../../src/core/jobs/reading/readRequest.ts';
import type { CrmValue } from '../../../../src/core/model/record.ts';
import { field, idOf } from '../../../conformance/targets/exampleModule.ts';
import { memoryLog } from '../../memoryPorts.ts';

const module = 'Things';

/** One field of every type that queries tell by themselves. */
export const answeredFields = [
  field('Name', 'text', '101'),
  field('Notes', 'longText', '102'),
  field('Email', 'email', '103'),
  field('Phone', 'phone', '104'),
  field('Website', 'url', '105'),
  field('Stage', 'pickList', '106', { pickList: [{ display: 'Won', actual: 'Closed Won' }] as never }),
  field('Colors', 'multiPickList', '107', { isMultiValued: true }),
  field('Birthday', 'date', '108'),
  field('Modified_Time', 'dateTime', '109'),
  field('Is_Key', 'boolean', '110'),
  field('Seats', 'integer', '111'),
  field('Big', 'bigInteger', '112'),
  field('Ratio', 'decimal', '113'),
  field('Amount', 'currency', '114'),
  field('Share', 'percent', '115'),
  field('Number', 'autoNumber', '116'),
  field('Account_Name', 'lookup', '117', { lookupModules: ['Accounts'] }),
  field('What_Id', 'lookup', '118', { lookupModules: ['Accounts', 'Deals'] }),
  field('Owner', 'userLookup', '119'),
  field('Photo', 'image', '120'),
  field('Score', 'formula', '121', { isComputed: true, resultType: 'decimal' }),
  field('Ends', 'formula', '122', { isComputed: true, resultType: 'dateTime' }),
  field('Remark', 'formula', '123', { isComputed: true }),
  field('Tag', 'other', '124'),
];

/** Besides: along a lookup, and what metadata do not tell. */
export const answeredPaths = [...answeredFields.map(({ apiName }) => apiName), 'Account_Name.Phone', 'Nobody_Knows'];

const known = new Map([
  [module, answeredFields],
  ['Accounts', [field('Phone', 'phone', '201')]],
]);
const limits = readLimits(undefined);
const plan = planFields('coql', module, answeredPaths, known, limits);

export const answeredColumns: readonly RowColumn[] = rowColumns(plan) ?? [];

/** What is known of those who are referred to; of others a list tells nothing. */
const people: Readonly<Record<string, CrmValue>> = {
  [idOf(72)]: { id: idOf(72), name: 'Ann "A", B', email: 'ann@example.com' },
  [idOf(73)]: { id: idOf(73), name: 'Zoë' },
  [idOf(74)]: { id: idOf(74), name: 'Deal', module: { api_name: 'Deals', id: '1' } },
};

/** All batches of a reading of which a query answers this page, as rows where they can be, or as records. */
export async function readAnswered(page: Buffer, takesExported: boolean): Promise<readonly RecordBatch[]> {
  const send = answering(page);
  const crm = new ZohoRecords({
    http: { send } as unknown as HttpClient,
    apiOrigin: () => Promise.resolve('https://crm.example'),
    token: () => Promise.resolve({ text: 'token', expiresAt: Infinity }),
    rejectToken: () => undefined,
    connection: { id: 'c1', name: 'Sample' },
  });
  const request = { module, fields: answeredPaths, way: 'coql', order: 'id', takesExported } as const;
  const more = { temporaryFolder: tmpdir(), downloadTurn: () => Promise.resolve(), log: memoryLog() };
  const context = { records: crm, limits, known, ...more, signal: new AbortController().signal };
  const batches: RecordBatch[] = [];
  for await (const batch of readByQueries({ request, fields: plan, lanes: 1, rows: 100 }, context)) batches.push(batch);
  return batches;
}

/** The highest id, then the page, then nothing. */
function answering(page: Buffer) {
  const highest = Buffer.from(`{"data":[{"id":"${idOf(99_999)}"}],"info":{"more_records":false}}`);
  let queries = 0;
  return ({ path, query, body, wantsBody }: HttpCall) => {
    const headers = { creditsLeft: undefined, retryAfterMs: undefined, sentAt: undefined };
    if (!path.endsWith('/coql')) {
      const ids = String(query?.['ids']).split(',');
      return Promise.resolve({ status: 200, ...headers, isEmpty: false, json: { data: listed(page, ids) } });
    }
    queries += body?.includes('order by id desc') === true ? 0 : 1;
    if (queries > 1) return Promise.resolve({ status: 204, ...headers, isEmpty: true, json: undefined });
    // Whoever takes it may change it.
    const bytes = Buffer.from(queries === 0 ? highest : page);
    const answer = wantsBody === true ? { json: undefined, body: bytes } : { json: parseExactJson(bytes.toString()) };
    return Promise.resolve({ status: 200, ...headers, isEmpty: bytes.length === 0, ...answer });
  };
}

function listed(page: Buffer, ids: readonly string[]): readonly object[] {
  const { data } = JSON.parse(page.toString()) as {
    data: { id: string; Owner: { id?: string } | null; What_Id: { id?: string } | null }[];
  };
  return data
    .filter(({ id }) => ids.includes(id))
    .map(({ id, Owner, What_Id }) => ({
      id,
      Owner: people[Owner?.id ?? ''] ?? null,
      What_Id: people[What_Id?.id ?? ''] ?? null,
    }));
}
