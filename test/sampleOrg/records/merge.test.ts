import assert from 'node:assert/strict';

import type { RecordsClient } from './recordsClient.ts';
import { assertRefused, at, rows, startRecordsClient } from './recordsClient.ts';

describe('merging records', () => {
  let client: RecordsClient;
  before(async () => {
    client = await startRecordsClient();
  });
  after(() => client.stop());

  const merge = (master: string, ...data: readonly unknown[]) =>
    client.post(`/Accounts/${master}/actions/merge`, { merge: [{ data }] });

  it('fills what the master lacks, takes what is named, and moves lookups over', async () => {
    const master = await client.insert('Accounts', { Account_Name: 'Master' });
    const loser = await client.insert('Accounts', {
      Account_Name: 'Loser',
      Phone: '123',
      Website: 'https://loser.example',
    });
    const contact = await client.insert('Contacts', { Last_Name: 'Employee', Account_Name: { id: loser } });
    const answer = await merge(master, { id: loser, _fields: [{ api_name: 'Website' }] });
    assert.equal(answer.status, 201, answer.text);
    const merged = await client.read('Accounts', master);
    assert.deepEqual(
      [merged['Account_Name'], merged['Phone'], merged['Website']],
      ['Master', '123', 'https://loser.example'],
    );
    assert.equal(at(await client.read('Contacts', contact), 'Account_Name', 'id'), master);
  });

  it('lets the others vanish without a word in any list', async () => {
    const master = await client.insert('Accounts', { Account_Name: 'Stays' });
    const loser = await client.insert('Accounts', { Account_Name: 'Goes' });
    await merge(master, { id: loser });
    assert.equal((await client.get(`/Accounts/${loser}`)).status, 204);
    assert.ok(!rows(await client.get('/Accounts/deleted?type=all')).some((row) => row['id'] === loser));
  });

  it('refuses the master itself, strangers, and more than two', async () => {
    const master = await client.insert('Accounts', { Account_Name: 'Only' });
    const path = { api_name: 'id', json_path: '$.merge[0].data[0].id' };
    assertRefused(await merge(master, { id: master }), 400, 'DUPLICATE_DATA', path);
    assertRefused(await merge(master, { id: '1' }), 400, 'INVALID_DATA', path);
    const data = { api_name: 'data', json_path: '$.merge[0].data' };
    assertRefused(await merge(master), 400, 'MANDATORY_NOT_FOUND', data);
    assertRefused(await merge(master, {}, {}, {}), 400, 'LIMIT_EXCEEDED', { ...data, maximum_length: 2 });
  });
});
