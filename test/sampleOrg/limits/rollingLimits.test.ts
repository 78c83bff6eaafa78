import assert from 'node:assert/strict';

import { ApiError } from '../../../src/sampleOrg/api/apiError.ts';
import { SampleClock } from '../../../src/sampleOrg/clock.ts';
import { creditsOf } from '../../../src/sampleOrg/limits/editionLimits.ts';
import { RollingLimits } from '../../../src/sampleOrg/limits/rollingLimits.ts';
import type { Edition, Organization } from '../../../src/sampleOrg/schema/organization.ts';

const hourMs = 3_600_000;
const light = { credits: 1, heavy: false, clientId: 'a' };

describe('credits of an edition', () => {
  it('grow with the users up to the cap', () => {
    assert.equal(creditsOf('free', 100), 5_000);
    assert.equal(creditsOf('standard', 10), 52_500);
    assert.equal(creditsOf('standard', 1_000), 100_000);
    assert.equal(creditsOf('enterprise', 100), 150_000);
    assert.equal(creditsOf('enterprise', 100_000), 5_000_000);
    assert.equal(creditsOf('ultimate', 100_000), 200_050_000);
  });
});

describe('limits', () => {
  it('tell the remaining credits once half of them are used', () => {
    const limits = limitsWith(10);
    assert.deepEqual(limits.admit({ ...light, credits: 4 }).headers, {});
    assert.deepEqual(limits.admit(light).headers, { 'X-API-CREDITS-REMAINING': '5' });
  });

  it('refuse what costs more than is left, without cost and without Retry-After', () => {
    const limits = limitsWith(10);
    limits.admit({ ...light, credits: 8 }).release();
    const error = refusalOf(() => limits.admit({ ...light, credits: 3 }));
    assert.deepEqual([error.status, error.code], [429, 'TOO_MANY_REQUESTS']);
    assert.deepEqual(error.headers, { 'X-API-CREDITS-REMAINING': '2' });
    limits.admit({ ...light, credits: 2 }).release();
    assert.equal(limits.used, 10);
  });

  it('give each credit back 24 hours after it was spent', () => {
    const clock = new SampleClock(Date.UTC(2026, 0, 1));
    const limits = limitsWith(10, 'enterprise', clock);
    limits.admit({ ...light, credits: 6 }).release();
    clock.advance(12 * hourMs);
    limits.admit({ ...light, credits: 4 }).release();
    clock.advance(12 * hourMs - 120_000);
    assert.equal(limits.used, 10);
    clock.advance(180_000);
    assert.equal(limits.used, 4);
    clock.advance(30 * 24 * hourMs);
    assert.equal(limits.used, 0);
  });

  it('give nothing back when the clock is set back', () => {
    const clock = new SampleClock(Date.UTC(2026, 0, 1));
    const limits = limitsWith(10, 'enterprise', clock);
    limits.admit({ ...light, credits: 6 }).release();
    clock.advance(-365 * 24 * hourMs);
    assert.equal(limits.used, 6);
    clock.advance(25 * hourMs);
    assert.equal(limits.used, 0);
  });

  it('count calls in flight for each client, by edition', () => {
    const limits = limitsWith(1_000, 'free');
    const permits = Array.from({ length: 5 }, () => limits.admit(light));
    assert.equal(refusalOf(() => limits.admit(light)).code, 'TOO_MANY_REQUESTS');
    limits.admit({ ...light, clientId: 'b' });
    permits[0]?.release();
    limits.admit(light);
  });

  it('let ten heavy calls be in flight in every edition', () => {
    const limits = limitsWith(1_000, 'ultimate');
    const heavy = { ...light, heavy: true };
    const permits = Array.from({ length: 10 }, () => limits.admit(heavy));
    assert.equal(refusalOf(() => limits.admit(heavy)).code, 'TOO_MANY_REQUESTS');
    limits.admit(light);
    permits[0]?.release();
    limits.admit(heavy);
  });
});

function limitsWith(credits: number, edition: Edition = 'enterprise', clock = new SampleClock()): RollingLimits {
  const organization: Organization = {
    id: '1',
    zgid: '2',
    domainName: 'org2',
    companyName: 'Zylker',
    edition,
    usersLicensed: 10,
    timeZone: 'UTC',
    type: 'production',
    createdAt: 0,
  };
  return new RollingLimits(organization, credits, clock);
}

function refusalOf(action: () => unknown): ApiError {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof ApiError);
    return error;
  }
  return assert.fail('was admitted');
}
