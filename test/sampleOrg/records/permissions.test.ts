import assert from 'node:assert/strict';

import { ApiError } from '../../../src/sampleOrg/api/apiError.ts';
import type { OrgState } from '../../../src/sampleOrg/orgState.ts';
import { insertRecords } from '../../../src/sampleOrg/records/insert.ts';
import { listRecords } from '../../../src/sampleOrg/records/list.ts';
import { listNotes } from '../../../src/sampleOrg/records/notes.ts';
import { recordsRoutes } from '../../../src/sampleOrg/records/routes.ts';
import { localCall, localOrg } from './localCall.ts';

describe('who may do what with records', () => {
  let org: OrgState;
  before(() => {
    org = localOrg({ Leads: 20 });
  });

  const standardUser = () => org.users.find((user) => user.profile === 'Standard' && user.status === 'active');

  it('lists all notes for administrators only', () => {
    const path = '/Notes?fields=Note_Title';
    assert.equal(listRecords(localCall(org, path, { module: 'Notes' })).status, 200);
    assert.throws(
      () => listRecords(localCall(org, path, { module: 'Notes' }, { user: standardUser() })),
      (error) => error instanceof ApiError && error.status === 403 && error.code === 'NOT_SUPPORTED',
    );
  });

  it('lists the notes of a record for everybody', () => {
    const note = org.records.table('Notes').ascending()[0];
    const { module, id } = note?.values['Parent_Id'] as { readonly module: string; readonly id: string };
    const call = localCall(org, `/${module}/${id}/Notes?fields=Note_Title`, { module, id }, { user: standardUser() });
    assert.equal(listNotes(call).status, 200);
  });

  it('refuses to insert into modules that are only read', () => {
    const call = localCall(org, '/DealHistory', { module: 'DealHistory' }, { body: { data: [{}] } });
    assert.throws(
      () => insertRecords(call),
      (error) => error instanceof ApiError && error.code === 'NOT_SUPPORTED',
    );
    const rows = localCall(org, '/Rooms', { module: 'Rooms' }, { body: { data: [{ Room_Name: 'Cellar' }] } });
    assert.throws(
      () => insertRecords(rows),
      (error) => error instanceof ApiError && error.code === 'NOT_SUPPORTED',
    );
  });

  it('asks for the scopes of the module, of custom modules also collectively', () => {
    const list = recordsRoutes.find((route) => route.method === 'GET' && route.path === '/:module');
    const { request } = localCall(org, '/Properties', {});
    const [alternatives] = list?.scopes({ org, request, params: { module: 'Properties' } }) ?? [];
    assert.ok(alternatives?.includes('ZohoCRM.modules.Properties.READ'));
    assert.ok(alternatives?.includes('ZohoCRM.modules.custom.READ'));
    assert.ok(alternatives?.includes('ZohoCRM.modules.ALL'));
    assert.ok(!alternatives?.includes('ZohoCRM.modules.Leads.READ'));
  });

  it('asks for the scopes of both modules of a related list', () => {
    const related = recordsRoutes.find((route) => route.method === 'GET' && route.path === '/:module/:id/:list');
    const { request } = localCall(org, '/Accounts', {});
    const needed = related?.scopes({ org, request, params: { module: 'Accounts', list: 'Contacts' } }) ?? [];
    assert.equal(needed.length, 2);
    assert.ok(needed[0]?.includes('ZohoCRM.modules.Accounts.READ'));
    assert.ok(needed[1]?.includes('ZohoCRM.modules.Contacts.READ'));
  });

  it('counts credits and heavy calls by what a call does', () => {
    const route = (method: string, path: string) =>
      recordsRoutes.find((each) => each.method === method && each.path === path);
    const cost = (method: string, path: string, query = '', records = 0) => {
      const data = Array.from({ length: records }, () => ({ Last_Name: 'X' }));
      const call = localCall(org, `/Leads?${query}`, { module: 'Leads' }, { body: { data } });
      const found = route(method, path);
      return [found?.credits?.(call) ?? 1, found?.heavy?.(call) ?? false];
    };
    assert.deepEqual(cost('GET', '/:module'), [1, false]);
    assert.deepEqual(cost('GET', '/:module', 'cvid=1'), [3, true]);
    assert.deepEqual(cost('GET', '/:module', 'sort_by=id'), [1, true]);
    assert.deepEqual(cost('GET', '/:module/deleted'), [2, false]);
    assert.deepEqual(cost('POST', '/:module', '', 10), [1, false]);
    assert.deepEqual(cost('POST', '/:module', '', 11), [2, true]);
    assert.deepEqual(cost('PUT', '/:module', '', 100), [10, true]);
    assert.deepEqual(cost('POST', '/:module/upsert', '', 95), [10, true]);
    assert.deepEqual(cost('POST', '/Leads/:id/actions/convert'), [5, true]);
  });
});
