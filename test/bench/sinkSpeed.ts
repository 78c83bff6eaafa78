import type { DatabaseKind } from '../../src/core/model/databaseConnection.ts';
import { databaseKinds } from '../../src/core/model/databaseConnection.ts';
import type { EmptyDatabase } from '../core/jobs/replicating/emptyDatabases.ts';
import { emptyDatabases } from '../core/jobs/replicating/emptyDatabases.ts';
import type { Bench, BenchWish } from './bench.ts';
import type { Side } from './contest.ts';
import { contest, rates, speedRatios } from './contest.ts';
import type { SinkInput } from './sinks/sinkInput.ts';
import type { BenchRow } from './table.ts';
import { spreadText } from './table.ts';

const usualRecords = 100_000;

interface SinkRow {
  readonly what: string;
  readonly against: string;
  readonly mode: SinkInput['mode'];
  readonly target: number;
}

const sinkRows: Readonly<Record<DatabaseKind, Readonly<Record<string, SinkRow>>>> = {
  sqlite: {
    'sqlite-sink-vs-bare-inserts': row('bare prepared inserts', 'bareSqlite.ts', 'fresh', 0.9),
    'sqlite-sink-again-vs-bare-inserts': row('bare prepared upserts', 'bareSqlite.ts', 'again', 0.9),
  },
  postgres: {
    'postgres-sink-vs-psql': row('psql with copy and merge', 'ownProgram.ts', 'fresh', 0.9),
    'postgres-sink-again-vs-psql': row('psql with copy and merge', 'ownProgram.ts', 'again', 0.9),
    'postgres-sink-vs-inserts': row('inserts of 200 rows', 'manyInserts.ts', 'fresh', 3),
  },
  mariadb: {
    'mariadb-sink-vs-client': row('the mariadb client with load data and merge', 'ownProgram.ts', 'fresh', 0.8),
    'mariadb-sink-again-vs-client': row('the mariadb client with load data and merge', 'ownProgram.ts', 'again', 0.8),
    'mariadb-sink-vs-inserts': row('inserts of 200 rows', 'manyInserts.ts', 'fresh', 1.8),
  },
};

const names: Readonly<Record<DatabaseKind, string>> = { sqlite: 'SQLite', postgres: 'PostgreSQL', mariadb: 'MariaDB' };

/** Writing into databases, against what their own programs do with files that are ready. */
export const sinkBenches: readonly Bench[] = databaseKinds.map((kind) => ({
  name: `writing into ${names[kind]}`,
  rows: Object.keys(sinkRows[kind]),
  async run(wish) {
    const database = await emptyDatabases[kind]();
    try {
      const rows: BenchRow[] = [];
      for (const mode of ['fresh', 'again'] as const) rows.push(...(await measure(kind, mode, database, wish)));
      return rows;
    } finally {
      await database.drop();
    }
  },
}));

async function measure(
  kind: DatabaseKind,
  mode: SinkInput['mode'],
  database: EmptyDatabase,
  { wants, isLong }: BenchWish,
): Promise<readonly BenchRow[]> {
  const wanted = Object.entries(sinkRows[kind]).filter(([name, each]) => each.mode === mode && wants(name));
  if (wanted.length === 0) return [];
  const { connection } = database;
  const input: SinkInput = { connection, mode, records: isLong ? 10 * usualRecords : usualRecords };
  const side = (file: string): Side => ({ file, input, before: () => database.renew() });
  const files = ['sink.ts', ...new Set(wanted.map(([, { against }]) => against))];
  const rounds = await contest<string>(Object.fromEntries(files.map((file) => [file, side(file)])));
  const ours = rounds['sink.ts'] ?? [];
  return wanted.map(([name, { what, against, target }]) => {
    const theirs = rounds[against] ?? [];
    const value = [ours, theirs].map((each) => spreadText(rates(each), 'rows/s', 0)).join(' : ');
    const rows = mode === 'fresh' ? 'new rows' : 'changed rows';
    return {
      ...{ name, what: `${names[kind]}: ${rows}, times as fast as ${what}`, value },
      ratio: { all: speedRatios(ours, theirs), target, better: 'higher' },
    };
  });
}

function row(what: string, against: string, mode: SinkInput['mode'], target: number): SinkRow {
  return { what, against, mode, target };
}
