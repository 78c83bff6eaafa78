import assert from 'node:assert/strict';

import { ChangeFilter, changesSince } from '../../../../src/core/jobs/reading/changes.ts';

const until = Date.UTC(2026, 10, 22, 12, 0, 30);

describe('the filter of changes', () => {
  it('passes a version on once, and a newer one again', () => {
    const first = new ChangeFilter(undefined, changesSince(undefined, 'Modified_Time', until));
    assert.equal(first.newOf([recordAt(until - 60_000)]).length, 1);
    const second = new ChangeFilter(
      first.checkpoint(),
      changesSince(first.checkpoint(), 'Modified_Time', until + 1000),
    );
    assert.deepEqual(second.newOf([recordAt(until - 60_000)]), []);
    assert.equal(second.newOf([recordAt(until - 59_000)]).length, 1);
  });

  it('passes on again what was changed in the second in which it was read, as it may have been changed once more', () => {
    const first = new ChangeFilter(undefined, changesSince(undefined, 'Modified_Time', until));
    assert.equal(first.newOf([recordAt(until)]).length, 1);
    const second = new ChangeFilter(
      first.checkpoint(),
      changesSince(first.checkpoint(), 'Modified_Time', until + 1000),
    );
    assert.equal(second.newOf([recordAt(until)]).length, 1);
  });

  it('knows a version by its instant, whatever the offset it is written with', () => {
    const first = new ChangeFilter(undefined, changesSince(undefined, 'Modified_Time', until));
    first.newOf([{ id: '1', Modified_Time: '2026-11-22T12:00:00+00:00' }]);
    const second = new ChangeFilter(
      first.checkpoint(),
      changesSince(first.checkpoint(), 'Modified_Time', until + 1000),
    );
    assert.deepEqual(second.newOf([{ id: '1', Modified_Time: '2026-11-22T04:00:00-08:00' }]), []);
  });

  it('passes on what is to be deleted before it is written', () => {
    const first = new ChangeFilter(undefined, changesSince(undefined, 'Modified_Time', until));
    first.newOf([recordAt(until - 60_000)]);
    const window = changesSince(first.checkpoint(), 'Modified_Time', until + 1000);
    const second = new ChangeFilter(first.checkpoint(), window, new Set(['1']));
    assert.equal(second.newOf([recordAt(until - 60_000)]).length, 1);
  });
});

function recordAt(epochMs: number) {
  return { id: '1', Modified_Time: new Date(epochMs).toISOString() };
}
