import type { Dispatcher } from 'undici';
import { Client } from 'undici';

import { benchFields, benchModule } from '../crm/benchFields.ts';
import type { PagesInfo } from '../crm/startPages.ts';
import type { Deed } from './contestant.ts';

/** The ceiling: the same pages one after the other over one connection, parsed and forgotten. */
export async function run({ info }: { readonly info: PagesInfo }): Promise<Deed> {
  const client = new Client(info.apiUrl);
  const startedAt = performance.now();
  let count = 0;
  for (let after = '0'; ;) {
    const statement = `select ${benchFields.join(', ')} from ${benchModule} where id > '${after}' order by id asc limit 2000`;
    const page = await ask(client, info.accessToken, JSON.stringify({ select_query: statement }));
    count += page.data.length;
    after = page.data.at(-1)?.id ?? after;
    if (!page.info.more_records) break;
  }
  const ms = performance.now() - startedAt;
  await client.close();
  return { count, ms };
}

interface Page {
  readonly data: readonly { readonly id: string }[];
  readonly info: { readonly more_records: boolean };
}

function ask(client: Client, token: string, body: string): Promise<Page> {
  const { promise, resolve, reject } = Promise.withResolvers<Page>();
  const chunks: Buffer[] = [];
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: () => undefined,
    onResponseStart: () => undefined,
    onResponseData: (_controller, chunk) => {
      chunks.push(chunk);
    },
    onResponseEnd: () => {
      resolve(JSON.parse(Buffer.concat(chunks).toString()) as Page);
    },
    onResponseError: (_controller, error) => {
      reject(error);
    },
  };
  const headers = { authorization: `Zoho-oauthtoken ${token}`, 'content-type': 'application/json' };
  client.dispatch({ path: '/crm/v8/coql', method: 'POST', headers, body }, handler);
  return promise;
}
