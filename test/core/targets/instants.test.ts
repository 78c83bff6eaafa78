import assert from 'node:assert/strict';

import { instantText, isDate, utcText } from '../../../src/core/targets/instants.ts';

describe('instants', () => {
  it('move to UTC across days, months, leap days and years', () => {
    const cases = [
      ['2026-11-22T19:00:00+00:00', '2026-11-22T19:00:00Z'],
      ['2026-11-22T19:00:00.000Z', '2026-11-22T19:00:00Z'],
      ['2024-02-29T23:30:05-01:00', '2024-03-01T00:30:05Z'],
      ['2026-01-01T05:29:59+05:30', '2025-12-31T23:59:59Z'],
      ['2026-03-08T01:59:00-08:00', '2026-03-08T09:59:00Z'],
      ['0001-01-01T00:00:00-12:00', '0001-01-01T12:00:00Z'],
      ['9999-12-31T12:00:00+14:00', '9999-12-30T22:00:00Z'],
    ] as const;
    for (const [text, utc] of cases) assert.equal(utcText(text), utc);
  });

  it('agree with the calendar of the language for many offsets', () => {
    for (let minute = 0; minute < 3000; minute += 7) {
      const offset = (minute % 57) * 15 - 7 * 60;
      const sign = offset < 0 ? '-' : '+';
      const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
      const local = new Date(Date.UTC(2027, 11, 30, 0, minute)).toISOString().slice(0, 19);
      const text = `${local}${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
      assert.equal(utcText(text), instantText(Date.parse(text)), text);
    }
  });

  it('are refused where they are none, have fractions, or lie outside the years 1 to 9999', () => {
    const wrong = [
      'now',
      '',
      '2026-11-22',
      '2026-11-22T19:00:00',
      '2025-02-29T00:00:00Z',
      '2026-11-22T24:00:00Z',
    ].concat(
      ['2026-11-22T19:00:60Z', '2026-11-22T19:00:00.5Z', '0001-01-01T00:00:00+01:00', '9999-12-31T23:59:59-00:01'],
      ['0000-01-01T00:00:00Z', '2026-13-01T00:00:00Z', '2026-11-22T19:00:00+25:00'],
    );
    for (const text of wrong) assert.equal(utcText(text), undefined, text);
  });

  it('know which dates exist', () => {
    for (const date of ['0001-01-01', '2024-02-29', '2000-02-29', '9999-12-31']) assert.equal(isDate(date), true, date);
    for (const date of [
      '0000-01-01',
      '2025-02-29',
      '1900-02-29',
      '2026-04-31',
      '2026-00-10',
      '2026-1-1',
      '-001-01-01',
    ]) {
      assert.equal(isDate(date), false, date);
    }
  });
});
