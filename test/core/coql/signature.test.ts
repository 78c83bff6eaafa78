import assert from 'node:assert/strict';

import { parseDocument } from '../../../src/core/coql/parse.ts';
import { signatureAt } from '../../../src/core/coql/signature.ts';

describe('signatures of aggregates', () => {
  it('are told between the brackets, however much of the argument is there', () => {
    for (const text of ['select SUM(|', 'select SUM(Annual|) from Leads', 'select id, sum(Account_Name.Rev|']) {
      assert.equal(signature(text), 'SUM', text);
    }
  });

  it('are not told elsewhere', () => {
    for (const text of ['select SUM|(id)', 'select SUM(id)| from Leads', "select id from Leads where (id in ('1'|"]) {
      assert.equal(signature(text), undefined, text);
    }
  });
});

function signature(marked: string): string | undefined {
  const offset = marked.indexOf('|');
  return signatureAt(parseDocument(marked.slice(0, offset) + marked.slice(offset + 1)), offset)?.name;
}
