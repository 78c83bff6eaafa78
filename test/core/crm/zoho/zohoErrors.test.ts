import assert from 'node:assert/strict';

import type { HttpAnswer } from '../../../../src/core/crm/zoho/httpClient.ts';
import { toQueryError } from '../../../../src/core/crm/zoho/queryCall.ts';
import { isRefusedToken, toError } from '../../../../src/core/crm/zoho/zohoErrors.ts';
import {
  FatalError,
  FieldRefusedError,
  QueryRefusedError,
  RefusedError,
  RetriableError,
} from '../../../../src/core/errors.ts';

const asked = { connection: { id: 'c1', name: 'Acme EU' }, path: '/Leads' };

function answer(status: number, json: unknown, parts: Partial<HttpAnswer> = {}): HttpAnswer {
  const headers = { creditsLeft: undefined, retryAfterMs: undefined, sentAt: undefined };
  return { ...headers, status, json, isEmpty: false, ...parts };
}

describe("errors of Zoho's API", () => {
  it('are read alone, as the element of a list, and in their oldest form', () => {
    const error = { code: 'NO_PERMISSION', details: {}, message: 'permission denied', status: 'error' };
    for (const body of [error, { data: [error] }]) {
      const read = toError(answer(400, body), asked);
      assert.ok(read instanceof RefusedError && read.reason === 'noPermission');
      assert.match(read.message, /Acme EU.*\/Leads.*permission denied/);
    }
    assert.ok(isRefusedToken(answer(401, { data: [{ code: 'INVALID_TOKEN' }] })));
    const oldest = toError(answer(400, { code: 429, error: 'TOO_MANY_REQUESTS', error_info: '…' }), asked);
    assert.ok(oldest instanceof RetriableError);
  });

  it('say how long to wait where that is known: as told, or long when credits are used up', () => {
    const wait = (parts: Partial<HttpAnswer>): number | undefined => {
      const error = toError(answer(429, { code: 'TOO_MANY_REQUESTS' }, parts), asked);
      return error instanceof RetriableError ? error.retryAfterMs : -1;
    };
    assert.equal(wait({}), undefined);
    assert.equal(wait({ creditsLeft: 5 }), undefined);
    assert.equal(wait({ retryAfterMs: 7000 }), 7000);
    assert.ok((wait({ creditsLeft: 0 }) ?? 0) >= 30 * 60_000);
  });

  it('name the field that a bulk export refuses', () => {
    const body = { code: 'FIELD_NOT_SUPPORTED', details: { api_name: 'Coordinates' }, message: 'no', status: 'error' };
    const error = toError(answer(400, body), asked);
    assert.ok(error instanceof FieldRefusedError && error.field === 'Coordinates');
    assert.ok(!(toError(answer(400, { ...body, details: {} }), asked) instanceof FieldRefusedError));
    assert.ok(toError(answer(400, { ...body, details: {} }), asked) instanceof FatalError);
  });

  it('tell all that Zoho says about the place in a query', () => {
    const details = { column_name: 'Foo', operator: 'like', value: 'x%', limit: '50', cvid: '77', alias: 'f' };
    const error = toQueryError(answer(400, { code: 'INVALID_QUERY', details, message: 'invalid', status: 'error' }));
    assert.ok(error instanceof QueryRefusedError);
    const place = { columnName: 'Foo', operator: 'like', value: 'x%', limit: 50, customView: '77', alias: 'f' };
    assert.deepEqual(error.place, place);
    assert.equal(
      error.message,
      'Zoho refuses the query: invalid (INVALID_QUERY; at "Foo", operator like, value "x%").',
    );
    const bare = toQueryError(answer(401, { code: 'DUPLICATE_DATA' }));
    assert.deepEqual(bare?.place, {});
    for (const other of [answer(400, { code: 'NO_PERMISSION' }), answer(429, { code: 'LIMIT' }), answer(200, {})]) {
      assert.equal(toQueryError(other), undefined);
    }
  });
});
