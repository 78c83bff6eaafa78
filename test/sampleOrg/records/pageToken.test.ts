import assert from 'node:assert/strict';

import { ApiError } from '../../../src/sampleOrg/api/apiError.ts';
import type { OrgState } from '../../../src/sampleOrg/orgState.ts';
import type { User } from '../../../src/sampleOrg/schema/organization.ts';
import {
  openPageToken,
  sealPageToken,
  tokenLifetimeMs,
  traversalLimit,
} from '../../../src/sampleOrg/records/pageToken.ts';
import { localCall, localOrg } from './localCall.ts';

describe('a page token', () => {
  let org: OrgState;
  before(() => {
    org = localOrg({ Leads: 3 });
  });

  const call = (query: string, user?: User) => localCall(org, `/Leads?${query}`, { module: 'Leads' }, { user });
  const token = { after: { id: '554023000000001001', value: 1_700_000_000_000 }, served: 400 };

  function seal(served = token.served): string {
    return sealPageToken(call('fields=id'), { ...token, served }, org.clock.now() + tokenLifetimeMs);
  }

  function assertRefused(open: () => unknown, code: string): void {
    assert.throws(open, (error) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.status, 400);
      assert.equal(error.code, code);
      assert.deepEqual(error.details, { param_name: 'page_token' });
      return true;
    });
  }

  it('says where it was made to go on, whatever the order of the parameters', () => {
    assert.deepEqual(openPageToken(call(`page_token=${seal()}&fields=id`)), token);
    assert.equal(openPageToken(call('fields=id')), undefined);
  });

  it('is refused when a single character differs', () => {
    const sealed = seal();
    const other = sealed.slice(0, 30) + (sealed[30] === 'A' ? 'B' : 'A') + sealed.slice(31);
    assertRefused(() => openPageToken(call(`fields=id&page_token=${other}`)), 'INVALID_DATA');
  });

  it('is refused for another user', () => {
    const sealed = seal();
    assertRefused(() => openPageToken(call(`fields=id&page_token=${sealed}`, org.users[1])), 'INVALID_DATA');
  });

  it('is refused with other parameters', () => {
    assertRefused(() => openPageToken(call(`fields=Email&page_token=${seal()}`)), 'TOKEN_BOUND_DATA_MISMATCH');
  });

  it('ends a traversal at 100,000 records', () => {
    assert.equal(openPageToken(call(`fields=id&page_token=${seal(traversalLimit - 1)}`))?.served, traversalLimit - 1);
    assertRefused(
      () => openPageToken(call(`fields=id&page_token=${seal(traversalLimit)}`)),
      'PAGINATION_LIMIT_EXCEEDED',
    );
  });

  it('expires after 24 hours of the organization’s clock', () => {
    const sealed = seal();
    org.clock.advance(tokenLifetimeMs - 60_000);
    assert.equal(openPageToken(call(`fields=id&page_token=${sealed}`))?.served, 400);
    org.clock.advance(60_000);
    assertRefused(() => openPageToken(call(`fields=id&page_token=${sealed}`)), 'EXPIRED_VALUE');
  });
});
