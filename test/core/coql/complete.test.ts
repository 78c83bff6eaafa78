import assert from 'node:assert/strict';

import { completionsAt } from '../../../src/core/coql/complete.ts';
import type { Completion } from '../../../src/core/coql/completion.ts';
import type { KnownMetadata } from '../../../src/core/coql/knownMetadata.ts';
import { parseDocument } from '../../../src/core/coql/parse.ts';
import { exampleOrganization, modulesOnly, nothingKnown } from './exampleOrganization.ts';

const now = Date.UTC(2026, 10, 22, 18, 30);

describe('completion of COQL', () => {
  it('begins with SELECT', () => {
    assert.deepEqual(labels('|'), ['select']);
    assert.deepEqual(labels('select id from Leads where id is not null;\n|'), ['select']);
    assert.deepEqual(labels('sel|'), ['select']);
  });

  it('offers the module before any column, as columns depend on it', () => {
    const [first, ...others] = complete('select |');
    assert.equal(first?.text, '$0 from Leads');
    assert.equal(first.filter, 'from Leads Prospects');
    assert.ok(first.leadsOn);
    assert.deepEqual(
      others.map((each) => each.label),
      ['… from Accounts', '… from Calls', 'COUNT', 'SUM', 'AVG', 'MIN', 'MAX'],
    );
  });

  it('offers fields of the module that stands further on in the text', () => {
    const found = labels('select | from Leads');
    assert.deepEqual(found.slice(0, 3), ['id', 'Last_Name', 'Company']);
    assert.ok(!found.includes('Rows'), 'rows of subforms are no column');
    assert.ok(found.includes('COUNT'));
  });

  it('lets people look for a field by its label, too', () => {
    assert.equal(named('select | from Leads', 'Last_Name').filter, 'Last_Name Family Name');
    assert.equal(named('select id from |', 'Leads').filter, 'Leads Prospects');
  });

  it('replaces the whole word that the cursor is in', () => {
    assert.deepEqual(named('select Last|Nme from Leads', 'Last_Name').span, { start: 7, end: 14 });
    assert.deepEqual(named('select id, | from Leads', 'Last_Name').span, { start: 11, end: 11 });
  });

  it('puts columns that are selected already after the others, but only where they would be selected again', () => {
    assert.equal(named('select Last_Name from Leads where |', 'Last_Name').rank, 1);
    const found = complete('select Last_Name, | from Leads').filter((each) => each.kind === 'field');
    assert.equal(found.toSorted((a, b) => a.rank - b.rank).at(-1)?.label, 'Last_Name');
  });

  it('offers modules that can be read after FROM, and WHERE after the module', () => {
    assert.deepEqual(labels('select id from |'), ['Leads', 'Accounts', 'Calls']);
    assert.deepEqual(labels('select id from Leads |'), ['where', 'where id is not null']);
  });

  it('follows lookups by dots, as far as they lead', () => {
    assert.deepEqual(labels('select Account_Name.| from Leads'), ['id', 'Account_Name', 'Industry', 'Parent_Account']);
    assert.deepEqual(labels('select Account_Name.Parent_Account.In| from Leads'), [
      'id',
      'Account_Name',
      'Industry',
      'Parent_Account',
    ]);
    assert.ok(labels('select Owner.| from Leads').includes('email'));
    assert.deepEqual(labels('select Company.| from Leads'), []);
    assert.ok(labels('select id from Leads where Account_Name.|').includes('Industry'));
  });

  it('names the modules that a lookup into several may lead to', () => {
    assert.deepEqual(labels('select What_Id->| from Calls'), ['Accounts', 'Leads']);
    assert.ok(labels('select What_Id->Leads.| from Calls').includes('Last_Name'));
    assert.ok(labels('select id from Calls where What_Id->Accounts.|').includes('Industry'));
  });

  it('offers within an aggregate what it can be asked of', () => {
    const found = labels('select SUM(|) from Leads');
    assert.ok(found.includes('Annual_Revenue'));
    assert.ok(!found.includes('Last_Name'));
    assert.ok(!found.includes('COUNT'));
  });

  it('leaves out of conditions what COQL does not compare', () => {
    const found = labels('select id from Leads where (|');
    assert.ok(found.includes('Last_Name'));
    assert.ok(!found.includes('Description'));
  });

  it('offers the operators that fit the type', () => {
    assert.deepEqual(labels('select id from Leads where Email_Opt_Out |'), ['=']);
    assert.ok(labels('select id from Leads where Annual_Revenue |').includes('between'));
    assert.ok(!labels('select id from Leads where Last_Name |').includes('between'));
    assert.ok(!labels('select id from Leads where Account_Name |').includes('like'));
  });

  it('goes on with an operator of several words', () => {
    assert.deepEqual(labels('select id from Leads where Last_Name is |'), ['null', 'not null']);
    assert.deepEqual(labels('select id from Leads where Last_Name is not |'), ['null']);
    assert.deepEqual(labels('select id from Leads where Last_Name not |'), ['like', 'in']);
  });

  it('writes values of a pick list with their quotes, and without where there are some', () => {
    const values = ["'Advertisement'", "'Trader''s Fair'", "'Web'"];
    assert.deepEqual(texts('select id from Leads where Lead_Source = |'), values);
    assert.deepEqual(texts("select id from Leads where Lead_Source in ('Web', |"), values);
    const quoted = complete("select id from Leads where Lead_Source = 'W|eb' limit 3");
    assert.deepEqual(
      quoted.map((each) => each.text),
      ['Advertisement', "Trader''s Fair", 'Web'],
    );
    assert.deepEqual(quoted[0]?.span, { start: 42, end: 45 });
  });

  it('completes one of several values of a multi-select list', () => {
    const found = complete("select id from Leads where Languages = 'English;Ge|;x'");
    assert.deepEqual(
      found.map((each) => each.label),
      ['English', 'German'],
    );
    assert.deepEqual(found[0]?.span, { start: 48, end: 50 });
  });

  it('writes dates in the zone of the connection', () => {
    assert.deepEqual(texts('select id from Leads where Birthday > |').slice(0, 4), [
      "'2026-11-23'",
      "'2026-11-22'",
      "'2026-11-16'",
      "'2026-10-24'",
    ]);
    assert.deepEqual(texts('select id from Leads where Created_Time between |').slice(0, 2), [
      "'2026-11-23T00:00:00+05:30'",
      "'2026-11-23T00:00:00+05:30'",
    ]);
    assert.ok(texts("select id from Leads where Created_Time > '|'").includes('2026-10-24T00:00:00+05:30'));
  });

  it('gives midnights the offset that they have, not the one of today', () => {
    const zone = (epochMs: number): number => (epochMs < Date.UTC(2026, 9, 25, 1) ? 120 : 60);
    const found = complete('select id from Leads where Created_Time > |', exampleOrganization, zone);
    const byMoment = new Map(found.map((each) => [each.kind === 'date' ? each.moment : '', each.text]));
    assert.equal(byMoment.get('now'), "'2026-11-22T19:30:00+01:00'");
    assert.equal(byMoment.get('thirtyDaysAgo'), "'2026-10-23T00:00:00+02:00'");
  });

  it('knows yes and no, and makes room for a text', () => {
    assert.deepEqual(texts('select id from Leads where Email_Opt_Out = |'), ['true', 'false']);
    assert.deepEqual(texts('select id from Leads where Last_Name = |'), ["'$0'"]);
    assert.deepEqual(texts('select id from Leads where Annual_Revenue > |'), []);
  });

  it('goes on after a condition, with what the query does not have yet', () => {
    assert.deepEqual(labels('select id from Leads where id is not null |'), [
      'and',
      'or',
      'order by',
      'group by',
      'limit',
    ]);
    assert.deepEqual(labels('select id from Leads where (id is not null |'), ['and', 'or']);
    assert.deepEqual(labels('select id from Leads where Annual_Revenue between 1 and 2 | limit 5'), [
      'and',
      'or',
      'order by',
      'group by',
    ]);
    assert.deepEqual(labels("select id from Leads where id in ('1', '2') order by id |"), ['asc', 'desc', 'limit']);
    assert.deepEqual(labels('select id from Leads where id is not null limit 5 |'), ['offset']);
  });

  it('knows what stands behind ORDER BY, GROUP BY and LIMIT', () => {
    assert.deepEqual(labels('select id from Leads where id is not null order |'), ['by']);
    assert.ok(labels('select id from Leads where id is not null order by id desc, |').includes('Company'));
    assert.ok(labels('select COUNT(id) from Leads where id is not null group by |').includes('Company'));
    assert.deepEqual(labels('select id from Leads where id is not null limit |'), ['200', '1000', '2000']);
  });

  it('keeps queries of one file apart', () => {
    const found = labels('select id from Accounts where id is not null; select | from Leads; select id from Calls');
    assert.ok(found.includes('Last_Name'));
    assert.ok(labels('select id from Accounts where id is not null select | from Leads').includes('Last_Name'));
  });

  it('is quiet in comments, in texts that are anything, and after LIMIT', () => {
    assert.deepEqual(labels('select id -- of | from Leads'), []);
    assert.deepEqual(labels('select id /* | */ from Leads'), []);
    assert.deepEqual(labels("select id from Leads where Last_Name = 'a|'"), []);
    assert.deepEqual(labels('select id as |'), []);
  });

  it('says what it can while little is known', () => {
    assert.deepEqual(labels('select id from |', nothingKnown), []);
    assert.ok(!labels('select | from Leads', modulesOnly).includes('Last_Name'));
    assert.ok(labels('select id from Leads where Last_Name |', nothingKnown).includes('='));
  });
});

const indiasOffset = (): number => 330;

function complete(
  marked: string,
  metadata: KnownMetadata = exampleOrganization,
  offsetMinutesAt: (epochMs: number) => number = indiasOffset,
): readonly Completion[] {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return completionsAt(parseDocument(text), offset, { metadata, now, offsetMinutesAt });
}

function labels(marked: string, metadata?: KnownMetadata): readonly string[] {
  return complete(marked, metadata).map((each) => each.label);
}

function texts(marked: string): readonly string[] {
  return complete(marked).map((each) => each.text);
}

function named(marked: string, label: string): Completion {
  const found = complete(marked).find((each) => each.label === label);
  assert.ok(found, label);
  return found;
}
