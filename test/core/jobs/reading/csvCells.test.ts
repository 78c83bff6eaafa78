import assert from 'node:assert/strict';

import { cellReader } from '../../../../src/core/jobs/reading/csvCells.ts';
import type { Field } from '../../../../src/core/model/metadata.ts';
import { exampleField } from '../../metadata/exampleMetadata.ts';

const value = (display: string, actual = display) => ({ id: display, display, actual, isUsed: true });

function read(parts: Partial<Field>, text: string): unknown {
  const reader = cellReader(exampleField(parts));
  return reader ? reader(text) : text;
}

describe('cells of a bulk export', () => {
  it('become what JSON has', () => {
    assert.equal(read({ type: 'boolean' }, 'true'), true);
    assert.equal(read({ type: 'integer' }, '12.0'), 12);
    assert.equal(read({ type: 'currency' }, '9999999999999.99'), 9_999_999_999_999.99);
    assert.equal(read({ type: 'currency' }, '-0.000000125'), -1.25e-7);
    assert.equal(read({ type: 'bigInteger' }, '0012345600012'), '0012345600012');
    assert.equal(read({ type: 'bigInteger' }, '999999999999999999.0'), '999999999999999999');
    assert.equal(read({ type: 'text' }, '00501'), '00501');
    assert.equal(read({ type: 'formula', resultType: 'decimal' }, '1.50'), 1.5);
    assert.equal(read({ type: 'formula', resultType: 'boolean' }, 'false'), false);
    assert.equal(read({ type: 'rollup', resultType: 'date' }, '2024-02-30'), '2024-02-30');
  });

  it('keep the digits that a double would lose', () => {
    assert.equal(read({ type: 'decimal' }, '12345678901234567.89'), '12345678901234567.89');
    assert.equal(read({ type: 'integer' }, 'n/a'), 'n/a');
  });

  it('are what people see today, where a value of a list was renamed', () => {
    const pickList = [value('In Contact', 'Contacted'), value('Cold'), value('Warm', 'Cold')];
    assert.equal(read({ type: 'pickList', pickList }, 'Contacted'), 'In Contact');
    assert.equal(read({ type: 'pickList', pickList }, 'Cold'), 'Cold', 'another value has that name now');
    assert.equal(read({ type: 'pickList', pickList }, 'Unheard of'), 'Unheard of');
  });

  it('are split at the separator that the values of the list tell', () => {
    const pickList = [value('A'), value('B'), value('C, with comma'), value('Solar', 'Photovoltaics')];
    const reader = cellReader(exampleField({ type: 'multiPickList', pickList }));
    assert.deepEqual(reader?.('A;C, with comma'), ['A', 'C, with comma']);
    assert.deepEqual(reader('C, with comma'), ['C, with comma']);
    assert.deepEqual(reader('A;Unknown, too'), ['A', 'Unknown, too']);
    const byComma = cellReader(exampleField({ type: 'multiPickList', pickList }));
    assert.deepEqual(byComma?.('A,Photovoltaics'), ['A', 'Solar']);
  });
});
