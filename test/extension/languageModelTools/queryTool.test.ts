import assert from 'node:assert/strict';

import type { CrmRecords } from '../../../src/core/crm/crmRecords.ts';
import { QueryRefusedError } from '../../../src/core/errors.ts';
import { checkedQuery, queryAnswer } from '../../../src/extension/languageModelTools/queryTool.ts';
import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { crmPartsFor } from '../../core/crmParts.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';

describe('a query of a language model', () => {
  let sampleOrg: RunningSampleOrg;
  let newRecords: () => CrmRecords;
  let close: () => Promise<void>;
  const signal = new AbortController().signal;

  before(async () => {
    sampleOrg = await startSampleOrg({ records: new Map([['Leads', 120]]) });
    const { clientId, clientSecret, refreshToken } = sampleOrg.info;
    const { crm, store } = crmPartsFor(sampleOrg, sampleOrg.clock);
    const connection = exampleConnection({ dataCenter: 'sample', clientId });
    await store.save(connection, { clientSecret, refreshToken });
    newRecords = () => crm.recordsFor(connection);
    close = () => crm.close();
  });
  after(async () => {
    await close();
    await sampleOrg.stop();
  });

  it('is answered with no more rows than the cap, for one credit, and with a word about the rest', async () => {
    const query = checkedQuery('select Last_Name from Leads where id is not null', undefined, []);
    const answer = await queryAnswer(query, newRecords(), { signal });
    const { rows, ...rest } = answer as { readonly rows: readonly { readonly Last_Name: string }[] };
    assert.equal(rows.length, 50);
    assert.ok(rows[0]?.Last_Name);
    assert.deepEqual(rest, {
      rowCount: 50,
      note: 'There are more rows: only the first 50 are here.',
      apiCreditsSpent: 1,
    });
  });

  it('may sum up everything, without a cap in between', async () => {
    const query = checkedQuery('select COUNT(id) from Leads where id is not null', undefined, []);
    const answer = await queryAnswer(query, newRecords(), { signal });
    assert.match(JSON.stringify(answer), /"COUNT\(id\)":120/);
  });

  it('is refused by Zoho in words that help to mend it, where nothing was known before', async () => {
    const query = checkedQuery('select Compny from Leads where id is not null', undefined, []);
    await assert.rejects(
      queryAnswer(query, newRecords(), { signal }),
      (error) => error instanceof QueryRefusedError && error.message.includes('Compny'),
    );
  });
});
