import type { CrmClient, RecordSample } from '../crm/crmClient.ts';
import { MissingScopeError, RefusedError } from '../errors.ts';
import type { Module, SentInstant } from '../model/metadata.ts';
import { transitions } from '../timeZones/transitions.ts';

const dayMs = 86_400_000;

/** Changes of the clocks that are looked at, the latest ones, and records to either side of each. */
const changesRead = 6;
const recordsPerSide = 2;
const modulesTried = 6;

/** The most calls of a reader's two methods together. */
export const mostTimeReads = modulesTried + 1 + 2 * changesRead;

/** Reads datetimes of records as they are sent, a few with each call. */
export class TimesReader {
  readonly #client: CrmClient;
  readonly #signal: AbortSignal;
  readonly #sent = new Map<string, SentInstant>();
  calls = 0;
  /** Times around changes cannot be asked for: the sign-in lacks the scope for queries. */
  lacksQueries = false;

  constructor(client: CrmClient, signal: AbortSignal) {
    this.#client = client;
    this.#signal = signal;
  }

  get sent(): readonly SentInstant[] {
    return [...this.#sent.values()];
  }

  /** The first of the modules that shows us records, with the times of its newest ones. */
  async findModule(modules: readonly Module[]): Promise<Module | undefined> {
    const readable = modules.filter((each) => each.isReadable && ['standard', 'custom'].includes(each.kind));
    const byPreference = readable.sort((a, b) => rank(a) - rank(b)).slice(0, modulesTried);
    for (const module of byPreference) {
      if (await this.#read({ moduleApiName: module.apiName, count: 5, order: 'newestFirst' })) return module;
    }
    return undefined;
  }

  /** Records shortly before and shortly after each change of one of the zones, as far back as there are records. */
  async readAroundChanges(module: Module, zones: readonly string[], at: number): Promise<void> {
    const moduleApiName = module.apiName;
    await this.#read({ moduleApiName, count: 3, order: 'oldestFirst' });
    const oldestMs = Math.min(...this.sent.map((each) => Date.parse(each.text)).filter(Number.isFinite), at);
    for (const changeMs of changesBetween(zones, oldestMs, at).slice(-changesRead)) {
      if (this.lacksQueries) return;
      const [before, after] = [
        [changeMs - 60 * dayMs, changeMs - 1000],
        [changeMs, changeMs + 60 * dayMs],
      ] as const;
      const sample = { moduleApiName, count: recordsPerSide };
      await this.#read({ ...sample, order: 'newestFirst', modifiedBetween: before });
      await this.#read({ ...sample, order: 'oldestFirst', modifiedBetween: after });
    }
  }

  /** Whether there was anything. What may not be read counts as nothing. */
  async #read(sample: RecordSample): Promise<boolean> {
    this.calls++;
    try {
      const sent = await this.#client.modifiedTimes(sample, this.#signal);
      for (const each of sent) this.#sent.set(`${each.recordId} ${each.field}`, each);
      return sent.length > 0;
    } catch (error) {
      if (error instanceof RefusedError) return false;
      if (!(error instanceof MissingScopeError) || !sample.modifiedBetween) throw error;
      this.lacksQueries = true;
      return false;
    }
  }
}

/** Modules of which most organizations have records over the years come first. */
const preferred = ['Leads', 'Contacts', 'Accounts', 'Deals', 'Tasks', 'Products'];

function rank({ apiName }: Module): number {
  const index = preferred.indexOf(apiName);
  return index === -1 ? preferred.length : index;
}

function changesBetween(zones: readonly string[], fromMs: number, untilMs: number): readonly number[] {
  const all = zones.flatMap((zone) => transitions(zone, fromMs, untilMs) ?? []);
  return [...new Set(all.map((each) => each.atMs))].sort((a, b) => a - b);
}
