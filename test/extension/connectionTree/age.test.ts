import assert from 'node:assert/strict';

import { relativeTime } from '../../../src/extension/connectionTree/age.ts';
import { plainL10n } from '../plainL10n.ts';

const now = Date.UTC(2026, 10, 22, 12);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('relativeTime', () => {
  for (const [distance, past, future] of [
    [59_000, 'just now', 'in less than a minute'],
    [minute, '1 min ago', 'in 1 min'],
    [59 * minute, '59 min ago', 'in 59 min'],
    [59.6 * minute, '1 h ago', 'in 1 h'],
    [3 * hour, '3 h ago', 'in 3 h'],
    [47 * hour, '47 h ago', 'in 47 h'],
    [2 * day, '2 days ago', 'in 2 days'],
    [40 * day, '40 days ago', 'in 40 days'],
  ] as const) {
    it(`says "${past}" and "${future}"`, () => {
      assert.equal(relativeTime(now - distance, now, plainL10n), past);
      assert.equal(relativeTime(now + distance, now, plainL10n), future);
    });
  }

  it('adds up: what was refreshed 3 h ago and lasts a day expires in 21 h', () => {
    const refreshedAt = now - 3 * hour - 20 * minute;
    assert.equal(relativeTime(refreshedAt, now, plainL10n), '3 h ago');
    assert.equal(relativeTime(refreshedAt + day, now, plainL10n), 'in 21 h');
  });

  it('takes the present instant for the past', () => {
    assert.equal(relativeTime(now, now, plainL10n), 'just now');
  });
});
