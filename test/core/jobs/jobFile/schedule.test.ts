import assert from 'node:assert/strict';

import { nextRunAt } from '../../../../src/core/jobs/jobFile/schedule.ts';

const at = (iso: string): number => Date.parse(iso);

describe('schedules', () => {
  it('run at the next time that fits, in their own time zone', () => {
    const schedule = { cron: '0 6 * * 1-5', timeZone: 'Europe/Berlin' };
    // A Saturday; Monday, 6 o'clock in Berlin is 5 o'clock UTC in winter.
    assert.equal(nextRunAt(schedule, at('2026-11-21T12:00:00Z')), at('2026-11-23T05:00:00Z'));
    assert.equal(nextRunAt(schedule, at('2026-07-20T03:59:59Z')), at('2026-07-20T04:00:00Z'));
  });

  it('never answer the instant itself', () => {
    const schedule = { cron: '0 6 * * *', timeZone: 'UTC' };
    assert.equal(nextRunAt(schedule, at('2026-11-21T06:00:00Z')), at('2026-11-22T06:00:00Z'));
  });

  it('run once on the day on which the clock jumps over their time', () => {
    const schedule = { cron: '30 2 * * *', timeZone: 'Europe/Berlin' };
    const first = nextRunAt(schedule, at('2026-03-28T12:00:00Z')) ?? 0;
    const second = nextRunAt(schedule, first) ?? 0;
    assert.equal(new Date(first).toISOString().slice(0, 10), '2026-03-29');
    assert.equal(new Date(second).toISOString().slice(0, 10), '2026-03-30');
  });

  it('say what is wrong with them', () => {
    assert.throws(() => nextRunAt({ cron: 'every day' }, 0), { name: 'InputError', field: 'schedule.cron' });
    assert.throws(() => nextRunAt({ cron: '* * * * * *' }, 0), { name: 'InputError', field: 'schedule.cron' });
    const elsewhere = { cron: '0 6 * * *', timeZone: 'Europe/Berln' };
    assert.throws(() => nextRunAt(elsewhere, 0), { name: 'InputError', field: 'schedule.timeZone' });
  });
});
