import assert from 'node:assert/strict';

import { fieldAt, fieldsIn, scopeAfter } from '../../../src/core/coql/scope.ts';
import { exampleOrganization, nothingKnown } from './exampleOrganization.ts';

describe('where names of a query are looked up', () => {
  it('is the module that lookups lead to', () => {
    const steps = [{ name: 'Account_Name' }, { name: 'Parent_Account' }];
    assert.deepEqual(scopeAfter('Leads', steps, exampleOrganization), { kind: 'module', apiName: 'Accounts' });
    assert.deepEqual(scopeAfter('Leads', [{ name: 'Owner' }], exampleOrganization), { kind: 'users' });
  });

  it('is one of several modules only where the query says which', () => {
    assert.equal(scopeAfter('Calls', [{ name: 'What_Id' }], exampleOrganization), undefined);
    const into = { name: 'What_Id', into: 'Leads' };
    assert.deepEqual(scopeAfter('Calls', [into], exampleOrganization), { kind: 'module', apiName: 'Leads' });
    assert.equal(scopeAfter('Calls', [{ ...into, into: 'Secrets' }], exampleOrganization), undefined);
  });

  it('is nowhere behind a field that is no lookup, or that nobody knows', () => {
    for (const name of ['Company', 'Nope'])
      assert.equal(scopeAfter('Leads', [{ name }], exampleOrganization), undefined);
    assert.equal(scopeAfter('Leads', [{ name: 'Owner' }], nothingKnown), undefined);
  });

  it('has an id in every module, once', () => {
    const names = fieldsIn({ kind: 'module', apiName: 'Calls' }, exampleOrganization)?.map((each) => each.apiName);
    assert.deepEqual(names, ['id', 'What_Id']);
    assert.equal(fieldAt('Calls', [{ name: 'id' }], exampleOrganization)?.type, 'bigInteger');
  });
});
