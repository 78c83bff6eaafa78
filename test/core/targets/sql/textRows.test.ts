import assert from 'node:assert/strict';

import { chunksOf, textRows } from '../../../../src/core/targets/sql/textRows.ts';

const types = (['id', 'text', 'boolean', 'decimal', 'dateTime', 'json'] as const).map((type) => ({ type }));

describe('textRows', () => {
  it('escapes what the format uses, and writes nothing, flags, numbers and datetimes as databases read them', () => {
    const rows = [
      ['1', 'a\tb\\c\r\nd', true, 1.5, '2026-11-22T19:00:00Z', '["\\n"]'],
      ['a\\N', '\\N', false, '-0.1', null, null],
      ['2', '', null, null, null, null],
    ];
    assert.equal(
      Buffer.concat([...textRows(types, rows)]).toString(),
      '1\ta\\tb\\\\c\\r\\nd\t1\t1.5\t2026-11-22T19:00:00\t["\\\\n"]\n' +
        'a\\\\N\t\\\\N\t0\t-0.1\t\\N\t\\N\n2\t\t\\N\t\\N\t\\N\t\\N\n',
    );
  });

  it('writes every character in UTF-8', () => {
    const points = Array.from({ length: 0x11000 }, (_, at) => at * 16).filter((at) => at < 0xd800 || at > 0xdfff);
    const text = String.fromCodePoint(...[1, 0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff]) + 'ä';
    const many = points.map((point) => String.fromCodePoint(point)).join('');
    const columns = [{ type: 'text' as const }];
    for (const cell of [text, many.replaceAll(/[\\\t\n\r]/g, '')]) {
      assert.equal(Buffer.concat([...textRows(columns, [[cell]])]).toString(), `${cell}\n`);
    }
  });

  it('comes in pieces of whole rows, however long these are', () => {
    const rows = Array.from({ length: 3000 }, (_, at) => [
      String(at),
      'ä'.repeat(at % 1000 === 0 ? 400_000 : at % 300),
    ]);
    const pieces = [...textRows(types.slice(0, 2), rows)];
    assert.ok(pieces.length > 3);
    for (const piece of pieces) assert.equal(piece.at(-1), 10);
    const expected = rows.map((row) => `${row.join('\t')}\n`).join('');
    assert.equal(Buffer.concat(pieces).toString(), expected);
    assert.deepEqual(Buffer.concat([...chunksOf(Buffer.from(expected))]), Buffer.from(expected));
  });
});
