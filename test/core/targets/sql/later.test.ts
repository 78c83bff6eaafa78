import assert from 'node:assert/strict';

import { Later } from '../../../../src/core/targets/sql/later.ts';

describe('Later', () => {
  it('does its work once: when there is time, or when the result is needed', () => {
    let done = 0;
    const later = new Later(() => (done += 1));
    assert.equal(done, 0);
    later.doNow();
    later.doNow();
    assert.deepEqual([later.result(), later.result(), done], [1, 1, 1]);
    assert.equal(new Later(() => (done += 1)).result(), 2);
  });

  it('throws what the work threw to whoever needs the result, and to nobody else', () => {
    const later = new Later(() => {
      throw new Error('no');
    });
    later.doNow();
    assert.throws(() => later.result(), /no/);
    assert.throws(() => later.result(), /no/);
  });
});
