import assert from 'node:assert/strict';

import { expiresAt, isExpired } from '../../../src/core/metadata/expiry.ts';

function monthAfter(text: string): string {
  return new Date(expiresAt('oneMonth', Date.parse(text)) ?? NaN).toISOString();
}

describe('the expiry of metadata', () => {
  it('is the same day and time of the next calendar month, or its last day', () => {
    assert.equal(monthAfter('2026-01-15T08:30:00.000Z'), '2026-02-15T08:30:00.000Z');
    assert.equal(monthAfter('2026-01-31T23:59:59.000Z'), '2026-02-28T23:59:59.000Z');
    assert.equal(monthAfter('2028-01-30T00:00:00.000Z'), '2028-02-29T00:00:00.000Z');
    assert.equal(monthAfter('2026-12-31T12:00:00.000Z'), '2027-01-31T12:00:00.000Z');
    assert.equal(monthAfter('2026-02-28T12:00:00.000Z'), '2026-03-28T12:00:00.000Z');
  });

  it('acts at the instant, and not a moment before', () => {
    assert.equal(isExpired('oneHour', 0, 3_599_999, 3_599_999), false);
    assert.equal(isExpired('oneHour', 0, 3_600_000, 3_600_000), true);
  });

  it('looks at when the connection was opened, not at now', () => {
    assert.equal(isExpired('oneHour', 0, 1000, 10 * 3_600_000), false);
  });

  it('is never for infinite, nor by age for disabled', () => {
    assert.equal(expiresAt('infinite', 0), undefined);
    assert.equal(expiresAt('disabled', 0), undefined);
  });
});
