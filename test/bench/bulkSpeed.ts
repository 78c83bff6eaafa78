import { spawnSync } from 'node:child_process';

import type { EmptyDatabase } from '../core/jobs/replicating/emptyDatabases.ts';
import { emptyDatabases } from '../core/jobs/replicating/emptyDatabases.ts';
import { complain } from '../harness/say.ts';
import type { Bench, BenchWish } from './bench.ts';
import type { Side } from './contest.ts';
import { contest, rates, speedRatios } from './contest.ts';
import { firstBulkJob } from './crm/bulkFiles.ts';
import { startPages } from './crm/startPages.ts';
import type { BenchRow } from './table.ts';
import { spreadText } from './table.ts';

/** As many as the product has exported in one file. */
const usualRecords = 180_000;

interface BulkRow {
  readonly what: string;
  readonly programs: readonly string[];
  readonly target: number;
}

const bulkRows = {
  csv: { what: 'CSV export', programs: ['curl', 'unzip'], target: 1.3 },
  sqlite: { what: 'copy into SQLite', programs: ['curl', 'unzip', 'sqlite3'], target: 0.9 },
  postgres: { what: 'copy into PostgreSQL', programs: ['curl', 'unzip', 'psql'], target: 1 },
} as const satisfies Readonly<Record<string, BulkRow>>;
type BulkKind = keyof typeof bulkRows;

/** Bulk exports that are ready, against what the usual programs do with the same files. */
export const bulkBenches: readonly Bench[] = (Object.keys(bulkRows) as BulkKind[]).map((kind) => ({
  name: `bulk exports: ${bulkRows[kind].what}`,
  rows: [`bulk-${kind}`],
  async run(wish) {
    const missing = bulkRows[kind].programs.filter((program) => !isThere(program));
    if (missing.length > 0) {
      complain(`bulk-${kind}: left out, as this computer has no ${missing.join(' and no ')}.`);
      return [];
    }
    if (kind !== 'postgres') return [await measure(kind, wish)];
    const database = await emptyDatabases.postgres();
    try {
      return [await measure(kind, wish, database)];
    } finally {
      await database.drop();
    }
  },
}));

async function measure(
  kind: BulkKind,
  { records = usualRecords }: BenchWish,
  database?: EmptyDatabase,
): Promise<BenchRow> {
  const pages = await startPages();
  try {
    const before = async (): Promise<void> => {
      await database?.renew();
      await pages.set({ records, latencyMs: 0 });
    };
    const connection = database?.connection;
    const ours: Side = {
      file: kind === 'csv' ? 'exportCsv.ts' : 'replicateAll.ts',
      input: { info: pages.info, way: 'bulk', database: connection, multiSelect: 'text' },
      before,
    };
    const url = `${pages.info.apiUrl}/crm/bulk/v8/read/${firstBulkJob}/result`;
    const theirs: Side = { file: 'curlUnzip.ts', input: { url, records, into: kind, database: connection }, before };
    // The server makes the file when it is asked for the first time.
    await contest({ ours }, 1);
    const rounds = await contest({ ours, theirs });
    const { what, programs, target } = bulkRows[kind];
    return {
      name: `bulk-${kind}`,
      what: `${what} of a bulk export that is ready, times as fast as ${programs.join(', ')}`,
      ratio: { all: speedRatios(rounds.ours, rounds.theirs), target, better: 'higher' },
      value: [rounds.ours, rounds.theirs].map((each) => spreadText(rates(each), 'records/s', 0)).join(' : '),
    };
  } finally {
    pages.stop();
  }
}

function isThere(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$0"', program]).status === 0;
}
