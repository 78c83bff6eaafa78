import assert from 'node:assert/strict';

import type { DraftRules } from '../../../src/core/connections/connectionDraft.ts';
import { parseConnectionDraft, uniqueName } from '../../../src/core/connections/connectionDraft.ts';

const rules: DraftRules = {
  takenNames: ['Acme EU'],
  needsClient: true,
  hasSecret: false,
  isKnownZone: (zone) => zone === 'Europe/Berlin',
};
const good = {
  name: ' Acme US ',
  dataCenter: 'us',
  environment: 'sandbox',
  clientId: '1000.ABC ',
  clientSecret: 'secret',
  timeZone: 'Europe/Berlin',
  cachePolicy: 'oneDay',
};

describe('the draft of a connection', () => {
  it('is what was typed, trimmed', () => {
    const parsed = parseConnectionDraft(good, rules);
    assert.deepEqual(parsed, { kind: 'draft', draft: { ...good, name: 'Acme US', clientId: '1000.ABC' } });
  });

  for (const [change, problems] of [
    [{ name: ' ' }, { name: 'missing' }],
    [{ name: 'x'.repeat(101) }, { name: 'tooLong' }],
    [{ name: ' acme eu' }, { name: 'taken' }],
    [{ dataCenter: 'mars' }, { dataCenter: 'unknown' }],
    [{ environment: 'test' }, { environment: 'unknown' }],
    [{ clientId: '' }, { clientId: 'missing' }],
    [{ clientId: 'my client' }, { clientId: 'malformed' }],
    [{ clientId: '1000.abc.def' }, { clientId: 'malformed' }],
    [{ clientSecret: '' }, { clientSecret: 'missing' }],
    [{ timeZone: '' }, { timeZone: 'missing' }],
    [{ timeZone: 'Mars/Base' }, { timeZone: 'unknown' }],
    [{ cachePolicy: 'forever' }, { cachePolicy: 'unknown' }],
  ] as const) {
    it(`has a problem with ${JSON.stringify(change).slice(0, 60)}`, () => {
      assert.deepEqual(parseConnectionDraft({ ...good, ...change }, rules), { kind: 'problems', problems });
    });
  }

  it('has all its problems at once, and survives whatever is sent', () => {
    for (const nonsense of [undefined, null, 7, 'x', [], {}, { name: {} }]) {
      const parsed = parseConnectionDraft(nonsense, rules);
      assert.ok(parsed.kind === 'problems');
      assert.deepEqual(Object.keys(parsed.problems).sort(), [
        ...['cachePolicy', 'clientId', 'clientSecret', 'dataCenter', 'environment', 'name', 'timeZone'],
      ]);
    }
  });

  it('needs no secret where one is kept, and no client for the sample organization or a token alone', () => {
    const bare = { ...good, clientSecret: '' };
    assert.equal(parseConnectionDraft(bare, { ...rules, hasSecret: true }).kind, 'draft');
    assert.equal(parseConnectionDraft({ ...bare, clientId: '', dataCenter: 'sample' }, rules).kind, 'draft');
    assert.equal(parseConnectionDraft({ ...bare, clientId: '' }, { ...rules, needsClient: false }).kind, 'draft');
  });
});

describe('a unique name', () => {
  it('is the wanted one, or has the first free number', () => {
    assert.equal(uniqueName(' Acme ', []), 'Acme');
    assert.equal(uniqueName('Acme', ['acme', 'Acme 2']), 'Acme 3');
    assert.ok(uniqueName('x'.repeat(200), ['x'.repeat(96)]).length <= 100);
  });
});
