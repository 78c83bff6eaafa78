import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

import { ReplicaWorld } from './replicaWorld.ts';

/** Around both changes of the clock in 2026, for three zones that write the same instants in different ways. */
const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe'] as const;
const instants = [
  ...['2026-03-08T06:59:59Z', '2026-03-08T07:00:00Z', '2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'],
  ...['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
  ...['2026-04-04T14:59:59Z', '2026-04-04T15:00:00Z', '2026-10-03T15:29:59Z', '2026-10-03T15:30:00Z'],
];

describe('instants in a replicated table', () => {
  for (const zone of zones) {
    it(`are what they were in the CRM, whose user is in ${zone}, as Python reads them`, async function () {
      if (!hasPython()) this.skip();
      const world = await ReplicaWorld.start({ userTimeZone: zone, clockStart: Date.parse('2026-12-01T00:00:00Z') });
      try {
        for (const [at, instant] of instants.entries()) {
          const end = new Date(Date.parse(instant) + 3_600_000).toISOString().replace('.000', '');
          const times = { Start_DateTime: withOffset(instant), End_DateTime: withOffset(end) };
          await world.insert('Events', { Event_Title: `DST ${String(at).padStart(2, '0')}`, ...times });
        }
        await world.ran(world.job(['Events']));
        assert.deepEqual(
          readByPython(world.databaseFile),
          instants.map((each) => Date.parse(each) / 1000),
        );
      } finally {
        await world.stop();
      }
    });
  }
});

function withOffset(instant: string): string {
  return instant.replace('Z', '+00:00');
}

const script = `
import datetime, json, sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute(
    """select "Start_DateTime" from "Events" where "Event_Title" like 'DST %' order by "Event_Title" """)
print(json.dumps([datetime.datetime.fromisoformat(at.replace('Z', '+00:00')).timestamp() for (at,) in rows]))
`;

function readByPython(file: string): unknown {
  return JSON.parse(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }));
}

function hasPython(): boolean {
  try {
    execFileSync('python3', ['-c', 'import sqlite3'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
