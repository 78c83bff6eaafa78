import assert from 'node:assert/strict';

import { locateRefusal } from '../../../src/core/coql/locateRefusal.ts';
import type { RefusedPlace } from '../../../src/core/model/refusedPlace.ts';
import { parseDocument } from '../../../src/core/coql/parse.ts';

const text = `-- which
select Company, SUM(Amount) as 'Total', Owner /* who */
from Leads#12
where (Company like 'a%b' and Owner != 7) and Rating == 3
group by Company order by Rating limit 5 offset 9`;

describe('The place of a refusal', () => {
  const cases: readonly [refusal: RefusedPlace, expected: string][] = [
    [{ line: 3, column: 54, near: '=' }, '=='],
    [{ line: 3, column: 1 }, 'where'],
    [{ line: 1, column: 9, near: 'Owner' }, 'Owner'],
    [{ columnName: 'Company' }, 'Company'],
    [{ columnName: 'Company', operator: 'like' }, 'like'],
    [{ columnName: 'Company', operator: 'like', value: 'a%b' }, "'a%b'"],
    [{ columnName: 'Amount' }, 'SUM(Amount)'],
    [{ columnName: 'Rating', clause: 'order by' }, 'Rating'],
    [{ columnName: 'SUM(Amount)', alias: 'Total' }, 'Total'],
    [{ module: 'Leads' }, 'Leads'],
    [{ customView: '12' }, '12'],
    [{ operator: '!=' }, '!='],
    [{ operator: 'like' }, 'like'],
    [{ near: 'Rating' }, 'Rating'],
    [{ clause: 'where' }, 'where'],
    [{ clause: 'group by', limit: 4 }, 'group by'],
    [{ clause: 'limit', limit: 2000 }, 'limit 5'],
    [{ limit: 2000 }, 'limit 5'],
    [{ clause: 'offset' }, 'offset 9'],
    [{}, 'select'],
    [{ columnName: 'Nowhere' }, 'select'],
  ];
  for (const [refusal, expected] of cases) {
    it(`is "${expected}" for ${JSON.stringify(refusal)}`, () => {
      const document = parseDocument(text);
      const { start, end } = locateRefusal(refusal, document.queries[0] ?? assert.fail(), document);
      assert.equal(text.slice(start, end), expected);
    });
  }

  it('is the sort key, not the condition, where the clause says so', () => {
    const document = parseDocument(text);
    const { start } = locateRefusal(
      { columnName: 'Rating', clause: 'ORDER BY' },
      document.queries[0] ?? assert.fail(),
      document,
    );
    assert.equal(start, text.lastIndexOf('Rating'));
  });
});
