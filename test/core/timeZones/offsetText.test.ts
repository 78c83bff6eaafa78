import assert from 'node:assert/strict';

import { offsetText } from '../../../src/core/timeZones/offsetText.ts';

describe('offsetText', () => {
  it('writes a sign, two digits each and UTC', () => {
    assert.equal(offsetText(330), 'UTC+05:30');
    assert.equal(offsetText(-210), 'UTC-03:30');
    assert.equal(offsetText(840), 'UTC+14:00');
    assert.equal(offsetText(0), 'UTC+00:00');
  });

  it('leaves out the seconds that clocks kept long ago', () => {
    assert.equal(offsetText(-44.5), 'UTC-00:44');
  });
});
