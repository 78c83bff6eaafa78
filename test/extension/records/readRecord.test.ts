import assert from 'node:assert/strict';

import type { CrmRecords } from '../../../src/core/crm/crmRecords.ts';
import { InputError } from '../../../src/core/errors.ts';
import { MetadataCache } from '../../../src/core/metadata/metadataCache.ts';
import { memoryFiles } from '../../../src/core/metadata/memoryFiles.ts';
import type { Connection } from '../../../src/core/model/connection.ts';
import type { ReadingParts } from '../../../src/extension/records/readRecord.ts';
import { readRecord, readRelated } from '../../../src/extension/records/readRecord.ts';
import { recordText } from '../../../src/extension/records/recordText.ts';
import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { crmPartsFor } from '../../core/crmParts.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { plainL10n } from '../plainL10n.ts';

const never = new AbortController().signal;

describe('reading a record to be shown', () => {
  let sampleOrg: RunningSampleOrg;
  let connection: Connection;
  let records: CrmRecords;
  let parts: ReadingParts;
  let close: () => Promise<void>;

  before(async () => {
    sampleOrg = await startSampleOrg();
    const { clientId, clientSecret, refreshToken } = sampleOrg.info;
    const { crm, store, log } = crmPartsFor(sampleOrg, sampleOrg.clock);
    connection = exampleConnection({ dataCenter: 'sample', clientId });
    await store.save(connection, { clientSecret, refreshToken });
    records = crm.recordsFor(connection);
    const clientFor = () => Promise.resolve(crm.clientFor(connection));
    const metadata = new MetadataCache({ files: memoryFiles(), clock: sampleOrg.clock, log, clientFor });
    parts = { metadata, records, l10n: plainL10n };
    close = () => crm.close();
  });
  after(async () => {
    await close();
    await sampleOrg.stop();
  });

  it('brings its fields, and ids of other records that can be opened', async () => {
    const deal = await dealWithAccount();
    const read = await readRecord(connection, 'Deals', deal.id, parts, never);
    assert.equal(read.record.id, deal.id);
    const content = {
      ...read,
      fieldsOf: (name: string) => read.fieldsByModule.get(name) ?? [],
      relatedLists: undefined,
    };
    const { text, links } = recordText(content, plainL10n);
    const account = links.find((each) => each.module === 'Accounts');
    assert.equal(account?.id, deal.accountId);
    assert.equal(text.slice(account.start, account.end), deal.accountId);
    for (const field of read.fields.filter((each) => read.record[each.apiName] !== undefined)) {
      assert.ok(text.includes(`"${field.apiName}": `), field.apiName);
    }
  });

  it('says so where there is no such record, or no such module', async () => {
    const { id } = await dealWithAccount();
    const unused = `${id.slice(0, -8)}99999999`;
    await assert.rejects(readRecord(connection, 'Deals', unused, parts, never), isInputError(/no record/));
    await assert.rejects(readRecord(connection, 'Deal', id, parts, never), isInputError(/no module Deal/));
  });

  it('reads the first records of every related list that it can, and says why not of the others', async () => {
    const { accountId } = await dealWithAccount();
    const read = await readRecord(connection, 'Accounts', accountId, parts, never);
    assert.ok(read.relatedLists.length > 5);
    for (const list of read.relatedLists) {
      const before = records.spent();
      const state = await readRelated(read, list, 2, parts, never);
      assert.notEqual(state.kind, 'unread');
      if (state.kind === 'read') assert.ok(state.records.length <= 2);
      assert.ok(records.spent() - before <= 1, list.apiName);
    }
    const deals = read.relatedLists.find((each) => each.apiName === 'Deals');
    assert.ok(deals);
    const state = await readRelated(read, deals, 200, parts, never);
    assert.ok(state.kind === 'read' && state.records.length > 0);
  });

  async function dealWithAccount(): Promise<{ readonly id: string; readonly accountId: string }> {
    const statement = 'select Account_Name from Deals where Account_Name is not null limit 1';
    const [deal] = (await records.query(statement, never)).records;
    const account = deal?.['Account_Name'] as { readonly id: string };
    return { id: deal?.id ?? '', accountId: account.id };
  }
});

function isInputError(message: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof InputError && message.test(error.message);
}
