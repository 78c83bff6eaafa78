import assert from 'node:assert/strict';

import { RecordCounts } from '../../../src/extension/records/recordCounts.ts';
import { countDescription, countDetails } from '../../../src/extension/records/countText.ts';
import { RecordMemory } from '../../../src/extension/records/recordMemory.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { plainL10n } from '../plainL10n.ts';

const deal = { connectionId: 'c1', module: 'Deals', id: '1001' };
const other = { ...deal, id: '1002' };

describe('the records that were seen', () => {
  it('are kept in each version that they had, the newest first', () => {
    const memory = new RecordMemory();
    const first = memory.remember(deal, 'Deal', 'a', 1);
    const second = memory.remember(deal, 'Deal', 'b', 2);
    assert.deepEqual(memory.versions(deal), [second, first]);
    assert.equal(memory.find(deal, first.version)?.text, 'a');
    assert.equal(memory.latest(deal), second);
  });

  it('are the same version as long as nothing has changed, seen at a later time', () => {
    const memory = new RecordMemory();
    const first = memory.remember(deal, 'Deal', 'a', 1);
    const again = memory.remember(deal, 'Deal', 'a', 5);
    assert.equal(again.version, first.version);
    assert.deepEqual(memory.versions(deal), [again]);
  });

  it('are listed by when they were seen last', () => {
    const memory = new RecordMemory();
    memory.remember(deal, 'Deal', 'a', 1);
    memory.remember(other, 'Other', 'a', 2);
    memory.remember(deal, 'Deal', 'b', 3);
    assert.deepEqual(
      memory.recent().map((each) => each.name),
      ['Deal', 'Other'],
    );
  });

  it('do not fill the memory without end', () => {
    const memory = new RecordMemory();
    for (let index = 0; index < 400; index += 1) memory.remember({ ...deal, id: String(index) }, 'x', 'a', index);
    for (let index = 0; index < 30; index += 1) memory.remember(deal, 'x', String(index), index);
    assert.equal(memory.recent().length, 300);
    assert.equal(memory.versions(deal).length, 10);
  });
});

describe('counts of records', () => {
  const connection = exampleConnection();
  const counted = { kind: 'counted', records: 4812, countedAt: 0, credits: 1 } as const;

  it('belong to a module of an organization: whoever signs in to another one does not see them', () => {
    const counts = new RecordCounts();
    counts.set(connection, 'Leads', counted);
    assert.equal(counts.of(connection, 'Leads'), counted);
    assert.equal(counts.of(connection, 'Deals'), undefined);
    const elsewhere = { ...connection, organization: { ...connection.organization, id: '11' } };
    assert.equal(counts.of(elsewhere, 'Leads'), undefined);
  });

  it('are shown short in the row, and with age and price in its tooltip', () => {
    assert.equal(countDescription(undefined, plainL10n), '');
    assert.equal(countDescription({ kind: 'counting' }, plainL10n), 'counting …');
    assert.equal(countDescription({ ...counted, records: 1 }, plainL10n), '1 record');
    assert.match(countDescription(counted, plainL10n), /^4.?812 records$/);
    assert.match(countDetails(counted, 180_000, plainL10n), /counted .*3 min.* ago.*API credits spent: 1$/);
  });
});
