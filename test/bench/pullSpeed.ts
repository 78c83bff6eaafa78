import type { Bench, BenchWish } from './bench.ts';
import type { Rounds, Side } from './contest.ts';
import { contest, memoryRatios, rates, speedRatios } from './contest.ts';
import type { Pages } from './crm/startPages.ts';
import { startPages } from './crm/startPages.ts';
import type { BenchRow } from './table.ts';
import { spreadText } from './table.ts';

const usualRecords = 200_000;
const manyRecords = 1_000_000;
/** Zoho's client needs half a minute for all of them; its memory has reached its height by then. */
const recordsOfClient = 40_000;
/** Whoever reads page by page is as fast at the end as at the beginning. */
const recordsInTurn = 4_000;

const warmUpRecords = 4_000;

const sides = ['csv', 'csvOfSome', 'csvOfMany', 'sqlite', 'raw', 'pull', 'list', 'client'] as const;
type SideName = (typeof sides)[number];

interface PullRow {
  readonly what: string;
  readonly of: SideName;
  readonly against: SideName;
  readonly latencyMs: 0 | 50 | 200;
  readonly ratioOf: 'speed' | 'time' | 'memory';
  readonly target: number;
}

/** Our side first; records in a second, time for a record, or the highest memory. */
const pullRows: Readonly<Record<string, PullRow>> = {
  'csv-vs-official-client': {
    ...{ what: "CSV export, times as fast as Zoho's own client makes objects", of: 'csvOfSome', against: 'client' },
    ...{ latencyMs: 0, ratioOf: 'speed', target: 8 },
  },
  'sqlite-vs-official-client': {
    ...{ what: "copy into SQLite, times as fast as Zoho's own client makes objects", of: 'sqlite', against: 'client' },
    ...{ latencyMs: 0, ratioOf: 'speed', target: 5 },
  },
  'csv-vs-raw-pull': {
    ...{ what: 'CSV export, times the time of pulling and parsing the same pages', of: 'csv', against: 'raw' },
    ...{ latencyMs: 0, ratioOf: 'time', target: 1.5 },
  },
  'csv-vs-plain-reader': {
    ...{ what: 'CSV export, times as fast as a plain script reads the list', of: 'csv', against: 'list' },
    ...{ latencyMs: 0, ratioOf: 'speed', target: 1 },
  },
  'pull-50ms-vs-plain-reader': {
    ...{ what: 'reading at 50 ms a call, times as fast as page by page', of: 'pull', against: 'list' },
    ...{ latencyMs: 50, ratioOf: 'speed', target: 15 },
  },
  'pull-50ms-vs-official-client': {
    ...{ what: "reading at 50 ms a call, times as fast as Zoho's own client", of: 'pull', against: 'client' },
    ...{ latencyMs: 50, ratioOf: 'speed', target: 15 },
  },
  'pull-200ms-vs-plain-reader': {
    ...{ what: 'reading at 200 ms a call, times as fast as page by page', of: 'pull', against: 'list' },
    ...{ latencyMs: 200, ratioOf: 'speed', target: 50 },
  },
  'pull-200ms-vs-official-client': {
    ...{ what: "reading at 200 ms a call, times as fast as Zoho's own client", of: 'pull', against: 'client' },
    ...{ latencyMs: 200, ratioOf: 'speed', target: 50 },
  },
  'csv-memory-vs-official-client': {
    ...{ what: "peak memory of a CSV export of 200,000, parts of that of Zoho's own client with 40,000", of: 'csv' },
    ...{ against: 'client', latencyMs: 0, ratioOf: 'memory', target: 0.5 },
  },
  'csv-memory-many-vs-usual': {
    ...{ what: 'peak memory of a CSV export of 1,000,000 records, times that of 200,000', of: 'csvOfMany' },
    ...{ against: 'csv', latencyMs: 0, ratioOf: 'memory', target: 1.1 },
  },
};

const longRows: Readonly<Record<string, PullRow>> = {
  'csv-many-vs-raw-pull': {
    ...{ what: 'CSV export of 1,000,000, times the time of pulling and parsing', of: 'csvOfMany', against: 'raw' },
    ...{ latencyMs: 0, ratioOf: 'time', target: 1.5 },
  },
};

/** Reading from the CRM, and what becomes of it, against the ceiling and against others who read. */
export const pullBench: Bench = {
  name: 'reading, exports and copies',
  rows: [...Object.keys(pullRows), ...Object.keys(longRows)],
  async run(wish) {
    const pages = await startPages();
    try {
      const rows: BenchRow[] = [];
      for (const latencyMs of [0, 50, 200] as const) rows.push(...(await measure(pages, latencyMs, wish)));
      return rows;
    } finally {
      pages.stop();
    }
  },
};

async function measure(pages: Pages, latencyMs: PullRow['latencyMs'], wish: BenchWish): Promise<readonly BenchRow[]> {
  const all = { ...pullRows, ...(wish.isLong ? longRows : {}) };
  const wanted = Object.entries(all).filter(([name, row]) => row.latencyMs === latencyMs && wish.wants(name));
  const names = sides.filter((side) => wanted.some(([, { of, against }]) => of === side || against === side));
  if (names.length === 0) return [];
  const sidesOf = (most?: number): Readonly<Record<string, Side>> =>
    Object.fromEntries(names.map((name) => [name, sideOf(name, pages, latencyMs, most)]));
  // The server makes ready what it is asked for the first time.
  await contest(sidesOf(warmUpRecords), 1);
  const rounds = await contest(sidesOf());
  return wanted.map(([name, row]) => rowOf(name, row, rounds));
}

function sideOf(name: SideName, pages: Pages, latencyMs: number, most = Infinity): Side {
  const { info } = pages;
  const all: Readonly<Record<SideName, { readonly file: string; readonly records: number }>> = {
    csv: { file: 'exportCsv.ts', records: usualRecords },
    csvOfSome: { file: 'exportCsv.ts', records: recordsOfClient },
    csvOfMany: { file: 'exportCsv.ts', records: manyRecords },
    sqlite: { file: 'replicateAll.ts', records: recordsOfClient },
    raw: { file: 'rawPull.ts', records: usualRecords },
    pull: { file: 'readPages.ts', records: usualRecords },
    list: { file: 'sequentialList.ts', records: latencyMs === 0 ? usualRecords : recordsInTurn },
    client: { file: 'officialClient.ts', records: latencyMs === 0 ? recordsOfClient : recordsInTurn },
  };
  const { file } = all[name];
  const records = Math.min(all[name].records, most);
  return { file, input: { info, records, way: 'coql' }, before: () => pages.set({ records, latencyMs }) };
}

function rowOf(name: string, row: PullRow, rounds: Rounds<string>): BenchRow {
  const [ours, theirs] = [rounds[row.of] ?? [], rounds[row.against] ?? []];
  const { what, ratioOf, target } = row;
  if (ratioOf === 'memory') {
    const peaks = [ours, theirs].map((each) =>
      spreadText(
        each.map((run) => run.peakMegabytes),
        'MB',
        0,
      ),
    );
    const ratio = { all: memoryRatios(ours, theirs), target, better: 'lower' } as const;
    return { name, what, ratio, value: peaks.join(' : ') };
  }
  const value = [ours, theirs].map((each) => spreadText(rates(each), 'records/s', 0)).join(' : ');
  const speed = speedRatios(ours, theirs);
  if (ratioOf === 'speed') return { name, what, ratio: { all: speed, target, better: 'higher' }, value };
  return { name, what, ratio: { all: speed.map((each) => 1 / each), target, better: 'lower' }, value };
}
