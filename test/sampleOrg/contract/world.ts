import type { HttpAnswer, World } from './contractCase.ts';
import { isJson } from './openApiFiles.ts';

type Send = (method: string, path: string, body?: unknown) => Promise<HttpAnswer>;

/** Asks the running organization for ids that the cases need. What cannot be found fails the case that wants it. */
export async function exploreWorld(send: Send): Promise<World> {
  const found = new Map<string, string>();
  const remember = (name: string, value: unknown) => {
    if (typeof value === 'string') found.set(name, value);
  };
  const first = async (path: string, key: string) => listIn(await send('GET', path), key)[0]?.['id'];
  remember('user', await first('/crm/v8/users?type=CurrentUser', 'users'));
  remember('layout', await first('/crm/v8/settings/layouts?module=Leads', 'layouts'));
  remember('view', await first('/crm/v8/settings/custom_views?module=Leads', 'custom_views'));
  remember('currency', await first('/crm/v8/org/currencies', 'currencies'));
  remember('status', await first('/crm/v8/settings/fields/Lead_Status?module=Leads', 'fields'));
  const leads = listIn(await send('GET', '/crm/v8/Leads?fields=Last_Name&per_page=2'), 'data');
  remember('lead', leads[0]?.['id']);
  remember('leadToDelete', leads[1]?.['id']);
  remember('deal', await first('/crm/v8/Deals?fields=Deal_Name', 'data'));
  remember('campaign', await first('/crm/v8/Campaigns?fields=Campaign_Name', 'data'));
  remember('note', await first('/crm/v8/Notes?fields=Note_Title', 'data'));
  remember('job', await finishedJob(send));
  return {
    known: (name) => {
      const value = found.get(name);
      if (value === undefined) throw new Error(`The sample organization has no ${name}`);
      return value;
    },
  };
}

/** The elements of the list that an answer holds; none when it is an error or empty. */
function listIn(answer: HttpAnswer, key: string): readonly Readonly<Record<string, unknown>>[] {
  const list = isJson(answer.body) ? answer.body[key] : undefined;
  return Array.isArray(list) ? list.filter(isJson) : [];
}

async function finishedJob(send: Send): Promise<unknown> {
  const created = await send('POST', '/crm/bulk/v8/read', { query: { module: { api_name: 'Leads' } } });
  const details = listIn(created, 'data')[0]?.['details'];
  const id = isJson(details) ? details['id'] : undefined;
  for (let attempt = 0; attempt < 100 && typeof id === 'string'; attempt++) {
    const state = listIn(await send('GET', `/crm/bulk/v8/read/${id}`), 'data')[0]?.['state'];
    if (state === 'COMPLETED') return id;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return undefined;
}
