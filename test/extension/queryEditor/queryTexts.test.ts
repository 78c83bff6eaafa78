import assert from 'node:assert/strict';

import type { Completion } from '../../../src/core/coql/completion.ts';
import { completionsAt } from '../../../src/core/coql/complete.ts';
import { hoverAt } from '../../../src/core/coql/hover.ts';
import { parseDocument } from '../../../src/core/coql/parse.ts';
import { completionWords } from '../../../src/extension/queryEditor/completionText.ts';
import { explanation } from '../../../src/extension/queryEditor/explanation.ts';
import { connectionInWords, lensTitles } from '../../../src/extension/queryEditor/lensText.ts';
import { hoverText } from '../../../src/extension/queryEditor/nameText.ts';
import { Refusals } from '../../../src/extension/queryEditor/refusals.ts';
import { exampleOrganization } from '../../core/coql/exampleOrganization.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { plainL10n } from '../plainL10n.ts';

describe('words of the query editor', () => {
  it('mark production, but not that of the sample organization', () => {
    const production = exampleConnection({ name: 'Acme', dataCenter: 'eu', environment: 'production' });
    assert.equal(connectionInWords(production, plainL10n), 'Acme $(warning) PRODUCTION');
    assert.equal(connectionInWords({ ...production, dataCenter: 'sample' }, plainL10n), 'Acme');
    assert.equal(connectionInWords({ ...production, environment: 'sandbox' }, plainL10n), 'Acme');
    assert.equal(lensTitles(production, plainL10n).run, '$(play)\u00A0Run · Acme\u00A0$(warning)\u00A0PRODUCTION');
  });

  it('draw no icons that somebody wrote into a name', () => {
    const connection = exampleConnection({ name: '$(check) Acme', dataCenter: 'sample' });
    assert.ok(!connectionInWords(connection, plainL10n).includes('$(check)'));
  });

  it('ask for a connection where none is chosen', () => {
    assert.equal(lensTitles(undefined, plainL10n).choose, 'Choose Connection');
  });

  it('tell a field’s type and what people call it', () => {
    const [, name] = complete('select | from Leads');
    assert.deepEqual(name && completionWords(name, plainL10n), { detail: '  text', description: 'Family Name' });
    const modules = complete('select id from |');
    assert.deepEqual(
      modules.slice(0, 2).map((each) => completionWords(each, plainL10n).description),
      ['Prospects', ''],
    );
  });

  it('tell what a date means, and what rows cost', () => {
    const dates = complete('select id from Leads where Birthday > |');
    assert.equal(dates[0] && completionWords(dates[0], plainL10n).description, 'today');
    const numbers = complete('select id from Leads where id is not null limit |');
    assert.deepEqual(
      numbers.map((each) => completionWords(each, plainL10n).description),
      ['1 API credits a call', '2 API credits a call', '3 API credits a call'],
    );
  });

  it('show what a name stands for, whatever people wrote', () => {
    assert.match(hover('select Lead_S|ource from Leads'), /^\*\*Source \(Leads\)\*\*\n\n- API name: Lead_Source\n/);
    assert.match(hover('select id from L|eads'), /- Fields: 13$/);
    assert.match(hover('select MA|X(Birthday) from Leads'), /^\*\*MAX\*\*/);
  });

  it('explain what running a query costs', () => {
    const facts = { connection: exampleConnection(), statement: 'select id from Leads' };
    const bounded = { paging: 'byKey', calls: 3, credits: 7, creditsOfFirstCall: 1 } as const;
    const text = explanation({ ...facts, cost: bounded, limit: 5000 }, plainL10n);
    assert.match(text, /Calls: at most 3, for the 5,000 rows of its LIMIT/);
    assert.match(text, /API credits: at most 7/);
    const endless = { ...bounded, calls: undefined, credits: undefined };
    assert.match(explanation({ ...facts, cost: endless, limit: undefined }, plainL10n), /1 for each further 2,000/);
  });
});

describe('refusals by Zoho', () => {
  it('stay with their query until it runs again, or the text changes', () => {
    const refusals = new Refusals();
    const [first, second] = [
      { start: 0, end: 10 },
      { start: 20, end: 30 },
    ];
    refusals.add('a', first, { span: { start: 2, end: 4 }, message: 'old', code: 'X' });
    refusals.add('a', first, { span: { start: 5, end: 6 }, message: 'new', code: 'X' });
    refusals.add('a', second, { span: { start: 22, end: 24 }, message: 'other', code: 'X' });
    assert.deepEqual(
      refusals.of('a').map((each) => each.message),
      ['new', 'other'],
    );
    refusals.forgetQuery('a', second);
    assert.deepEqual(
      refusals.of('a').map((each) => each.message),
      ['new'],
    );
    refusals.forget('a');
    assert.deepEqual(refusals.of('a'), []);
  });
});

function hover(marked: string): string {
  const offset = marked.indexOf('|');
  const facts = hoverAt(parseDocument(marked.replace('|', '')), offset, exampleOrganization);
  return facts ? hoverText(facts, plainL10n) : '';
}

function complete(marked: string): readonly Completion[] {
  const context = { metadata: exampleOrganization, now: 0, offsetMinutesAt: () => 0 };
  return completionsAt(parseDocument(marked.replace('|', '')), marked.indexOf('|'), context);
}
