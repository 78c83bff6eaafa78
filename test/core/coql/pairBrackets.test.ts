import assert from 'node:assert/strict';

import { findUnpaired } from '../../../src/core/coql/pairBrackets.ts';
import { parseDocument } from '../../../src/core/coql/parse.ts';
import { applyEdits } from '../../../src/core/coql/textEdit.ts';

const start = 'select id from X where ';

function paired(condition: string): string {
  const document = parseDocument(start + condition);
  const problems = document.queries.flatMap(findUnpaired);
  const edits = problems.flatMap(({ fixes }) => fixes.flatMap((fix) => fix.edits));
  const text = applyEdits(document.text, edits);
  assert.deepEqual(parseDocument(text).queries.flatMap(findUnpaired), []);
  return text.slice(start.length);
}

describe('Brackets around pairs of conditions', () => {
  const cases: readonly [written: string, expected: string][] = [
    ['a = 1', 'a = 1'],
    ['a = 1 and b = 2', 'a = 1 and b = 2'],
    ['a = 1 and b = 2 and c = 3', '(a = 1 and b = 2) and c = 3'],
    ['a = 1 and b = 2 and c = 3 and d = 4', '((a = 1 and b = 2) and c = 3) and d = 4'],
    ['(a = 1 and b = 2 and c = 3)', '((a = 1 and b = 2) and c = 3)'],
    ['a = 1 or b = 2 and c = 3', 'a = 1 or (b = 2 and c = 3)'],
    ['a = 1 and b = 2 or c = 3 and d = 4', '(a = 1 and b = 2) or (c = 3 and d = 4)'],
    ['a = 1 or b = 2 or c = 3 and d = 4', '(a = 1 or b = 2) or (c = 3 and d = 4)'],
    ['a = 1 and (b = 2 or c = 3 or d = 4) and e = 5', '(a = 1 and ((b = 2 or c = 3) or d = 4)) and e = 5'],
    ['a between 1 and 2 and b = 3 and c = 4', '(a between 1 and 2 and b = 3) and c = 4'],
    ['a = 1 and b = 2 and', 'a = 1 and b = 2 and'],
  ];
  for (const [written, expected] of cases) {
    it(`make ${expected} of ${written}`, () => {
      assert.equal(paired(written), expected);
    });
  }
});
