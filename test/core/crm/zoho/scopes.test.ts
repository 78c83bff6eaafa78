import assert from 'node:assert/strict';

import { missingFeatures, scopes } from '../../../../src/core/crm/zoho/scopes.ts';

describe('the features that a sign-in allows', () => {
  it('are all with the scopes that we ask for', () => {
    assert.deepEqual(missingFeatures(scopes), []);
  });

  it('are unknown where Zoho did not say', () => {
    assert.equal(missingFeatures([]), undefined);
  });

  it('take wider scopes for narrower ones, and ALL for each operation', () => {
    const granted = ['ZohoCRM.org.ALL', 'ZohoCRM.users.read', 'ZohoCRM.settings.READ', 'ZohoCRM.modules.READ'];
    assert.deepEqual(missingFeatures(granted), ['writeRecords', 'coql', 'bulkRead', 'search']);
  });

  it('take WRITE for creating and updating, not for deleting', () => {
    const missing = (more: string): boolean =>
      missingFeatures(['ZohoCRM.modules.WRITE', more])?.includes('writeRecords') === true;
    assert.equal(missing('ZohoCRM.modules.READ'), true);
    assert.equal(missing('ZohoCRM.modules.DELETE'), false);
  });

  it('do not take one module for all', () => {
    assert.ok(missingFeatures(['ZohoCRM.modules.Leads.READ'])?.includes('readRecords'));
  });
});
