import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { JobWorld } from '../jobWorld.ts';

/** Python of its own makes instants of the texts: an implementation that is not ours. */
describe('times in an export, read by Python (skipped without python3 and its tz database)', function () {
  this.timeout(60_000);

  /** Either side of both changes of 2026, to the second, in each of the three zones. */
  const instants = [
    ...['2026-03-08T09:59:59Z', '2026-03-08T10:00:00Z', '2026-11-01T08:59:59Z', '2026-11-01T09:00:00Z'],
    ...['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-10-25T00:59:59Z', '2026-10-25T01:00:00Z'],
    ...['2026-04-04T15:59:59Z', '2026-04-04T16:00:00Z', '2026-10-03T15:59:59Z', '2026-10-03T16:00:00Z'],
  ];
  const zones = ['America/Los_Angeles', 'Europe/Berlin', 'Australia/Sydney'];

  before(function () {
    if (!hasPython()) this.skip();
  });

  for (const zone of zones) {
    it(`are the right instants for a user in ${zone}, whichever zone they are written in and whichever way they came`, async () => {
      const world = await JobWorld.start({ userTimeZone: zone, records: new Map([['Events', 0]]) });
      try {
        const expected = new Map<string, string>();
        for (const [index, instant] of instants.entries()) {
          const start = instant.replace('Z', '+00:00');
          const end = new Date(Date.parse(instant) + 3_600_000).toISOString().slice(0, 19) + '+00:00';
          const id = await world.insert('Events', {
            Event_Title: `Change ${index}`,
            Start_DateTime: start,
            End_DateTime: end,
          });
          expected.set(id, instant);
        }
        const inZones = zones.map((other) => ({ timeZone: 'connection', of: other }));
        for (const { timeZone, of } of [{ timeZone: 'asSent', of: zone }, { timeZone: 'utc', of: 'UTC' }, ...inZones]) {
          for (const way of ['list', 'coql', 'bulk']) {
            const modules = [{ module: 'Events', fields: ['id', 'Start_DateTime'], way }];
            const connection = { name: 'Sample', timeZone: of };
            const summary = await world.export({ modules, to: { file: 'times.csv', timeZone } }, {}, { connection });
            assert.equal(summary.outcome, 'succeeded', summary.explanation);
            const read = readTimes(path.join(world.folder, 'times.csv'), 'Start_DateTime', of);
            for (const [id, instant] of expected) assert.equal(read.get(id), instant, `${timeZone} ${of} ${way}`);
          }
        }
      } finally {
        await world.stop();
      }
    });
  }
});

function hasPython(): boolean {
  const script = "from zoneinfo import ZoneInfo; ZoneInfo('Australia/Sydney')";
  return spawnSync('python3', ['-c', script]).status === 0;
}

function readTimes(file: string, column: string, zone: string): ReadonlyMap<string, string> {
  const script = path.join(import.meta.dirname, 'readCsvTimes.py');
  const { status, stdout, stderr } = spawnSync('python3', [script, file, column, zone], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return new Map(Object.entries(JSON.parse(stdout) as Record<string, string>));
}
