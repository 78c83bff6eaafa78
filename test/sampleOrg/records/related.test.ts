import assert from 'node:assert/strict';

import type { Json, RecordsClient } from './recordsClient.ts';
import { assertRefused, at, problems, rows, startRecordsClient, textAt } from './recordsClient.ts';

let client: RecordsClient;
before(async () => {
  client = await startRecordsClient();
});
after(() => client.stop());

const absent = '554023999999999999';

describe('related lists', () => {
  it('give the records whose lookup points here, page by page', async () => {
    const account = await client.insert('Accounts', { Account_Name: 'Hub' });
    const contacts: string[] = [];
    for (const Last_Name of ['A', 'B', 'C']) {
      contacts.unshift(await client.insert('Contacts', { Last_Name, Account_Name: { id: account } }));
    }
    const path = `/Accounts/${account}/Contacts?fields=Last_Name&per_page=2`;
    const first = await client.get(path);
    assert.deepEqual(
      rows(first).map((row) => row['id']),
      contacts.slice(0, 2),
    );
    const token = textAt(first.body, 'info', 'next_page_token');
    assert.deepEqual(
      rows(await client.get(`${path}&page_token=${token}`)).map((row) => row['id']),
      contacts.slice(2),
    );
    await client.delete(`/Accounts/${account}`);
    const ofDeleted = await client.get(`/Accounts/deleted/${account}/Contacts?fields=Last_Name`);
    assert.equal(rows(ofDeleted).length, 3);
  });

  it('answer 204 without records and 400 without fields, record or list', async () => {
    const account = await client.insert('Accounts', { Account_Name: 'Lonely' });
    assert.equal((await client.get(`/Accounts/${account}/Contacts?fields=id`)).status, 204);
    assertRefused(await client.get(`/Accounts/${account}/Contacts`), 400, 'REQUIRED_PARAM_MISSING', {
      param_name: 'fields',
    });
    assertRefused(await client.get(`/Accounts/${absent}/Contacts?fields=id`), 400, 'INVALID_DATA', {
      resource_path_index: 1,
    });
    assertRefused(await client.get(`/Accounts/${account}/Friends?fields=id`), 400, 'INVALID_DATA', {
      resource_path_index: 2,
    });
    assertRefused(await client.get(`/Nothing/${account}/Contacts?fields=id`), 400, 'INVALID_MODULE', {
      resource_path_index: 0,
    });
  });

  it('link campaigns with leads, with the status of the member', async () => {
    const campaign = await client.insert('Campaigns', { Campaign_Name: 'Spring' });
    const lead = await client.insert('Leads', { Last_Name: 'Member' });
    const path = `/Campaigns/${campaign}/Leads`;
    const status = async (): Promise<Json | undefined> =>
      rows(await client.get(`${path}?fields=Last_Name,Member_Status`))[0];
    const fields = (await client.get('/settings/fields?module=Leads_X_Campaigns')).status;
    assert.ok(fields < 500);

    const added = await client.put(path, { data: [{ id: lead, Member_Status: 'Planned' }] });
    assert.deepEqual([added.status, rows(added)[0]?.['message']], [200, 'relation added'], added.text);
    assert.equal(at(await status(), 'id'), lead);
    const updated = await client.put(`${path}/${lead}`, { data: [{ Member_Status: 'Received' }] });
    assert.equal(rows(updated)[0]?.['message'], 'relation updated');
    const reverse = await client.get(`/Leads/${lead}/Campaigns?fields=Campaign_Name`);
    assert.deepEqual(rows(reverse), [{ Campaign_Name: 'Spring', id: campaign }]);

    const removed = await client.delete(`${path}?ids=${lead},${absent}`);
    assert.equal(removed.status, 207);
    assert.equal(rows(removed)[0]?.['message'], 'relation removed');
    assert.equal(problems(removed)[0]?.code, 'INVALID_DATA');
    assert.equal((await client.get(`${path}?fields=id`)).status, 204);
    assert.equal((await client.get(`/Leads/${lead}`)).status, 200);
  });

  it('refuse what cannot be linked', async () => {
    const campaign = await client.insert('Campaigns', { Campaign_Name: 'Autumn' });
    const answer = await client.put(`/Campaigns/${campaign}/Leads`, { data: [{ id: absent }, {}] });
    assert.deepEqual(problems(answer), [
      { code: 'INVALID_DATA', details: { api_name: 'id', json_path: '$.data[0].id' } },
      { code: 'MANDATORY_NOT_FOUND', details: { api_name: 'id', json_path: '$.data[1].id' } },
    ]);
    const account = await client.insert('Accounts', { Account_Name: 'A' });
    const oneToMany = await client.put(`/Accounts/${account}/Contacts`, { data: [{ id: absent }] });
    assertRefused(oneToMany, 400, 'NOT_SUPPORTED', { resource_path_index: 2 });
  });
});

describe('tags', () => {
  const names = async (id: string): Promise<readonly unknown[]> =>
    ((at(await client.read('Leads', id), 'Tag') ?? []) as readonly Json[]).map((tag) => tag['name']);

  it('are added to and removed from several records', async () => {
    const ids = [await client.insert('Leads', { Last_Name: 'A' }), await client.insert('Leads', { Last_Name: 'B' })];
    const tags = [{ name: 'north', color_code: '#57B1FD' }, { name: 'south' }];
    const added = await client.post('/Leads/actions/add_tags', { tags, ids });
    assert.equal(added.status, 200, added.text);
    assert.equal(added.body['success_count'], '2');
    assert.equal(at(rows(added)[0], 'details', 'tags', 0, 'color_code'), '#57B1FD');
    await client.post(`/Leads/${ids[0] ?? ''}/actions/remove_tags`, { tags: [{ name: 'north' }] });
    assert.deepEqual(await names(ids[0] ?? ''), ['south']);
    await client.post('/Leads/actions/add_tags', { tags: [{ name: 'west' }], over_write: true, ids: [ids[1]] });
    assert.deepEqual(await names(ids[1] ?? ''), ['west']);
  });

  it('are refused without names, records or a module that has them', async () => {
    assertRefused(await client.post('/Leads/actions/add_tags', { ids: [absent] }), 400, 'MANDATORY_NOT_FOUND');
    assertRefused(
      await client.post('/Leads/actions/add_tags', { tags: [{ name: 'x' }] }),
      400,
      'REQUIRED_PARAM_MISSING',
    );
    const nobody = await client.post('/Leads/actions/add_tags', { tags: [{ name: 'x' }], ids: [absent] });
    assert.deepEqual(problems(nobody), [{ code: 'INVALID_DATA', details: { id: absent } }]);
    const long = await client.post('/Leads/actions/add_tags', { tags: [{ name: 'x'.repeat(26) }], ids: [absent] });
    assertRefused(long, 400, 'INVALID_DATA', { maximum_length: 25, api_name: 'name', json_path: '$.tags[0].name' });
    assertRefused(
      await client.post('/Notes/actions/add_tags', { tags: [{ name: 'x' }], ids: [absent] }),
      400,
      'NOT_SUPPORTED',
    );
  });
});

describe('converting a lead', () => {
  const convert = (id: string, element: Json) => client.post(`/Leads/${id}/actions/convert`, { data: [element] });

  it('makes account, contact and deal, and hides the lead', async () => {
    const lead = await client.insert('Leads', {
      First_Name: 'Con',
      Last_Name: 'Vert',
      Company: 'Acme',
      Email: 'c@example.com',
    });
    const stage = textAt(
      await client.read('Deals', textAt((await client.get('/Deals?fields=Stage&per_page=1')).body, 'data', 0, 'id')),
      'Stage',
    );
    const answer = await convert(lead, { Deals: { Deal_Name: 'First', Stage: stage, Closing_Date: '2027-01-31' } });
    assert.equal(answer.status, 200, answer.text);
    const details = at(rows(answer)[0], 'details');
    const contact = await client.read('Contacts', textAt(details, 'Contacts', 'id'));
    assert.deepEqual([contact['Full_Name'], contact['Email']], ['Con Vert', 'c@example.com']);
    assert.equal(at(contact, 'Account_Name', 'name'), 'Acme');
    const deal = await client.read('Deals', textAt(details, 'Deals', 'id'));
    assert.deepEqual([deal['Deal_Name'], at(deal, 'Contact_Name', 'id')], ['First', contact['id']]);
    assert.equal((await client.get(`/Leads?fields=id&ids=${lead}`)).status, 204);
    const converted = rows(await client.get(`/Leads?fields=Converted_Contact,$converted&converted=true&ids=${lead}`));
    assert.equal(at(converted[0], 'Converted_Contact', 'id'), contact['id']);
    assert.equal(converted[0]?.['$converted'], true);
    assertRefused(await convert(lead, {}), 400, 'ID_ALREADY_CONVERTED', { resource_path_index: 1 });
  });

  it('takes an account that is there, and leaves nothing behind when it is refused', async () => {
    const account = await client.insert('Accounts', { Account_Name: 'Chosen' });
    const lead = await client.insert('Leads', { Last_Name: 'Picky', Company: 'Ignored' });
    const refused = await convert(lead, { Accounts: { id: absent } });
    assert.deepEqual(problems(refused), [
      { code: 'INVALID_DATA', details: { api_name: 'Accounts', json_path: '$.data[0].Accounts.id' } },
    ]);
    assert.equal(at(await client.read('Leads', lead), 'Converted__s'), false);
    const answer = await convert(lead, { Accounts: { id: account } });
    assert.equal(at(rows(answer)[0], 'details', 'Accounts', 'id'), account);
    assert.equal(at(rows(answer)[0], 'details', 'Deals'), null);
  });
});
