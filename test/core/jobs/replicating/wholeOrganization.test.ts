import assert from 'node:assert/strict';

import { verifyReplica } from '../../../../src/core/jobs/verifyReplica.ts';
import type { FieldType } from '../../../../src/core/model/metadata.ts';
import { fieldTypes } from '../../../../src/core/model/metadata.ts';
import { never } from '../reading/readingWorld.ts';
import { describeForEachDatabase } from './emptyDatabases.ts';
import { ReplicaWorld } from './replicaWorld.ts';

const few = new Map(['Leads', 'Contacts', 'Accounts', 'Deals', 'Tasks', 'Notes'].map((module) => [module, 30]));

/** Modules that the CRM lists, and whose records it does not give. */
const withoutRecords = [
  ...['Leads_X_Campaigns', 'Contacts_X_Campaigns', 'Deal_Contact_Roles', 'Contacts_X_Products'],
  ...['Accounts_X_Products', 'Deals_X_Products', 'Functions__s', 'Email_Analytics', 'WebTab1'],
];

const choices = {
  'as they are by default': {},
  'in the other ways': {
    ...{ ids: 'bigint', multiSelect: 'json', names: false, style: 'snakeCase', namesFrom: 'label', prefix: 'zoho_' },
    history: true,
  },
};

await describeForEachDatabase('a replica of a whole organization', (kind) => {
  let world: ReplicaWorld;
  before(async () => {
    world = await ReplicaWorld.start({ records: few }, kind);
  });
  beforeEach(() => world.renew());
  after(() => world.stop());

  for (const [how, to] of Object.entries(choices)) {
    it(`has every record of every module with all of its values, ${how}`, async function () {
      // Some sixty tables are made.
      this.timeout(60_000);
      const { parts } = world;
      const listed = (await parts.modulesOf(never)).map(({ apiName }) => apiName);
      const modules = listed.filter((module) => !withoutRecords.includes(module));
      const job = world.job(modules, { to });
      const summary = await world.run(job);
      assert.equal(summary.outcome, 'succeeded', summary.explanation);
      assert.deepEqual(
        summary.modules.filter(({ inserted, read, rejected }) => inserted === 0 || inserted !== read || rejected > 0),
        [],
      );
      const verified = await verifyReplica(parts, job, { signal: never, report: () => undefined, log: world.log });
      assert.deepEqual(
        verified.modules.filter(({ problem, tables }) => problem !== undefined || tables.some(isDifferent)),
        [],
      );
      assert.deepEqual(await typesOf(modules), fieldTypes.toSorted());
    });
  }

  async function typesOf(modules: readonly string[]): Promise<readonly FieldType[]> {
    const found = new Set<FieldType>();
    for (const module of modules) for (const { type } of await world.parts.fieldsOf(module, never)) found.add(type);
    return [...found].toSorted();
  }
});

function isDifferent(table: {
  rowsInCrm: number;
  rowsInTable: number;
  differing: number;
  notYetCopied: number;
}): boolean {
  return table.rowsInCrm !== table.rowsInTable || table.differing > 0 || table.notYetCopied > 0;
}
