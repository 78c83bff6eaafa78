import assert from 'node:assert/strict';

import { rowsAskedFor } from '../../../../src/core/crm/zoho/queryCall.ts';
import { readLimits } from '../../../../src/core/crm/zoho/readLimits.ts';

describe('what an organization may read', () => {
  function limitsOf(paidType: string, users: unknown) {
    return readLimits({ license_details: { paid_type: paidType, users_license_purchased: users } });
  }

  it('follows from its edition and its users', () => {
    const known = [
      ['free', 3, 5, 5_000],
      ['standard', 10, 10, 52_500],
      ['standard', 1000, 10, 100_000],
      ['professional', '10', 15, 55_000],
      ['enterprise', 10, 20, 60_000],
      ['zohooneenterprise', 10, 20, 60_000],
      ['Ultimate', 10, 25, 70_000],
      ['crmplus', 10_000, 25, 20_050_000],
    ] as const;
    for (const [paidType, users, concurrentCalls, aDay] of known) {
      const limits = limitsOf(paidType, users);
      assert.deepEqual([limits.concurrentCalls, limits.credits.aDay], [concurrentCalls, aDay], paidType);
      assert.equal(limits.concurrentHeavyCalls, Math.min(10, concurrentCalls));
    }
  });

  it('is taken for the least where it is not known', () => {
    for (const limits of [readLimits(undefined), limitsOf('quantum', 9), readLimits({})]) {
      assert.deepEqual([limits.concurrentCalls, limits.credits.aDay], [5, undefined]);
    }
    assert.equal(limitsOf('enterprise', undefined).credits.aDay, undefined);
  });

  it('costs by the rows that are asked for', () => {
    const { query } = readLimits(undefined).credits;
    assert.deepEqual([1, 200, 201, 1000, 1001, 2000].map(query), [1, 1, 2, 2, 3, 3]);
    const rows = [
      ['select id from Leads where id is not null', 200],
      ['select id from Leads where id is not null LIMIT 1000 OFFSET 5', 1000],
      ['select id from Leads where id is not null limit 50, 2000', 2000],
      ["select id from Leads where Company = 'it''s limit 7' limit 20", 20],
    ] as const;
    for (const [statement, count] of rows) assert.equal(rowsAskedFor(statement), count, statement);
  });
});
