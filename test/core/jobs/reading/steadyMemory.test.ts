import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { readWays } from '../../../../src/core/jobs/reading/readRequest.ts';
import { ReadingWorld } from './readingWorld.ts';
import type { ReadingOrder, ReadingReport } from './readUntilEnd.ts';

const records = 200_000;
/** Lists by ids take a call for each hundred records: a part of them has to do. */
const counts = { list: 20_000, coql: records, bulk: records } as const;
/** What a runtime keeps for itself varies by far more than a few batches of records. */
const mostGrowthMebibytes = 120;
const mostMebibytes = 400;

const run = promisify(execFile);
const script = fileURLToPath(new URL('readUntilEnd.ts', import.meta.url));

describe('the memory of a reading', () => {
  let world: ReadingWorld;
  before(async function () {
    this.timeout(60_000);
    world = await ReadingWorld.start({ records: new Map([['Vendors', records]]), credits: 1_000_000 });
  });
  after(() => world.stop());

  for (const way of readWays) {
    it(`does not grow with the records that are read, by ${way}`, async () => {
      const { apiUrl, accessToken } = world.sampleOrg.info;
      const { temporaryFolder } = world.parts();
      const order: ReadingOrder = {
        apiUrl,
        accessToken,
        temporaryFolder,
        module: 'Vendors',
        way,
        count: counts[way],
        records,
      };
      const { stdout } = await run(process.execPath, ['--max-old-space-size=256', script, JSON.stringify(order)]);
      const report = JSON.parse(stdout) as ReadingReport;
      assert.ok(report.records >= counts[way]);
      const growth = report.mostMebibytes - report.earlyMebibytes;
      assert.ok(growth < mostGrowthMebibytes && report.mostMebibytes < mostMebibytes, stdout);
    }).timeout(120_000);
  }
});
