import assert from 'node:assert/strict';

import type { Lane } from '../../../../src/core/jobs/reading/idRanges.ts';
import { IdRanges } from '../../../../src/core/jobs/reading/idRanges.ts';

describe('ranges of ids', () => {
  it('give every id to one lane, also where lanes take over from each other', () => {
    const ranges = new IdRanges([{ after: '0', upTo: '1000' }], '1000');
    ranges.divide(2);
    const [first, second] = [ranges.take(), ranges.take()];
    assert.ok(first && second);
    assert.equal(ranges.take(), undefined, 'nothing is taken from a lane of which nothing is known');
    ranges.advance(first, '1', '50');
    const third = ranges.take();
    assert.ok(third);
    assert.deepEqual(
      [first.after, first.upTo, third.after, third.upTo, second.after, second.upTo],
      [...[50n, 275n, 275n, 500n, 500n, 1000n]],
    );
  });

  it('are cut into equal parts, more of them where there are more ids', () => {
    const ranges = new IdRanges(
      [
        { after: '0', upTo: '900' },
        { after: '1000', upTo: '1100' },
      ],
      '1100',
    );
    ranges.divide(4);
    const lanes = [1, 2, 3, 4, 5].map(() => ranges.take()).filter((lane) => lane !== undefined);
    assert.deepEqual(
      lanes.map(({ after, upTo }) => [after, upTo]),
      [
        [0n, 300n],
        [300n, 600n],
        [600n, 900n],
        [1000n, 1100n],
      ],
    );
    const few = new IdRanges([{ after: '0', upTo: '2' }], '2');
    few.divide(9);
    assert.deepEqual(
      [few.take(), few.take(), few.take()].map((lane) => lane?.upTo),
      [1n, 2n, undefined],
    );
  });

  it('remain until what was read is handed over', () => {
    const ranges = new IdRanges([{ after: '0', upTo: '100' }], '100');
    const lane = ranges.take();
    assert.ok(lane);
    ranges.advance(lane, '1', '40');
    assert.deepEqual(ranges.remaining(), [{ after: '0', upTo: '100' }]);
    ranges.handOver(lane, 40n, false);
    assert.deepEqual(ranges.remaining(), [{ after: '40', upTo: '100' }]);
    ranges.finish(lane);
    assert.deepEqual(ranges.remaining(), [{ after: '40', upTo: '100' }]);
    ranges.handOver(lane, 100n, true);
    assert.deepEqual(ranges.remaining(), []);
  });

  it('leave the rest of a page to the lane that is at it', () => {
    const ranges = new IdRanges([{ after: '0', upTo: '100' }], '100');
    const lane = ranges.take();
    assert.ok(lane);
    ranges.advance(lane, '1', '60');
    assert.equal(ranges.take(), undefined);
    assert.equal(ranges.mayHaveMore, true);
    ranges.end(lane);
    assert.equal(ranges.mayHaveMore, false);
  });

  it('hold ids that a double does not', () => {
    const ranges = new IdRanges([{ after: '554023000000004316', upTo: undefined }], '554023000000004319');
    const lane: Lane | undefined = ranges.take();
    assert.deepEqual([lane?.after, lane?.upTo], [554023000000004316n, 554023000000004319n]);
  });
});
