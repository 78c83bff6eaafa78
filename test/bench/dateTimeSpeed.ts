import { DateTime } from 'luxon';

import { dateTimeWriter } from '../../src/core/timeZones/dateTimeText.ts';
import type { Bench } from './bench.ts';
import { pairs } from './contest.ts';
import { spreadText } from './table.ts';

const count = 100_000;
const zone = 'Europe/Warsaw';
const name = 'datetimes-vs-luxon';

/** Datetimes for another zone, as exports write them; the texts must be Luxon's to the letter. */
export const dateTimeBench: Bench = {
  name: 'datetimes',
  rows: [name],
  run() {
    const texts = Array.from({ length: count }, (_, index) => textAt(index));
    const byLuxon = (text: string): string =>
      DateTime.fromISO(text, { zone }).toISO({ suppressMilliseconds: true }) ?? '';
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < pairs; round++) {
      const [written, expected] = [timed(dateTimeWriter({ zone, format: 'iso' }), texts), timed(byLuxon, texts)];
      const wrong = written.texts.findIndex((text, index) => text !== expected.texts[index]);
      if (wrong >= 0) throw new Error(`${texts[wrong] ?? ''} became ${written.texts[wrong] ?? ''}.`);
      ours.push(written.ms);
      theirs.push(expected.ms);
    }
    const all = ours.map((ms, round) => (theirs[round] ?? Number.NaN) / ms);
    const value = [ours, theirs].map((times) => spreadText(times, 'ms')).join(' : ');
    const what = `${count} datetimes for another zone, times as fast as Luxon`;
    return Promise.resolve([{ name, what, ratio: { all, target: 20, better: 'higher' }, value }]);
  },
};

/** Seven years, as the CRM would send them to a user in India. */
function textAt(index: number): string {
  const local = new Date(Date.UTC(2019, 0, 1) + index * 2_208_987).toISOString().slice(0, 19);
  return `${local}+05:30`;
}

function timed(write: (text: string) => string, texts: readonly string[]) {
  const startedAt = performance.now();
  const written = texts.map((text) => write(text));
  return { texts: written, ms: performance.now() - startedAt };
}
