import assert from 'node:assert/strict';

import type { ConnectionFacts } from '../../../src/extension/connectionTree/connectionState.ts';
import { nobodySignedIn } from '../../../src/extension/connectionTree/nobodySignedIn.ts';
import { connectionRows } from '../../../src/extension/connectionTree/tooltipRows.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { plainL10n } from '../plainL10n.ts';

const now = Date.UTC(2026, 6, 1, 12);
const hour = 3_600_000;
const fine: ConnectionFacts = { isSignedIn: true, problem: undefined, zoneDiffers: false };

describe('the tooltip of a connection', () => {
  it('tells who is signed in where, the zones as they are now, the cache and the last error', () => {
    const problem = { kind: 'offline', message: 'Zoho did not answer.', at: now - hour } as const;
    const cache = { refreshedAt: now - 3 * hour, expiresAt: now + 21 * hour, lastClearedAt: now - 4 * hour };
    const connection = exampleConnection({ cachePolicy: 'oneDay' });
    const rows = connectionRows(connection, { ...fine, problem }, cache, now, plainL10n);
    assert.deepEqual(
      rows.map(({ label, value }) => `${label}: ${value}`),
      [
        'State: cannot reach Zoho',
        'Organization: Acme (enterprise)',
        'User: Ann Example <ann@example.com>',
        'Domain: crm.zoho.eu · Production',
        'Time zone of the connection: Europe/Berlin (UTC+02:00)',
        'Time zone of the Zoho user: Europe/Berlin (UTC+02:00)',
        'Time zone of the organization: Europe/Berlin (UTC+02:00)',
        'Metadata cache: One Day, refreshed 3 h ago, expires in 21 h, last cleared 4 h ago',
        'Last error: Zoho did not answer. (1 h ago)',
      ],
    );
  });

  it('leaves out what nobody knows before the first sign-in', () => {
    const connection = exampleConnection(nobodySignedIn);
    const labels = connectionRows(connection, { ...fine, isSignedIn: false }, {}, now, plainL10n).map(
      (row) => row.label,
    );
    assert.deepEqual(labels, ['State', 'Domain', 'Time zone of the connection', 'Metadata cache']);
  });
});
