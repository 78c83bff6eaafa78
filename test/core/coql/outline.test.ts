import assert from 'node:assert/strict';

import { outlineOf } from '../../../src/core/coql/outline.ts';
import { parseDocument } from '../../../src/core/coql/parse.ts';

describe('The outline of a document', () => {
  it('has an entry with module and columns for each query, also for one that is not finished', () => {
    const text = "select a, COUNT(id) as 'n' from Leads where id is null;\n-- note\nselect ";
    const entries = outlineOf(parseDocument(text));
    assert.deepEqual(
      entries.map(({ module, columns, target }) => [module, columns, text.slice(target.start, target.end)]),
      [
        ['Leads', ['a', 'COUNT(id)'], 'Leads'],
        [undefined, [], ''],
      ],
    );
    assert.deepEqual(text.slice(entries[0]?.start, entries[0]?.end), text.slice(0, text.indexOf(';')));
  });
});
