import assert from 'node:assert/strict';

import { relateZones } from '../../../src/core/timeZones/relateZones.ts';

const july = Date.UTC(2026, 6, 1);
const january = Date.UTC(2026, 0, 1);

describe('relateZones', () => {
  it('says that zones differ now without a beginning and an end within five years', () => {
    assert.deepEqual(relateZones('UTC', 'Etc/GMT+12', july), {
      relation: 'differsNow',
      current: { sinceMs: undefined, untilMs: undefined, minutesAhead: -720 },
      next: undefined,
    });
  });

  it('tells the present amount where it varies without ever being zero', () => {
    const found = relateZones('Europe/London', 'America/New_York', Date.UTC(2026, 2, 15));
    assert.deepEqual(found, {
      relation: 'differsNow',
      current: { sinceMs: undefined, untilMs: undefined, minutesAhead: -240 },
      next: undefined,
    });
  });

  it('tells since when, until when, by how much and when again, in summer', () => {
    assert.deepEqual(relateZones('America/Phoenix', 'America/Denver', july), {
      relation: 'differsNow',
      current: {
        sinceMs: Date.parse('2026-03-08T09:00:00Z'),
        untilMs: Date.parse('2026-11-01T08:00:00Z'),
        minutesAhead: 60,
      },
      next: {
        sinceMs: Date.parse('2027-03-14T09:00:00Z'),
        untilMs: Date.parse('2027-11-07T08:00:00Z'),
        minutesAhead: 60,
      },
    });
  });

  it('tells when they differed last and will differ next, in winter', () => {
    assert.deepEqual(relateZones('America/Denver', 'America/Phoenix', january), {
      relation: 'differsAtTimes',
      last: {
        sinceMs: Date.parse('2025-03-09T09:00:00Z'),
        untilMs: Date.parse('2025-11-02T08:00:00Z'),
        minutesAhead: -60,
      },
      next: {
        sinceMs: Date.parse('2026-03-08T09:00:00Z'),
        untilMs: Date.parse('2026-11-01T08:00:00Z'),
        minutesAhead: -60,
      },
    });
  });

  it('changes its mind in the very millisecond in which the clocks change', () => {
    const spring = Date.parse('2026-03-08T09:00:00Z');
    assert.equal(relateZones('America/Denver', 'America/Phoenix', spring - 1).relation, 'differsAtTimes');
    assert.equal(relateZones('America/Denver', 'America/Phoenix', spring).relation, 'differsNow');
    const autumn = Date.parse('2026-11-01T08:00:00Z');
    assert.equal(relateZones('America/Denver', 'America/Phoenix', autumn - 1).relation, 'differsNow');
    const afterwards = relateZones('America/Denver', 'America/Phoenix', autumn);
    assert.ok(afterwards.relation === 'differsAtTimes');
    assert.equal(afterwards.last?.untilMs, autumn);
  });

  it('finds a difference that is over for good', () => {
    // Jordan has kept its summer time, which is Riyadh's time, since February 2022.
    const found = relateZones('Asia/Riyadh', 'Asia/Amman', july);
    assert.deepEqual(found, {
      relation: 'differsAtTimes',
      last: {
        sinceMs: Date.parse('2021-10-28T22:00:00Z'),
        untilMs: Date.parse('2022-02-24T22:00:00Z'),
        minutesAhead: -60,
      },
      next: undefined,
    });
  });

  it('reaches five years back and ahead, and no farther', () => {
    assert.equal(relateZones('Asia/Riyadh', 'Asia/Amman', Date.UTC(2027, 1, 1)).relation, 'differsAtTimes');
    assert.equal(relateZones('Asia/Riyadh', 'Asia/Amman', Date.UTC(2027, 2, 1)).relation, 'same');
  });

  it('names the zones that it does not know', () => {
    assert.deepEqual(relateZones('UTC', 'Mars/A', july), { relation: 'unknownZone', unknownZones: ['Mars/A'] });
  });
});
