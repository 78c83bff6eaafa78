import assert from 'node:assert/strict';

import { readState, startCall } from '../../../../src/core/crm/zoho/bulkRead.ts';
import { FatalError } from '../../../../src/core/errors.ts';

describe('bulk exports', () => {
  it('go on by a page token alone', () => {
    const criteria = { kind: 'comparison', field: 'Amount', comparator: 'greater_than', value: 5 } as const;
    const first = startCall({ module: 'Deals', fields: [], criteria });
    const criterion = { field: { api_name: 'Amount' }, comparator: 'greater_than', value: 5 };
    const query = { module: { api_name: 'Deals' }, criteria: criterion };
    assert.deepEqual(JSON.parse(first.body ?? ''), { query, file_type: 'csv' });
    const next = startCall({ module: 'Deals', fields: ['Amount'], criteria, pageToken: 't' });
    assert.deepEqual(JSON.parse(next.body ?? ''), { query: { page_token: 't' } });
  });

  it('are running until Zoho says that they are done, or have failed, in either of its words', () => {
    const state = (name: string, result?: unknown) => readState({ data: [{ id: '1', state: name, result }] });
    for (const name of ['ADDED', 'QUEUED', 'IN PROGRESS', 'IN_PROGRESS'])
      assert.deepEqual(state(name), { kind: 'running' });
    for (const name of ['FAILURE', 'FAILED']) {
      const result = { error_message: { code: 'CANNOT_PROCESS', message: 'something broke' } };
      assert.deepEqual(state(name, result), { kind: 'failed', message: 'CANNOT_PROCESS: something broke' });
      assert.deepEqual(state(name), { kind: 'failed', message: 'Zoho gives no reason.' });
    }
    const more = { count: 200_000, more_records: true, next_page_token: 't' };
    assert.deepEqual(state('COMPLETED', more), { kind: 'done', rows: 200_000, nextPageToken: 't' });
    assert.deepEqual(state('COMPLETED', { ...more, more_records: false }), {
      ...{ kind: 'done', rows: 200_000 },
      nextPageToken: undefined,
    });
  });

  it('never leave out a part without a word', () => {
    const result = { count: 200_000, more_records: true };
    assert.throws(() => readState({ data: [{ state: 'COMPLETED', result }] }), FatalError);
  });
});
