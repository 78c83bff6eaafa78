import assert from 'node:assert/strict';

import { dateTimeRewritings, isDate, isDateTime } from '../../../src/core/coql/timeLiterals.ts';

describe('Days and times in a query', () => {
  it('are days that exist', () => {
    assert.deepEqual(['2024-02-29', '2026-02-29', '2026-2-1', '22.11.2026', ''].map(isDate), [
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('are instants to the second with an offset', () => {
    const right = ['2026-11-22T09:30:00+01:00', '2026-11-22T09:30:00-0330', '2026-11-22T23:59:59Z'];
    const wrong = [
      ...['2026-11-22', '2026-11-22T09:30:00', '2026-11-22T09:30Z', '2026-11-22T09:30:00.000Z', '2026-11-22 09:30:00Z'],
      ...[
        '2026-11-31T09:30:00Z',
        '2026-11-22T24:00:00Z',
        '2026-11-22T09:60:00Z',
        '2026-11-22T09:30:00+24:00',
        'yesterday',
      ],
    ];
    assert.deepEqual(
      right.map(isDateTime),
      right.map(() => true),
    );
    assert.deepEqual(
      wrong.map(isDateTime),
      wrong.map(() => false),
    );
  });

  it('are rewritten as what was probably meant', () => {
    assert.deepEqual(dateTimeRewritings('2026-11-22'), ['2026-11-22T00:00:00Z']);
    assert.deepEqual(dateTimeRewritings('2026-11-22 09:30'), ['2026-11-22T09:30:00Z']);
    assert.deepEqual(dateTimeRewritings('2026-11-22T09:30:00.123+01:00'), ['2026-11-22T09:30:00+01:00']);
    assert.deepEqual(dateTimeRewritings('yesterday'), []);
  });
});
