import { setTimeout } from 'node:timers/promises';

import type { RunningSampleOrg } from '../../src/sampleOrg/start.ts';
import { renewedTokens, soakModules } from './soakJob.ts';

type SoakModule = (typeof soakModules)[number];
type Values = Readonly<Record<string, unknown>>;

/** Deeds that change an organization, and how often each is done. */
const deeds = [
  'edit',
  'edit',
  'edit',
  'edit',
  'edit',
  'create',
  'create',
  'delete',
  'restore',
  'purge',
  'link',
  'merge',
] as const;

const merged: readonly SoakModule[] = ['Leads', 'Contacts', 'Accounts'];

/** The people of an organization, who never stop changing things. What they do is drawn from `random`. */
export class People {
  readonly #org: RunningSampleOrg;
  readonly #tokens: ReturnType<typeof renewedTokens>;
  readonly #random: () => number;
  readonly #alive = new Map<SoakModule, string[]>();
  readonly #binned = new Map<SoakModule, string[]>();
  #links: string[] = [];
  deeds = 0;

  constructor(org: RunningSampleOrg, random: () => number) {
    this.#org = org;
    this.#tokens = renewedTokens(org.info);
    this.#random = random;
  }

  /** Looks around, while the CRM answers well. */
  async lookAround(): Promise<void> {
    this.#links = (await this.#list('Properties_X_Contacts')).map(({ id }) => id);
    if (this.#alive.size > 0) return;
    for (const module of soakModules) {
      this.#alive.set(
        module,
        (await this.#list(module)).map(({ id }) => id),
      );
      this.#binned.set(module, []);
    }
  }

  /** One deed. Merges only where the mirror is going to compare ids: nobody tells of them. */
  async act(mayMerge: boolean): Promise<void> {
    const deed = this.#pick(deeds);
    this.deeds += 1;
    const module = this.#pick(soakModules);
    if (deed === 'merge') return mayMerge ? this.#merge(this.#pick(merged)) : undefined;
    if (deed === 'link') return this.#link();
    if (deed === 'create') return this.#create(module);
    if (deed === 'restore' || deed === 'purge') return this.#bin(module, deed);
    const id = this.#oneOf(this.#alive, module);
    if (id === undefined) return;
    if (deed === 'edit') await this.call('PUT', `/${module}/${id}`, { data: [this.#values(module)] });
    else {
      await this.call('DELETE', `/${module}/${id}`);
      this.#move(id, this.#alive.get(module), this.#binned.get(module));
    }
  }

  async keepActing(signal: AbortSignal, mayMerge: boolean): Promise<void> {
    while (!signal.aborted) {
      await this.act(mayMerge);
      if (this.#random() < 0.02) this.#org.clock.advance(Math.floor(this.#random() * 120_000));
      await setTimeout(this.#random() * 6);
    }
  }

  /** All records of a module with some fields, by plain pages. */
  async records(module: string, fields: string): Promise<readonly Values[]> {
    return this.#list(module, fields);
  }

  async call(
    method: string,
    callPath: string,
    body?: unknown,
  ): Promise<{ readonly data?: readonly Values[]; readonly info?: Values }> {
    const { text: token } = await this.#tokens.token();
    const response = await fetch(`${this.#org.info.apiUrl}/crm/v8${callPath}`, {
      method,
      headers: { authorization: `Zoho-oauthtoken ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status === 401) {
      this.#tokens.rejectToken();
      return this.call(method, callPath, body);
    }
    if (!response.ok && response.status !== 400) throw new Error(`${method} ${callPath}: ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as { data?: readonly Values[]; info?: Values };
  }

  async #list(module: string, fields = 'id'): Promise<readonly { readonly id: string }[]> {
    const found: { readonly id: string }[] = [];
    const converted = module === 'Leads' ? '&converted=both' : '';
    for (let token = ''; ;) {
      const page = await this.call('GET', `/${module}?fields=${fields}&per_page=200${converted}${token}`);
      found.push(...((page.data ?? []) as readonly { readonly id: string }[]));
      if (page.info?.['more_records'] !== true) return found;
      token = `&page_token=${String(page.info['next_page_token'])}`;
    }
  }

  async #create(module: SoakModule): Promise<void> {
    const answer = await this.call('POST', `/${module}`, {
      data: [{ ...this.#needed(module), ...this.#values(module) }],
    });
    const id = (answer.data?.[0]?.['details'] as Values | undefined)?.['id'];
    if (typeof id === 'string') this.#alive.get(module)?.push(id);
  }

  async #bin(module: SoakModule, deed: 'restore' | 'purge'): Promise<void> {
    const id = this.#oneOf(this.#binned, module);
    if (id === undefined) return;
    if (deed === 'restore') {
      await this.call('POST', `/settings/recycle_bin/${id}/actions/restore`, {});
      this.#move(id, this.#binned.get(module), this.#alive.get(module));
    } else {
      await this.call('DELETE', `/settings/recycle_bin/${id}`);
      this.#move(id, this.#binned.get(module), undefined);
    }
  }

  async #merge(module: SoakModule): Promise<void> {
    const [master, loser] = [this.#oneOf(this.#alive, module), this.#oneOf(this.#alive, module)];
    if (master === undefined || loser === undefined || master === loser) return;
    await this.call('POST', `/${module}/${master}/actions/merge`, { merge: [{ data: [{ id: loser }] }] });
    this.#move(loser, this.#alive.get(module), undefined);
  }

  /** Links a contact to a property, or unlinks one, without changing either. */
  async #link(): Promise<void> {
    const [property, contact] = [this.#oneOf(this.#alive, 'Properties'), this.#oneOf(this.#alive, 'Contacts')];
    const link = this.#links.pop();
    if (this.#random() < 0.5 && link !== undefined) await this.call('DELETE', `/Properties_X_Contacts/${link}`);
    else if (property !== undefined && contact !== undefined) {
      const data = [{ Property: { id: property }, Interested_Contact: { id: contact } }];
      await this.call('POST', '/Properties_X_Contacts', { data });
    }
  }

  #needed(module: SoakModule): Values {
    const name = `New ${this.deeds}`;
    const names = {
      Leads: 'Last_Name',
      Contacts: 'Last_Name',
      Accounts: 'Account_Name',
      Deals: 'Deal_Name',
      Properties: 'Name',
      Quotes: 'Subject',
    };
    if (module === 'Deals') return { Deal_Name: name, Stage: 'Qualification', Pipeline: 'Standard (Standard)' };
    return { [names[module]]: name };
  }

  #values(module: SoakModule): Values {
    const text = `${this.deeds} Grüße ${Math.floor(this.#random() * 1e6)}`;
    const account = this.#oneOf(this.#alive, 'Accounts');
    const ofAccount = account === undefined || this.#random() < 0.5 ? {} : { Account_Name: { id: account } };
    switch (module) {
      case 'Leads':
        return { Description: text, Company: `C${text}` };
      case 'Contacts':
        return { Description: text, ...ofAccount };
      case 'Accounts':
        return { Description: text, Account_Name: `A${text}` };
      case 'Deals':
        return { Description: text, Amount: Math.floor(this.#random() * 1e6) / 100, ...ofAccount };
      case 'Properties':
        return { Rooms: [{ Room_Name: text }, ...(this.#random() < 0.5 ? [{ Room_Name: `${text} 2` }] : [])] };
      case 'Quotes':
        return { Description: text };
    }
  }

  #oneOf(places: ReadonlyMap<SoakModule, readonly string[]>, module: SoakModule): string | undefined {
    const ids = places.get(module) ?? [];
    return ids[Math.floor(this.#random() * ids.length)];
  }

  #pick<T>(all: readonly T[]): T {
    const picked = all[Math.floor(this.#random() * all.length)];
    if (picked === undefined) throw new Error('There is nothing to pick from.');
    return picked;
  }

  #move(id: string, from: string[] | undefined, to: string[] | undefined): void {
    const place = from?.indexOf(id) ?? -1;
    if (place >= 0) from?.splice(place, 1);
    to?.push(id);
  }
}
