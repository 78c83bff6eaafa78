import assert from 'node:assert/strict';

import { searchEntries, unreadModules } from '../../../src/extension/search/searchEntries.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { exampleField, exampleModule } from '../exampleMetadata.ts';
import { plainL10n } from '../plainL10n.ts';

const leads = {
  module: exampleModule(),
  details: {
    fields: [exampleField({ apiName: 'Phone', label: 'Phone' }), exampleField()],
    relatedLists: [{ id: 'r1', apiName: 'Notes', label: 'Notes' }],
  },
};
const accounts = { module: exampleModule({ apiName: 'Accounts', label: 'Accounts' }), details: undefined };
const secret = {
  module: exampleModule({ apiName: 'Secret', label: 'Secret', isReadable: false, unreadableBecause: 'hidden' }),
  details: undefined,
} as const;

describe('searching metadata', () => {
  it('finds modules first, then the members of those that are known, by label', () => {
    const found = searchEntries(exampleConnection(), [leads, accounts], plainL10n);
    assert.deepEqual(
      found.map((each) => `${each.kind} ${each.label}`),
      ['module Accounts', 'module Leads', 'field Email', 'relatedList Notes', 'field Phone'],
    );
    assert.equal(found.at(-1)?.owner, 'Leads');
  });

  it('knows of which modules fields could still be read', () => {
    assert.deepEqual(unreadModules([leads, accounts, secret]), ['Accounts']);
  });
});
