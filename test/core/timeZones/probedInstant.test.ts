import assert from 'node:assert/strict';

import { probeInstant } from '../../../src/core/timeZones/probedInstant.ts';

function probe(text: string, connectionZone = 'America/Los_Angeles') {
  return probeInstant({ recordId: '1', field: 'Created_Time', text }, connectionZone, 'America/Denver');
}

describe('probeInstant', () => {
  it('agrees on both sides of a change of the clocks', () => {
    for (const text of ['2026-03-08T01:59:59-08:00', '2026-03-08T03:00:00-07:00']) {
      assert.equal(probe(text)?.verdict, 'agrees');
    }
  });

  it('differs where the zone has another offset at that instant', () => {
    const probed = probe('2026-03-08T02:59:59-07:00');
    assert.deepEqual(
      [probed?.verdict, probed?.sentMinutes, probed?.connectionMinutes, probed?.userMinutes],
      ['differs', -420, -480, -360],
    );
  });

  it('reads Z and offsets without a colon', () => {
    assert.equal(probe('2026-03-08T10:00:00Z', 'UTC')?.verdict, 'agrees');
    assert.equal(probe('2026-03-08T10:00:00-00:00', 'UTC')?.verdict, 'agrees');
    assert.equal(probe('2026-03-08T15:30:00+0530', 'Asia/Kolkata')?.verdict, 'agrees');
  });

  it('cannot tell for a zone that nobody knows', () => {
    assert.equal(probe('2026-03-08T10:00:00Z', 'Moon/Tycho')?.verdict, 'unknown');
  });

  it('leaves out what is no instant', () => {
    for (const text of ['', '2026-03-08', '2026-03-08T10:00:00', 'T99-08:00']) assert.equal(probe(text), undefined);
  });
});
