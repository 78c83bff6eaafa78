import assert from 'node:assert/strict';

import { parseDocument } from '../../../src/core/coql/parse.ts';
import type { Statement } from '../../../src/core/coql/strip.ts';
import { statementOf } from '../../../src/core/coql/strip.ts';
import type { Query, QueryDocument } from '../../../src/core/coql/syntax.ts';
import type { TextEdit } from '../../../src/core/coql/textEdit.ts';

const text = `-- hello
select a, -- the first
  b /* and the second */ from/**/Leads
where a = 'x -- y'   limit 5 -- end
; select c from d where e is null`;
const document = parseDocument(text);

function statement(
  index: number,
  edits: (query: Query, document: QueryDocument) => readonly TextEdit[] = () => [],
): Statement {
  const query = document.queries[index] ?? assert.fail();
  return statementOf(query, document, edits(query, document));
}

describe('A statement', () => {
  it('has neither comments nor semicolon, and its lines as they were', () => {
    assert.equal(statement(0).text, "select a,\nb from Leads\nwhere a = 'x -- y'   limit 5");
    assert.equal(statement(1).text, 'select c from d where e is null');
  });

  it('leads back to each word of the document', () => {
    const sent = statement(0);
    for (const word of ['select', 'b', 'from', 'Leads', 'where', "'x -- y'", 'limit']) {
      const at = sent.toDocument(sent.text.indexOf(word));
      assert.equal(text.slice(at, at + word.length), word);
    }
  });

  it('leads back from lines and columns', () => {
    const sent = statement(0);
    assert.ok(text.slice(sent.placeOf(1, 8)).startsWith('a, --'));
    assert.ok(text.slice(sent.placeOf(2, 8)).startsWith('Leads'));
    assert.ok(text.slice(sent.placeOf(3, 1)).startsWith('where'));
    assert.equal(sent.placeOf(99, 99), document.queries[0]?.end);
  });

  it('can be changed, and still leads back', () => {
    const sent = statement(0, ({ where, limit }) => [
      { start: limit?.start ?? 0, end: limit?.end ?? 0, newText: 'limit 2000' },
      { start: where?.condition?.start ?? 0, end: where?.condition?.start ?? 0, newText: '(' },
      { start: where?.end ?? 0, end: where?.end ?? 0, newText: ') and id > 7' },
    ]);
    assert.equal(sent.text, "select a,\nb from Leads\nwhere (a = 'x -- y') and id > 7   limit 2000");
    assert.ok(text.slice(sent.toDocument(sent.text.indexOf('limit'))).startsWith('limit 5'));
    assert.ok(text.slice(sent.toDocument(sent.text.indexOf('Leads'))).startsWith('Leads'));
  });
});
