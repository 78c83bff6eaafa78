import assert from 'node:assert/strict';

import { offsetPeriods, transitions } from '../../../src/core/timeZones/transitions.ts';

const year2026 = [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)] as const;

describe('transitions', () => {
  it('finds them exact to the second', () => {
    assert.deepEqual(transitions('America/Denver', ...year2026), [
      { atMs: Date.parse('2026-03-08T09:00:00Z'), minutesBefore: -420, minutesAfter: -360 },
      { atMs: Date.parse('2026-11-01T08:00:00Z'), minutesBefore: -360, minutesAfter: -420 },
    ]);
  });

  it('finds none in a zone without daylight saving time', () => {
    assert.deepEqual(transitions('America/Phoenix', ...year2026), []);
  });

  it('finds the weeks without summer time that Morocco kept in Ramadan', () => {
    const found = transitions('Africa/Casablanca', Date.UTC(2021, 0, 1), Date.UTC(2023, 0, 1));
    assert.deepEqual(
      found?.map(({ atMs, minutesAfter }) => [new Date(atMs).toISOString().slice(0, 16), minutesAfter]),
      [
        ['2021-04-11T02:00', 0],
        ['2021-05-16T02:00', 60],
        ['2022-03-27T02:00', 0],
        ['2022-05-08T02:00', 60],
      ],
    );
  });

  it('finds the day that Samoa left out as one change of 24 hours', () => {
    assert.deepEqual(transitions('Pacific/Apia', Date.UTC(2011, 10, 1), Date.UTC(2012, 0, 1)), [
      { atMs: Date.parse('2011-12-30T10:00:00Z'), minutesBefore: -600, minutesAfter: 840 },
    ]);
  });

  it('finds a change in the middle of a minute', () => {
    const found = transitions('Africa/Abidjan', Date.UTC(1911, 0, 1), Date.UTC(1913, 0, 1));
    assert.deepEqual(
      found?.map(({ atMs }) => new Date(atMs).toISOString()),
      ['1912-01-01T00:16:08.000Z'],
    );
  });

  it('counts the start of the window in and its end out', () => {
    const at = Date.parse('2026-03-08T09:00:00Z');
    assert.equal(transitions('America/Denver', at, at + 1)?.length, 1);
    assert.equal(transitions('America/Denver', at - 1, at)?.length, 0);
    assert.equal(transitions('America/Denver', at + 1, at + 2)?.length, 0);
  });

  it('finds a change in the first instant of a year of UTC once', () => {
    const at = Date.UTC(1912, 0, 1);
    const found = [{ atMs: at, minutesBefore: -36.75, minutesAfter: 0 }];
    assert.deepEqual(transitions('Europe/Lisbon', Date.UTC(1911, 0, 1), Date.UTC(1912, 5, 1)), found);
    assert.deepEqual(transitions('Europe/Lisbon', at, at + 1000), found);
    assert.deepEqual(transitions('Europe/Lisbon', at - 1000, at), []);
  });

  it('answers for an unknown zone that it is one', () => {
    assert.equal(transitions('Mars/Olympus', ...year2026), undefined);
    assert.equal(offsetPeriods('Mars/Olympus', ...year2026), undefined);
  });
});

describe('offsetPeriods', () => {
  it('cuts the window at each change', () => {
    const [spring, autumn] = [Date.parse('2026-03-29T01:00:00Z'), Date.parse('2026-10-25T01:00:00Z')];
    assert.deepEqual(offsetPeriods('Europe/London', ...year2026), [
      { fromMs: year2026[0], untilMs: spring, offsetMinutes: 0 },
      { fromMs: spring, untilMs: autumn, offsetMinutes: 60 },
      { fromMs: autumn, untilMs: year2026[1], offsetMinutes: 0 },
    ]);
  });

  it('begins with the new offset where the window begins at a change', () => {
    const spring = Date.parse('2026-03-29T01:00:00Z');
    assert.deepEqual(offsetPeriods('Europe/London', spring, spring + 1000), [
      { fromMs: spring, untilMs: spring + 1000, offsetMinutes: 60 },
    ]);
  });

  it('is empty for an empty window', () => {
    assert.deepEqual(offsetPeriods('Europe/London', year2026[0], year2026[0]), []);
    assert.deepEqual(offsetPeriods('Europe/London', year2026[1], year2026[0]), []);
  });
});
