import assert from 'node:assert/strict';

import { nearestNames } from '../../../src/core/coql/nearestNames.ts';

const names = ['Last_Name', 'First_Name', 'Account_Name', 'Email', 'Phone', 'Fax', 'Owner'];

describe('The nearest names', () => {
  const cases: readonly [written: string, expected: readonly string[]][] = [
    ['Lsat_Name', ['Last_Name']],
    ['last_name', ['Last_Name', 'First_Name']],
    ['Emial', ['Email']],
    ['Account', ['Account_Name']],
    ['Fix', ['Fax']],
    ['Onwer', ['Owner']],
    ['Something_Else', []],
    ['X', []],
  ];
  for (const [written, expected] of cases) {
    it(`of ${written} are ${expected.join(', ') || 'none'}`, () => {
      assert.deepEqual(nearestNames(written, names), expected);
    });
  }
});
