import assert from 'node:assert/strict';

import { parseDocument } from '../../../../src/core/coql/parse.ts';
import { runQuery } from '../../../../src/core/jobs/runQuery.ts';
import { startSampleOrg } from '../../../../src/sampleOrg/start.ts';
import { crmPartsFor } from '../../crmParts.ts';
import { exampleConnection } from '../../exampleConnection.ts';

const never = new AbortController().signal;

describe('a query of 250,000 records', function () {
  this.timeout(120_000);

  it('gives each once, in its order, by calls of 2,000 rows', async () => {
    const sampleOrg = await startSampleOrg({ records: new Map([['Leads', 250_000]]) });
    const { crm, store } = crmPartsFor(sampleOrg);
    const { clientId, clientSecret, refreshToken } = sampleOrg.info;
    const connection = exampleConnection({ dataCenter: 'sample', clientId });
    await store.save(connection, { clientSecret, refreshToken });
    try {
      const document = parseDocument('select Created_Time from Leads where id is not null');
      const [query] = document.queries;
      assert.ok(query);
      let [last, received, calls] = ['', 0, 0];
      for await (const batch of runQuery(crm.recordsFor(connection), { document, query }, { signal: never })) {
        for (const { id } of batch.records) {
          assert.ok(id > last, `${id} behind ${last}`);
          last = id;
        }
        [received, calls] = [batch.received, batch.callsMade];
      }
      assert.deepEqual([received, calls], [250_000, 1 + Math.ceil(249_800 / 2_000)]);
    } finally {
      await crm.close();
      await sampleOrg.stop();
    }
  });
});
