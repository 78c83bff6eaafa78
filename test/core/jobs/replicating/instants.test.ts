import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

import type { DatabaseConnection, DatabaseKind } from '../../../../src/core/model/databaseConnection.ts';
import { databaseKinds } from '../../../../src/core/model/databaseConnection.ts';
import { leaveOut } from '../../../leftOut.ts';
import { mariadbServer, missingServer, postgresServer } from './emptyDatabases.ts';
import { ReplicaWorld } from './replicaWorld.ts';

/** Around both changes of the clock in 2026, for three zones that write the same instants in different ways. */
const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe'] as const;
const instants = [
  ...['2026-03-08T06:59:59Z', '2026-03-08T07:00:00Z', '2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'],
  ...['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
  ...['2026-04-04T14:59:59Z', '2026-04-04T15:00:00Z', '2026-10-03T15:29:59Z', '2026-10-03T15:30:00Z'],
];

/** A program that knows nothing of us, and reads epoch seconds out of a table. */
interface Reader {
  readonly program: string;
  readonly words: (connection: DatabaseConnection) => readonly string[];
}

const script = `
import datetime, sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute(
    """select "Start_DateTime" from "Events" where "Event_Title" like 'DST %' order by "Event_Title" """)
for (at,) in rows: print(int(datetime.datetime.fromisoformat(at.replace('Z', '+00:00')).timestamp()))
`;

/** In a session of a zone that nobody meant, so that a table without zones would show. */
const fromPostgres = `set timezone to 'Asia/Kolkata';
select extract(epoch from "Start_DateTime")::bigint from "Events" where "Event_Title" like 'DST %' order by "Event_Title"`;

/** Its columns have no zone, and hold UTC: said to it as what a session in UTC reads. */
const fromMariadb = `set time_zone = '+00:00';
select cast(unix_timestamp(Start_DateTime) as signed) from Events where Event_Title like 'DST %' order by Event_Title`;

const readers: Readonly<Record<DatabaseKind, Reader>> = {
  sqlite: {
    program: 'python3',
    words: (connection) => ['-c', script, connection.kind === 'sqlite' ? connection.file : ''],
  },
  postgres: {
    program: 'psql',
    words: (connection) => [
      ...['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--command', fromPostgres],
      ...['--host', postgresServer.host, '--port', String(postgresServer.port), '--username', postgresServer.user],
      nameOf(connection),
    ],
  },
  mariadb: {
    program: 'mariadb',
    words: (connection) => [
      ...['--batch', '--skip-column-names', '--execute', fromMariadb, '--host', mariadbServer.host],
      ...['--port', String(mariadbServer.port), '--user', mariadbServer.user, nameOf(connection)],
    ],
  },
};

for (const kind of databaseKinds) {
  const { program, words } = readers[kind];
  const missing = missingProgram(program) ?? (await missingServer(kind));
  describe(`instants in a replicated table, as ${program} reads them`, () => {
    if (missing !== undefined) {
      leaveOut('all of it', missing);
      return;
    }
    for (const zone of zones) {
      it(`are what they were in the CRM, whose user is in ${zone}`, async () => {
        const options = { userTimeZone: zone, clockStart: Date.parse('2026-12-01T00:00:00Z') };
        const world = await ReplicaWorld.start(options, kind);
        try {
          await insertEvents(world);
          await world.ran(world.job(['Events']));
          const text = execFileSync(program, words(world.database.connection), { encoding: 'utf8' });
          assert.deepEqual(
            text.trim().split('\n').map(Number),
            instants.map((each) => Date.parse(each) / 1000),
          );
        } finally {
          await world.stop();
        }
      });
    }
  });
}

async function insertEvents(world: ReplicaWorld): Promise<void> {
  for (const [at, instant] of instants.entries()) {
    const end = new Date(Date.parse(instant) + 3_600_000).toISOString().replace('.000', '');
    const times = { Start_DateTime: withOffset(instant), End_DateTime: withOffset(end) };
    await world.insert('Events', { Event_Title: `DST ${String(at).padStart(2, '0')}`, ...times });
  }
}

function withOffset(instant: string): string {
  return instant.replace('Z', '+00:00');
}

function nameOf(connection: DatabaseConnection): string {
  return connection.kind === 'sqlite' ? '' : connection.database;
}

function missingProgram(program: string): string | undefined {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return `this computer has no ${program}`;
  }
}
