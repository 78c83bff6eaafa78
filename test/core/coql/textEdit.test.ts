import assert from 'node:assert/strict';

import { applyEdits } from '../../../src/core/coql/textEdit.ts';

describe('Text edits', () => {
  it('are made at once, in whatever order they come', () => {
    const edits = [
      { start: 4, end: 5, newText: 'E' },
      { start: 0, end: 0, newText: '(' },
      { start: 6, end: 6, newText: ')' },
      { start: 1, end: 3, newText: '' },
    ];
    assert.equal(applyEdits('abcdef', edits), '(adEf)');
  });
});
