import { DateTime } from 'luxon';
import assert from 'node:assert/strict';

import { dateTimeWriter, dateWriter } from '../../../src/core/timeZones/dateTimeText.ts';
import { transitions } from '../../../src/core/timeZones/transitions.ts';

const zones =
  'UTC Europe/Warsaw America/Los_Angeles Asia/Kolkata Australia/Lord_Howe America/St_Johns Pacific/Apia Africa/Casablanca Asia/Tehran Etc/GMT+12'.split(
    ' ',
  );

describe('datetimes in another zone', () => {
  it('are what Luxon makes of them, byte for byte, over 10,000 instants in each of ten zones and back', () => {
    const random = randomFrom(7);
    for (const zone of zones) {
      const write = dateTimeWriter({ zone, format: 'iso' });
      for (let round = 0; round < 10_000; round++) {
        const sent = isoAt(
          Math.floor(Date.UTC(1975, 0) / 1000 + random() * 2_500_000_000),
          Math.floor(random() * 53) - 24,
        );
        assert.equal(write(sent), byLuxon(sent, zone), `${sent} in ${zone}`);
      }
    }
  });

  it('are right on both sides of every change of the clocks from 2020 to 2030', () => {
    for (const zone of zones) {
      const write = dateTimeWriter({ zone, format: 'iso' });
      for (const { atMs } of transitions(zone, Date.UTC(2020, 0), Date.UTC(2031, 0)) ?? []) {
        for (const distance of [-3601, -3600, -1, 0, 1, 3599, 3600]) {
          const sent = isoAt(atMs / 1000 + distance, 11);
          assert.equal(write(sent), byLuxon(sent, zone), `${sent} in ${zone}`);
        }
      }
    }
  });

  it('keep the offset that was sent where that is wanted', () => {
    const write = dateTimeWriter({ zone: 'asSent', format: 'iso' });
    assert.equal(write('2026-03-08T01:59:00-08:00'), '2026-03-08T01:59:00-08:00');
    assert.equal(dateTimeWriter({ zone: 'asSent', format: 'HH:mm' })('2026-03-08T01:59:00-08:00'), '01:59');
  });

  it('are written by tokens', () => {
    const write = dateTimeWriter({ zone: 'Europe/Berlin', format: 'dd.MM.yyyy HH:mm:ss' });
    assert.equal(write('2026-10-25T00:30:00Z'), '25.10.2026 02:30:00');
  });

  it('stay as they are where they are no datetimes', () => {
    const write = dateTimeWriter({ zone: 'Europe/Berlin', format: 'iso' });
    for (const text of ['', 'soon', '2026-02-30T10:00:00+01:00', '2026-01-01T10:00:00*01:00', '2026-13-01T10:00:00Z']) {
      assert.equal(write(text), text);
    }
    assert.equal(
      dateTimeWriter({ zone: 'Nowhere/Land', format: 'iso' })('2026-01-01T10:00:00Z'),
      '2026-01-01T10:00:00Z',
    );
  });

  it('may have another layout', () => {
    const write = dateTimeWriter({ zone: 'UTC', format: 'iso' });
    assert.equal(write('2026-01-01T10:00:00.000+0530'), '2026-01-01T04:30:00Z');
    assert.equal(write('2026-01-01T10:00+05:30'), '2026-01-01T04:30:00Z');
  });
});

describe('dates', () => {
  it('are never shifted', () => {
    assert.equal(dateWriter('yyyy-MM-dd')('2026-03-29'), '2026-03-29');
    assert.equal(dateWriter('dd.MM.yyyy')('2026-03-29'), '29.03.2026');
    assert.equal(dateWriter('dd.MM.yyyy')('someday'), 'someday');
  });
});

function byLuxon(text: string, zone: string): string | null {
  return DateTime.fromISO(text, { zone }).toISO({ suppressMilliseconds: true });
}

/** With an offset of so many half hours. */
function isoAt(epochSeconds: number, halfHours: number): string {
  return (
    DateTime.fromSeconds(epochSeconds, { zone: `UTC+0` })
      .setZone(`UTC${halfHours < 0 ? '-' : '+'}${offset(halfHours)}`)
      .toISO({ suppressMilliseconds: true, includeOffset: true }) ?? ''
  );
}

function offset(halfHours: number): string {
  const minutes = Math.abs(halfHours) * 30;
  return `${String(Math.floor(minutes / 60))}:${String(minutes % 60).padStart(2, '0')}`;
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
