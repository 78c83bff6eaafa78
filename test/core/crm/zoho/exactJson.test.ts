import assert from 'node:assert/strict';

import { parseExactJson } from '../../../../src/core/crm/zoho/exactJson.ts';

describe('reading JSON without losing digits', () => {
  it('keeps as text the numbers that a double would change, and only those', () => {
    const text =
      '{"a":5559876543210987654,"b":[-12345678901234567890, 1234567890123456],"c":1234567890123456.789012345,' +
      '"d":0.1,"e":250000.900000000000000,"f":0.00000012345678,"g":1e400,"h":9007199254740993}';
    assert.deepEqual(parseExactJson(text), {
      a: '5559876543210987654',
      b: ['-12345678901234567890', 1234567890123456],
      c: '1234567890123456.789012345',
      d: 0.1,
      e: 250000.9,
      f: 0.00000012345678,
      g: Infinity,
      h: '9007199254740993',
    });
  });

  it('leaves texts and short numbers as they are', () => {
    const text = '{"id":"5559876543210987654","note":"see :5559876543210987654","n":-12.5,"x":null}';
    assert.deepEqual(parseExactJson(text), JSON.parse(text));
    assert.deepEqual(parseExactJson('{"small":[1,2.5]}'), { small: [1, 2.5] });
  });

  it('knows what is not JSON', () => {
    for (const text of ['', '<html>', '{"a":5559876543210987654', '{"a":'])
      assert.equal(parseExactJson(text), undefined);
  });
});
