import assert from 'node:assert/strict';

import { readNewQuery } from '../../../src/extension/queryEditor/readNewQuery.ts';

describe('a new query', () => {
  it('is about the row of the tree for which the command was called', () => {
    const node = { kind: 'module', connection: { id: 'a' }, module: { apiName: 'Leads' } };
    assert.deepEqual(readNewQuery(node), { connectionId: 'a', module: 'Leads', text: undefined, runs: false });
  });

  it('is about nothing yet when the command came from the palette', () => {
    const empty = { connectionId: undefined, module: undefined, text: undefined, runs: false };
    assert.deepEqual(readNewQuery(undefined), empty);
    assert.deepEqual(readNewQuery({ kind: 'group', name: 'EU' }), empty);
  });

  it('may bring its text along and be run at once', () => {
    const request = { connectionId: 'a', text: 'select id from Leads where id is not null', runs: true };
    assert.deepEqual(readNewQuery(request), { ...request, module: undefined });
  });
});
