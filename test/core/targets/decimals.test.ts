import assert from 'node:assert/strict';

import { fitsDecimal, plainDecimal } from '../../../src/core/targets/decimals.ts';

describe('plain decimals', () => {
  it('write each value in one way only', () => {
    const cases: readonly [number | string, string | undefined][] = [
      [0, '0'],
      [-0, '0'],
      ['-0.00', '0'],
      [250000.9, '250000.9'],
      ['250000.900', '250000.9'],
      ['+007', '7'],
      ['.5', '0.5'],
      ['5.', '5'],
      [1e21, '1000000000000000000000'],
      [-1.5e-7, '-0.00000015'],
      ['12345678901234567890.123456789', '12345678901234567890.123456789'],
      ['1.2E3', '1200'],
      ['', undefined],
      ['.', undefined],
      ['1,5', undefined],
      ['NaN', undefined],
      [Infinity, undefined],
    ];
    for (const [value, plain] of cases) assert.equal(plainDecimal(value), plain, String(value));
  });

  it('know whether they fit', () => {
    assert.equal(fitsDecimal('-12.345', 2, 3), true);
    assert.equal(fitsDecimal('123.4', 2, 3), false);
    assert.equal(fitsDecimal('1.2345', 2, 3), false);
  });
});
