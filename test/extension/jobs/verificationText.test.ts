import assert from 'node:assert/strict';

import { verificationText } from '../../../src/extension/jobs/verificationText.ts';
import { plainL10n } from '../plainL10n.ts';

const table = { table: 'leads', rowsInCrm: 3, rowsInTable: 3, differing: 0, notYetCopied: 0, differences: [] };

describe('the report of a verification', () => {
  it('says that all rows are equal', () => {
    const verification = { modules: [{ module: 'Leads', tables: [table] }], creditsSpent: 4 };
    const text = verificationText(verification, 'nightly', plainL10n);
    assert.ok(text.includes('Every row is as it is in the CRM. API credits spent: 4.'));
    assert.ok(text.includes('| Leads | leads | 3 | 3 | 0 | 0 |'));
  });

  it('lists the rows that differ, and modules that could not be compared', () => {
    const waiting = { key: '43', kind: 'different', reason: 'Team is empty.' } as const;
    const differences = [{ key: '42', kind: 'onlyInTable' } as const, waiting];
    const differing = { ...table, differing: 2, differences };
    const modules = [
      { module: 'Leads', tables: [differing] },
      { module: 'Deals', problem: 'It was not copied yet.', tables: [] },
    ];
    const text = verificationText({ modules, creditsSpent: 4 }, 'nightly', plainL10n);
    assert.ok(text.includes('Not every row is as it is in the CRM.'));
    assert.ok(text.includes('- `42`: only in the table'));
    assert.match(text, /- `43`: different \(Team is empty\\?\.\)/);
    assert.match(text, /\| Deals \| It was not copied yet\\?\. \|/);
  });
});
