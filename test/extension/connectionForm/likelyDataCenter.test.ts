import assert from 'node:assert/strict';

import { likelyDataCenter } from '../../../src/extension/connectionForm/likelyDataCenter.ts';

describe('the data center that a new form begins with', () => {
  it('is that of the last connection, wherever the computer is', () => {
    assert.equal(likelyDataCenter('jp', 'Asia/Kolkata'), 'jp');
  });

  it('is that of the country in whose zone the computer is, where there is no doubt', () => {
    const zones = ['Asia/Calcutta', 'Europe/Berlin', 'Australia/Perth', 'Asia/Tokyo', 'Asia/Shanghai'];
    assert.deepEqual(
      zones.map((zone) => likelyDataCenter(undefined, zone)),
      ['in', 'eu', 'au', 'jp', 'cn'],
    );
  });

  it('is the first one where an organization may as well be elsewhere', () => {
    const zones = ['America/Toronto', 'Europe/London', 'Asia/Riyadh', 'Africa/Nairobi', 'UTC', undefined];
    assert.deepEqual(new Set(zones.map((zone) => likelyDataCenter(undefined, zone))), new Set(['us']));
  });
});
