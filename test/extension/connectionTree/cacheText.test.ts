import assert from 'node:assert/strict';

import { cacheDescription } from '../../../src/extension/connectionTree/cacheText.ts';
import { plainL10n } from '../plainL10n.ts';

const now = Date.UTC(2026, 10, 22, 12);
const hour = 3_600_000;

describe('the Metadata Cache row', () => {
  it('tells the policy, the age and the end of the data', () => {
    const facts = { refreshedAt: now - 3 * hour, expiresAt: now + 21 * hour };
    const text = cacheDescription('oneDay', facts, now, plainL10n);
    assert.equal(text, 'refreshed 3 h ago, expires in 21 h · One Day');
  });

  it('names no end where there is none', () => {
    const text = cacheDescription('infinite', { refreshedAt: now - 3 * hour }, now, plainL10n);
    assert.equal(text, 'refreshed 3 h ago · Infinite');
  });

  it('tells that the next opening reads again', () => {
    const facts = { refreshedAt: now - 3 * hour, expiresAt: now - 2 * hour };
    assert.equal(cacheDescription('oneHour', facts, now, plainL10n), 'refreshed 3 h ago, expired · One Hour');
  });

  it('tells why nothing newer could be had', () => {
    const staleBecause = { kind: 'offline', message: 'No answer', at: now } as const;
    const text = cacheDescription('infinite', { refreshedAt: now - hour, staleBecause }, now, plainL10n);
    assert.equal(text, 'cannot reach Zoho · refreshed 1 h ago · Infinite');
  });

  it('tells when there is nothing yet', () => {
    assert.equal(cacheDescription('disabled', {}, now, plainL10n), 'nothing read yet · Disabled');
  });
});
