import assert from 'node:assert/strict';

import {
  parseReference,
  recordUriParts,
  referenceOfUri,
  versionOfUri,
} from '../../../src/extension/records/recordReference.ts';
import { moduleOfTypedRecord, parseTypedRecord } from '../../../src/extension/records/typedRecord.ts';
import { exampleModule } from '../exampleMetadata.ts';

const reference = { connectionId: 'c1', module: 'Deals', id: '5725767000000411001' };

describe('the address of a document that shows a record', () => {
  it('says which record it is, whatever the name that people read', () => {
    for (const name of ['Big deal', 'a/b\\c: "d"?#e%20', '', '   ']) {
      const parts = recordUriParts(reference, name);
      assert.deepEqual(referenceOfUri(parts), reference);
      assert.equal(versionOfUri(parts), undefined);
      assert.match(parts.path, /^\/[^/\\:?#%"]+\.jsonc$/);
    }
    assert.equal(recordUriParts(reference, '').path, '/5725767000000411001.jsonc');
  });

  it('may mean a version that was kept', () => {
    assert.equal(versionOfUri(recordUriParts(reference, 'Big deal', 7)), 7);
  });

  it('is none for other schemes and for what names no record', () => {
    assert.equal(referenceOfUri({ ...recordUriParts(reference, 'x'), scheme: 'file' }), undefined);
    assert.equal(parseReference({ connectionId: 'c1', module: 'Deals', id: '../../org' }), undefined);
    assert.equal(parseReference({ connectionId: 'c1', module: 'Deals' }), undefined);
    assert.equal(parseReference('Deals'), undefined);
  });
});

describe('a record that somebody names', () => {
  it('is found by its id, alone or in a text', () => {
    for (const text of [' 5725767000000411001 ', '"id": "5725767000000411001",', 'a,5725767000000411001,b']) {
      assert.deepEqual(parseTypedRecord(text), { id: '5725767000000411001', tab: undefined });
    }
  });

  it('is found by the address of its page, which names the module in its own way', () => {
    const typed = parseTypedRecord('https://crm.zoho.eu/crm/org20/tab/Potentials/5725767000000411001?sub=1');
    assert.ok(typed);
    assert.deepEqual(typed, { id: '5725767000000411001', tab: 'Potentials' });
    const modules = [exampleModule(), exampleModule({ apiName: 'Deals', label: 'Opportunities' })];
    assert.equal(moduleOfTypedRecord(typed, modules)?.apiName, 'Deals');
  });

  it('is not a short number, a number in a word, or none at all', () => {
    for (const text of ['42', 'order-5725767000000411001x', 'Deals', ''])
      assert.equal(parseTypedRecord(text), undefined);
  });
});
