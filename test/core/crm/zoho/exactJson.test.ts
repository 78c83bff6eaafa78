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

  it('keeps the digits of a member among texts that look like one', () => {
    const text =
      '{"data":[{"id":"1","note":"{\\"a\\":5559876543210987654","other":",\\"x\\":12345678901234567890",' +
      '"Rate":0.33333333333333331,"Sum" : -98765432109876543210.5}]}';
    const { data } = JSON.parse(text) as { data: object[] };
    const exact = { Rate: '0.33333333333333331', Sum: '-98765432109876543210.5' };
    assert.deepEqual(parseExactJson(text), { data: [{ ...data[0], ...exact }] });
    const members = '{"a":{"$b.c":5559876543210987654},"d":1234567890123456.789,"e":12345678901234567e3,"f":"x"}';
    assert.deepEqual(parseExactJson(members), {
      a: { '$b.c': '5559876543210987654' },
      d: '1234567890123456.789',
      e: 12345678901234567e3,
      f: 'x',
    });
    const colons = '{"a,":":1234567890123456789","b":":1234567890123456789"}';
    assert.deepEqual(parseExactJson(colons), JSON.parse(colons));
  });

  it('knows what is not JSON', () => {
    for (const text of ['', '<html>', '{"a":5559876543210987654', '{"a":', '{"a":0012345678901234567}'])
      assert.equal(parseExactJson(text), undefined);
  });
});
