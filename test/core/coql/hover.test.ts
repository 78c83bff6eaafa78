import assert from 'node:assert/strict';

import type { HoverFacts } from '../../../src/core/coql/hover.ts';
import { hoverAt } from '../../../src/core/coql/hover.ts';
import { parseDocument } from '../../../src/core/coql/parse.ts';
import { exampleOrganization } from './exampleOrganization.ts';

describe('hovering over COQL', () => {
  it('finds a field, and where a path leads', () => {
    const own = hover('select La|st_Name from Leads');
    assert.ok(own?.kind === 'field');
    assert.deepEqual([own.field.label, own.module, own.span], ['Family Name', 'Leads', { start: 7, end: 16 }]);
    const theirs = hover("select id from Leads where Account_Name.|Industry = 'x'");
    assert.ok(theirs?.kind === 'field');
    assert.deepEqual([theirs.field.apiName, theirs.module], ['Industry', 'Accounts']);
    const users = hover('select Owner.ema|il from Leads');
    assert.ok(users?.kind === 'field');
    assert.equal(users.module, undefined);
  });

  it('finds fields in the order and in aggregates', () => {
    assert.equal(hover('select SUM(Annual_|Revenue) from Leads')?.kind, 'field');
    assert.equal(hover('select id from Leads where id is not null order by id, Com|pany desc')?.kind, 'field');
  });

  it('finds the module and says how many fields it has', () => {
    const found = hover('select id from L|eads');
    assert.ok(found?.kind === 'module');
    assert.deepEqual([found.module.label, found.fieldCount], ['Prospects', 13]);
  });

  it('explains a function', () => {
    const found = hover('select CO|UNT(id) from Leads');
    assert.ok(found?.kind === 'function');
    assert.equal(found.facts.name, 'COUNT');
  });

  it('has nothing to say about keywords, values and names that nobody knows', () => {
    for (const text of [
      'sel|ect id from Leads',
      'select id from Leads where Email_Opt_Out = tr|ue',
      'select Nop|e from Leads',
    ]) {
      assert.equal(hover(text), undefined, text);
    }
  });
});

function hover(marked: string): HoverFacts | undefined {
  const offset = marked.indexOf('|');
  return hoverAt(parseDocument(marked.slice(0, offset) + marked.slice(offset + 1)), offset, exampleOrganization);
}
