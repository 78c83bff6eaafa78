import assert from 'node:assert/strict';

import { parseDocument } from '../../../../src/core/coql/parse.ts';
import type { CrmClient } from '../../../../src/core/crm/crmClient.ts';
import type { CrmRecords } from '../../../../src/core/crm/crmRecords.ts';
import { sensibleQuery, sensibleColumns } from '../../../../src/core/jobs/reading/sensibleColumns.ts';
import type { RunningSampleOrg } from '../../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../../src/sampleOrg/start.ts';
import { crmPartsFor } from '../../crmParts.ts';
import { exampleConnection } from '../../exampleConnection.ts';

const never = new AbortController().signal;

describe('the columns by which people know the records of a module', () => {
  let sampleOrg: RunningSampleOrg;
  let client: CrmClient;
  let records: CrmRecords;
  let close = (): Promise<void> => Promise.resolve();

  before(async () => {
    sampleOrg = await startSampleOrg({ records: new Map([['Leads', 20]]) });
    const { crm, store } = crmPartsFor(sampleOrg);
    const { clientId, clientSecret, refreshToken } = sampleOrg.info;
    const connection = exampleConnection({ dataCenter: 'sample', clientId });
    await store.save(connection, { clientSecret, refreshToken });
    [client, records, close] = [crm.clientFor(connection), crm.recordsFor(connection), () => crm.close()];
  });
  after(async () => {
    await close();
    await sampleOrg.stop();
  });

  async function namesFor(module: string): Promise<readonly string[]> {
    return sensibleColumns(await client.fields(module, never));
  }

  it('begin with the name and end with the owner and the last change', async () => {
    const leads = await namesFor('Leads');
    assert.deepEqual([leads[0], leads.at(-2), leads.at(-1)], ['Full_Name', 'Owner', 'Modified_Time']);
    for (const name of ['Company', 'Email', 'Phone', 'Lead_Status']) assert.ok(leads.includes(name), name);
    for (const name of ['First_Name', 'Description', 'Created_By', 'Locked__s']) assert.ok(!leads.includes(name), name);
    const deals = await namesFor('Deals');
    for (const name of ['Deal_Name', 'Account_Name', 'Amount', 'Closing_Date', 'Stage'])
      assert.ok(deals.includes(name));
    assert.ok((await namesFor('Invoices')).includes('Grand_Total'));
  });

  it('are none where nothing is known', () => {
    assert.deepEqual(sensibleColumns([]), []);
    assert.equal(sensibleQuery('Leads', []), 'select id\nfrom Leads\nwhere id is not null\n');
  });

  it('make a query that each module with records takes', async () => {
    const withoutQueries = ['Notes', 'Attachments', 'Functions__s', 'Email_Analytics'];
    const modules = (await client.modules(never)).filter((each) => each.isReadable);
    for (const { apiName } of modules.filter((each) => !withoutQueries.includes(each.apiName))) {
      const fields = await client.fields(apiName, never);
      const names = sensibleColumns(fields);
      assert.ok(names.length >= 1 && names.length <= 12 && new Set(names).size === names.length, apiName);
      const { records: found } = await records.query(sensibleQuery(apiName, fields), never);
      assert.ok(found.length > 0, apiName);
      assert.ok(
        names.every((name) => found.every((record) => name in record)),
        apiName,
      );
      assert.deepEqual(parseDocument(sensibleQuery(apiName, fields)).queries[0]?.syntaxProblems, []);
    }
  });
});
