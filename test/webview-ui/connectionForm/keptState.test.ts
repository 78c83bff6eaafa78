import assert from 'node:assert/strict';

import { parseKeptState } from '../../../webview-ui/connectionForm/keptState.ts';
import { emptyDraft } from './fakeHost.ts';

describe('what a form kept', () => {
  it('is read as it was written', () => {
    const { clientSecret, ...draft } = emptyDraft;
    assert.equal(clientSecret, '');
    const written = JSON.parse(JSON.stringify({ connectionId: 'c1', draft })) as unknown;
    assert.deepEqual(parseKeptState(written), { connectionId: 'c1', draft });
  });

  it('never brings a secret back, even if one was written', () => {
    const kept = parseKeptState({ draft: { ...emptyDraft, clientSecret: 'a secret' } });
    assert.ok(!JSON.stringify(kept).includes('a secret'));
  });

  for (const [what, value] of [
    ['nothing', undefined],
    ['a text', 'text'],
    ['no draft', { connectionId: 'c1' }],
    ['a draft of another version', { draft: { name: 'A', domain: 'zoho.eu' } }],
    ['a draft with a wrong type', { draft: { ...emptyDraft, name: 7 } }],
  ] as const) {
    it(`is forgotten when it is ${what}`, () => {
      assert.equal(parseKeptState(value), undefined);
    });
  }
});
