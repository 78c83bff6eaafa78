import assert from 'node:assert/strict';

import { allowedBy, everyScope, parseScopes } from '../../../src/sampleOrg/accounts/scopeNames.ts';
import { scopeInWords } from '../../../src/sampleOrg/accounts/scopeWords.ts';

describe('scopes', () => {
  it('are read from names with commas between them, each once', () => {
    assert.deepEqual(parseScopes('ZohoCRM.modules.ALL, email,ZohoCRM.modules.ALL'), ['ZohoCRM.modules.ALL', 'email']);
  });

  it('have names of Zoho’s grammar, in any case', () => {
    for (const name of [
      ...['ZohoCRM.modules.all', 'ZohoCRM.modules.Custom_Module__c.READ', 'ZohoCRM.settings.custom_views.READ'],
      ...['ZohoSearch.securesearch.READ', 'ZohoFiles.files.ALL', 'AaaServer.profile.Read', 'aaaserver.profile.READ'],
      ...['ZohoCRM.composite_requests.CUSTOM', 'openid', 'profile', 'email', 'ZohoCRM.modules.Leads.Notes.READ'],
    ]) {
      assert.deepEqual(parseScopes(name), [name]);
    }
  });

  it('do not exist otherwise', () => {
    for (const text of [
      ...[undefined, '', ',', 'ZohoCRM', 'ZohoCRM.ALL', 'ZohoCRM.modules', 'ZohoCRM.modules.LOOK', 'ZohoCRM..ALL'],
      ...[
        'ZohoCMR.modules.ALL',
        'ZohoCRM.modules.ALL email',
        'ZohoCRM.modules.ALL,',
        'ZohoCRM.mod-ules.ALL',
        'address',
      ],
    ]) {
      assert.equal(parseScopes(text), undefined, text);
    }
  });

  it('include the smaller operations', () => {
    assert.deepEqual([...allowedBy(['ZohoCRM.bulk.ALL'])].sort(), [
      ...['zohocrm.bulk.all', 'zohocrm.bulk.create', 'zohocrm.bulk.delete', 'zohocrm.bulk.read', 'zohocrm.bulk.update'],
      'zohocrm.bulk.write',
    ]);
    assert.deepEqual(
      [...allowedBy(['ZohoCRM.modules.Leads.WRITE'])],
      ['zohocrm.modules.leads.write', 'zohocrm.modules.leads.create', 'zohocrm.modules.leads.update'],
    );
    assert.deepEqual([...allowedBy(['email', 'ZohoCRM.coql.READ'])], ['email', 'zohocrm.coql.read']);
  });

  it('of the first tokens all exist and are told in words', () => {
    assert.deepEqual(parseScopes(everyScope.join()), everyScope);
    for (const scope of everyScope) assert.doesNotMatch(scopeInWords(scope), /Zoho|\.|undefined|^Use $/);
  });

  it('are told in words', () => {
    assert.equal(scopeInWords('ZohoCRM.modules.ALL'), 'Read, create, change and delete records of all modules');
    assert.equal(scopeInWords('ZohoCRM.modules.Price_Books.READ'), 'Read records of Price Books');
    assert.equal(scopeInWords('ZohoCRM.settings.related_lists.READ'), 'Read settings: related lists');
    assert.equal(scopeInWords('ZohoSearch.securesearch.READ'), 'Read records by search');
    assert.equal(scopeInWords('openid'), 'Know who you are');
    assert.equal(scopeInWords('ZohoCRM.send_mail.CREATE'), 'Create send mail');
  });
});
