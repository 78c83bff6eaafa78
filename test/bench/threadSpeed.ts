import type { Bench } from './bench.ts';
import type { Side } from './contest.ts';
import { contest, speedRatios } from './contest.ts';
import type { Measured } from './contestants/contestant.ts';
import { startPages } from './crm/startPages.ts';
import { spreadText } from './table.ts';

const settings = { records: 200_000, latencyMs: 50 };
const mostMs = 15;

/** How free a thread stays while records are read beside it, as jobs do it beside the editor's own thread. */
export const threadBench: Bench = {
  name: 'how free the editor stays',
  rows: ['held-up', 'held-up-vs-same-thread', 'thread-vs-same-thread'],
  async run() {
    const pages = await startPages();
    try {
      const side = (isThreaded: boolean): Side => {
        const input = { info: pages.info, isThreaded };
        return { file: 'threadedPull.ts', input, before: () => pages.set(settings) };
      };
      const rounds = await contest({ beside: side(true), within: side(false) });
      const [beside, within] = [heldUp(rounds.beside), heldUp(rounds.within)];
      const value = spreadText(beside, 'ms');
      const less = within.map((ms, round) => ms / (beside[round] ?? Number.NaN));
      return [
        {
          ...{ name: 'held-up', what: `longest that a thread waits (99 %) while jobs read beside it, of ${mostMs} ms` },
          ...{ value, ratio: { all: beside.map((ms) => ms / mostMs), target: 1, better: 'lower' } },
        },
        {
          ...{ name: 'held-up-vs-same-thread', what: 'times as long if they read in the same thread' },
          ...{ value: `${value} : ${spreadText(within, 'ms')}`, ratio: { all: less, target: 8, better: 'higher' } },
        },
        {
          ...{ name: 'thread-vs-same-thread', what: 'speed of reading in a thread of its own', value: '' },
          ratio: { all: speedRatios(rounds.beside, rounds.within), target: 0.9, better: 'higher' },
        },
      ];
    } finally {
      pages.stop();
    }
  },
};

function heldUp(measured: readonly Measured[]): readonly number[] {
  return measured.map(({ heldUpMs }) => heldUpMs ?? Number.NaN);
}
