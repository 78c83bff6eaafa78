import assert from 'node:assert/strict';

import type { WriteResult } from '../../../../src/core/targets/dataTarget.ts';
import { openTarget } from '../../../../src/core/targets/registry.ts';
import { seededRandom } from '../../../../src/sampleOrg/random.ts';
import { planOf } from '../../../conformance/targets/exampleModule.ts';
import type { EmptyDatabase } from '../replicating/emptyDatabases.ts';
import { emptyDatabases, describeForEachDatabase } from '../replicating/emptyDatabases.ts';
import { answeredFields, readAnswered } from './answeredPages.ts';
import { randomPage } from './randomPages.ts';

const seed = Number(process.env['SEED'] ?? 20_261_122);
const pages = Number(process.env['PAGES'] ?? 150);
const never = new AbortController().signal;
/** More than any page has. */
const idsOfPage = 10;

await describeForEachDatabase('pages of queries in tables', (kind) => {
  let database: EmptyDatabase;
  before(async () => {
    database = await emptyDatabases[kind]();
  });
  after(() => database.drop());

  for (const ids of ['text', 'bigint'] as const) {
    it(`are the same rows whether they come as rows or as records, ids as ${ids}: ${pages} pages (SEED=${seed})`, async () => {
      const found = await pagesWithRows();
      const byRows = await written(database, ids, found, true);
      const byRecords = await written(database, ids, found, false);
      if (pages > 1) assert.ok(byRows.rows.length > pages, `${byRows.rows.length} rows`);
      assert.deepEqual(byRows, byRecords);
    });
  }
});

/** Pages that are no answers, or become records anyway, are another test's matter. */
async function pagesWithRows(): Promise<readonly Buffer[]> {
  const found: Buffer[] = [];
  for (let number = 0; number < pages; number++) {
    const page = randomPage(seededRandom(seed + number), number * idsOfPage);
    const batches = await readAnswered(page, true).catch(() => []);
    if (batches.some(({ exported }) => exported)) found.push(page);
  }
  return found;
}

async function written(
  database: EmptyDatabase,
  ids: 'text' | 'bigint',
  answers: readonly Buffer[],
  takesExported: boolean,
) {
  await database.renew();
  const target = await openTarget(database.connection, undefined);
  try {
    const changes = await target.schemaChanges([planOf(answeredFields, { ids })], new Map(), never);
    const [plan] = changes.plans;
    assert.ok(plan);
    await target.applySchema(changes, never);
    const writer = await target.startWriting('test', never);
    const results: WriteResult[] = [];
    for (const page of answers) {
      for (const { records, exported } of await readAnswered(page, takesExported)) {
        assert.equal(exported !== undefined, takesExported);
        const batch = { plan, deletions: [], records, readAt: 1000, ...(exported && { exported }) };
        results.push(await writer.write(batch, never));
      }
    }
    await writer.close();
    const rows = [];
    for await (const some of target.rows(plan.main, never)) rows.push(...some);
    return { results, rows };
  } finally {
    await target.close();
  }
}
