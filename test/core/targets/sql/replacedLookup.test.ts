import assert from 'node:assert/strict';

import type { SchemaChoice } from '../../../../src/core/targets/dataTarget.ts';
import { openTarget } from '../../../../src/core/targets/registry.ts';
import { field, idOf, planOf, record } from '../../../conformance/targets/exampleModule.ts';
import { leaveOut } from '../../../leftOut.ts';
import type { EmptyDatabase } from '../../jobs/replicating/emptyDatabases.ts';
import { emptyDatabases, missingServer } from '../../jobs/replicating/emptyDatabases.ts';

const never = new AbortController().signal;

for (const kind of ['postgres', 'mariadb'] as const) {
  const missing = await missingServer(kind);
  describe(`a column with a foreign key, in ${kind}`, () => {
    if (missing !== undefined) {
      leaveOut('all of it', missing);
      return;
    }
    let database: EmptyDatabase;
    before(async () => {
      database = await emptyDatabases[kind]();
    });
    after(() => database.drop());

    it('is replaced like any other', async () => {
      const target = await openTarget(database.connection, undefined);
      const lookup = planOf([field('Parent', 'lookup', '1', { lookupModules: ['Things'] })], { foreignKeys: true });
      assert.deepEqual(
        lookup.main.foreignKeys.map(({ column }) => column),
        ['Parent_id'],
      );
      await target.applySchema(await target.schemaChanges([lookup], new Map(), never), never);
      const text = planOf([field('Parent_id', 'text', '2')], { foreignKeys: true });
      const [issue] = (await target.schemaChanges([text], new Map(), never)).issues;
      const decisions = new Map<string, SchemaChoice>([[issue?.key ?? '', 'replaceColumn']]);
      const changes = await target.schemaChanges([text], decisions, never);
      await target.applySchema(changes, never);
      const [plan = text] = changes.plans;
      const writer = await target.startWriting('test', never);
      const records = [record(1, { Parent_id: 'A text of more characters than an id has. '.repeat(3) })];
      await writer.write({ plan, deletions: [], records, readAt: 1 }, never);
      await writer.close();
      const rows = await database.sql('select id, "Parent_id" as text from "Things"');
      assert.deepEqual(
        rows.map(({ id, text: is }) => [id, is]),
        [[idOf(1), records[0]?.['Parent_id']]],
      );
      await target.close();
    });
  });
}
