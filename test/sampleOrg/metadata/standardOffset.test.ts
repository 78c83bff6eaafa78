import assert from 'node:assert/strict';

import { standardOffsetMs } from '../../../src/sampleOrg/metadata/standardOffset.ts';

const hourMs = 3_600_000;
const summer = Date.UTC(2024, 6, 1);
const winter = Date.UTC(2024, 0, 1);

describe('the standard offset of a zone', () => {
  it('leaves out daylight saving, north and south', () => {
    for (const [zone, hours] of [
      ['America/Los_Angeles', -8],
      ['Europe/Berlin', 1],
      ['Europe/Dublin', 0],
      ['Australia/Sydney', 10],
      ['America/Santiago', -4],
    ] as const) {
      assert.equal(standardOffsetMs(zone, summer), hours * hourMs, zone);
      assert.equal(standardOffsetMs(zone, winter), hours * hourMs, zone);
    }
  });

  it('knows deprecated names and the inverted sign of Etc/GMT+12', () => {
    assert.equal(standardOffsetMs('US/Samoa', summer), -11 * hourMs);
    assert.equal(standardOffsetMs('Asia/Calcutta', summer), 5.5 * hourMs);
    assert.equal(standardOffsetMs('Etc/GMT+12', summer), -12 * hourMs);
  });
});
