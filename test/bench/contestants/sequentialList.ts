import { benchFields, benchModule } from '../crm/benchFields.ts';
import type { PagesInfo } from '../crm/startPages.ts';
import type { Deed } from './contestant.ts';

interface Page {
  readonly data: readonly unknown[];
  readonly info: { readonly next_page_token: string | null };
}

/** What a plain script does: page after page of the list with `fetch`, as many records as are asked for. */
export async function run({ info, records }: { readonly info: PagesInfo; readonly records: number }): Promise<Deed> {
  const headers = { authorization: `Zoho-oauthtoken ${info.accessToken}` };
  const startedAt = performance.now();
  let count = 0;
  for (let token: string | null = ''; token !== null && count < records;) {
    const next = token === '' ? '' : `&page_token=${token}`;
    const url = `${info.apiUrl}/crm/v8/${benchModule}?fields=${benchFields.join(',')}&per_page=200${next}`;
    const page = (await (await fetch(url, { headers })).json()) as Page;
    count += page.data.length;
    token = page.info.next_page_token;
  }
  return { count, ms: performance.now() - startedAt };
}
