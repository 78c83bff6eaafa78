import type { Bench } from './bench.ts';
import type { Side } from './contest.ts';
import { contest, rates, speedRatios } from './contest.ts';
import type { Pages, PagesSettings } from './crm/startPages.ts';
import { startPages } from './crm/startPages.ts';
import { spreadText } from './table.ts';

const lanes = 10;
const latencyMs = 200;
const usualRecords = 40_000;
/** One lane is as fast at the end as at the beginning; of very few records, the list is one chain of pages. */
const recordsOfOne = 4_000;

/** Lists in lanes, against the same lists one at a time. */
export const lanesBench: Bench = {
  name: 'lists in lanes',
  rows: ['list-lanes', 'calls-in-flight'],
  async run(wish) {
    const records = Math.max(wish.records ?? usualRecords, recordsOfOne);
    const pages = await startPages();
    try {
      const flight = new Flight(pages);
      const side = (calls: number, some: number, waitMs = latencyMs): Side => ({
        ...{ file: 'listInLanes.ts', input: { info: pages.info, calls } },
        before: () => flight.begin(calls, { records: some, latencyMs: waitMs }),
      });
      // The server makes ready what it is asked for the first time.
      await contest({ warmUp: side(1, recordsOfOne, 0) }, 1);
      const rounds = await contest({ many: side(lanes, records), one: side(1, recordsOfOne) });
      const peaks = await flight.peaks(lanes);
      const value = [rounds.many, rounds.one].map((each) => spreadText(rates(each), 'records/s', 0)).join(' : ');
      return [
        {
          ...{ name: 'list-lanes', what: `lists in ${lanes} lanes at ${latencyMs} ms a call, times as fast as in one` },
          ...{ ratio: { all: speedRatios(rounds.many, rounds.one), target: 8.5, better: 'higher' }, value },
        },
        {
          ...{ name: 'calls-in-flight', what: `calls that the server saw at once, of ${lanes} that are allowed` },
          ratio: { all: peaks.map((peak) => peak / lanes), target: 1, better: 'lower' },
          value: spreadText(peaks, 'calls', 0),
        },
      ];
    } finally {
      pages.stop();
    }
  },
};

/** The most calls that were under way at once, by how many are allowed. */
class Flight {
  readonly #pages: Pages;
  readonly #peaks: { readonly allowed: number; readonly most: number }[] = [];
  #allowed = 0;

  constructor(pages: Pages) {
    this.#pages = pages;
  }

  async begin(allowed: number, settings: PagesSettings): Promise<void> {
    // The server tells of what went before.
    this.#peaks.push({ allowed: this.#allowed, most: await this.#pages.set(settings) });
    this.#allowed = allowed;
  }

  async peaks(allowed: number): Promise<readonly number[]> {
    await this.begin(0, { records: 0, latencyMs: 0 });
    return this.#peaks.filter((each) => each.allowed === allowed).map((each) => each.most);
  }
}
