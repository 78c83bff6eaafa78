import assert from 'node:assert/strict';

import { backwardLinks } from '../../../src/core/timeZones/backwardLinks.ts';
import { compareZones, type ZoneDifference } from '../../../src/core/timeZones/compareZones.ts';

const [fromMs, untilMs] = [Date.UTC(2021, 0, 1), Date.UTC(2031, 0, 1)];

describe('compareZones', () => {
  it('goes by the clocks, not by the names', () => {
    for (const [first, second] of [
      ['Asia/Calcutta', 'Asia/Kolkata'],
      ['US/Samoa', 'Pacific/Pago_Pago'],
      ['Etc/GMT+12', '-12:00'],
      ['UTC', 'Africa/Abidjan'],
      ['europe/paris', 'Europe/Berlin'],
    ] as const) {
      assert.deepEqual(compareZones(first, second, fromMs, untilMs), { kind: 'same' }, `${first} and ${second}`);
    }
  });

  it('finds every deprecated name to be the same as its current name', () => {
    for (const [name, currentName] of backwardLinks) {
      assert.deepEqual(compareZones(name, currentName, fromMs, untilMs), { kind: 'same' }, name);
    }
  });

  it('finds that Phoenix and Denver agree in winter only', () => {
    const comparison = compareZones('America/Phoenix', 'America/Denver', Date.UTC(2025, 0, 1), Date.UTC(2027, 0, 1));
    assert.deepEqual(comparison, {
      kind: 'different',
      differences: [
        {
          fromMs: Date.parse('2025-03-09T09:00:00Z'),
          untilMs: Date.parse('2025-11-02T08:00:00Z'),
          minutesAhead: 60,
        },
        {
          fromMs: Date.parse('2026-03-08T09:00:00Z'),
          untilMs: Date.parse('2026-11-01T08:00:00Z'),
          minutesAhead: 60,
        },
      ],
    });
  });

  it('ends spans with the window', () => {
    const [july, august] = [Date.UTC(2026, 6, 1), Date.UTC(2026, 7, 1)];
    assert.deepEqual(compareZones('America/Denver', 'America/Phoenix', july, august), {
      kind: 'different',
      differences: [{ fromMs: july, untilMs: august, minutesAhead: -60 }],
    });
  });

  it('makes one span of two zones that change together, and touching spans where the amount changes', () => {
    const year = [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)] as const;
    assert.deepEqual(compareZones('Europe/London', 'Europe/Paris', ...year), {
      kind: 'different',
      differences: [{ fromMs: year[0], untilMs: year[1], minutesAhead: 60 }],
    });
    const comparison = compareZones('Europe/London', 'America/New_York', ...year);
    assert.ok(comparison.kind === 'different');
    assert.deepEqual(
      comparison.differences.map(({ minutesAhead }) => minutesAhead),
      [-300, -240, -300, -240, -300],
    );
    const [, ...later] = comparison.differences;
    assert.deepEqual(
      later.map((each) => each.fromMs),
      comparison.differences.slice(0, -1).map((each) => each.untilMs),
    );
  });

  it('sees London and Lisbon alike since 1996, and not before', () => {
    assert.deepEqual(compareZones('Europe/London', 'Europe/Lisbon', fromMs, untilMs), { kind: 'same' });
    const before = compareZones('Europe/London', 'Europe/Lisbon', Date.UTC(1994, 0, 1), Date.UTC(1996, 0, 1));
    assert.equal(before.kind, 'different');
  });

  it('sees the half hour by which Lord Howe differs from Sydney in winter, and the changes that do not coincide', () => {
    const comparison = compareZones(
      'Australia/Sydney',
      'Australia/Lord_Howe',
      Date.UTC(2026, 0, 1),
      Date.UTC(2027, 0, 1),
    );
    assert.ok(comparison.kind === 'different');
    const instants = ({ fromMs, untilMs }: ZoneDifference) => [fromMs, untilMs].map((at) => new Date(at).toISOString());
    assert.deepEqual(
      comparison.differences.map((each) => [...instants(each), each.minutesAhead]),
      [
        // Both change by their own clocks, Lord Howe an hour and half an hour before Sydney.
        ['2026-04-04T15:00:00.000Z', '2026-04-04T16:00:00.000Z', -30],
        ['2026-04-04T16:00:00.000Z', '2026-10-03T15:30:00.000Z', 30],
        ['2026-10-03T15:30:00.000Z', '2026-10-03T16:00:00.000Z', 60],
      ],
    );
  });

  it('names the zones that it does not know', () => {
    const unknown = (first: string, second: string) => compareZones(first, second, fromMs, untilMs);
    assert.deepEqual(unknown('Mars/A', 'UTC'), { kind: 'unknownZone', unknownZones: ['Mars/A'] });
    assert.deepEqual(unknown('UTC', ''), { kind: 'unknownZone', unknownZones: [''] });
    assert.deepEqual(unknown('Mars/A', 'Mars/A'), { kind: 'unknownZone', unknownZones: ['Mars/A'] });
  });
});
