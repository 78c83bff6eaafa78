import assert from 'node:assert/strict';

import type { Field, FieldType } from '../../../src/core/model/metadata.ts';
import type { CrmRecord } from '../../../src/core/model/record.ts';
import type { RecordContent } from '../../../src/extension/records/recordText.ts';
import { recordName, recordText } from '../../../src/extension/records/recordText.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { exampleField, exampleModule } from '../exampleMetadata.ts';
import { plainL10n } from '../plainL10n.ts';

const fields = [
  field('Deal_Name', 'text', { label: 'Opportunity', namesRecord: true }),
  field('Amount', 'currency'),
  field('Account_Name', 'lookup', { lookupModules: ['Accounts'] }),
  field('What_Id', 'lookup', { lookupModules: ['Deals', 'Cases'] }),
  field('Items', 'subform', { subformModule: 'Deal_Items' }),
  field('Owner', 'userLookup', {}),
  field('Created_Time', 'dateTime', { isReadOnly: true }),
  field('Fax', 'phone'),
];
const itemFields = [field('Product', 'lookup', { lookupModules: ['Products'] })];

const record: CrmRecord = {
  id: '1001',
  Deal_Name: 'Big "deal"\n// not a comment',
  Amount: 1200.5,
  Account_Name: { name: 'Acme', id: '2001' },
  What_Id: { name: 'Case 7', id: '3001' },
  $se_module: 'Cases',
  Items: [{ id: '4001', Product: { name: 'Chair', id: '5001' }, Quantity: 2, $internal: true }],
  Owner: { name: 'Ann', id: '6001' },
  Created_Time: '2026-03-29T00:30:00Z',
  Fax: null,
};

describe('a record as a document', () => {
  it('is JSON with comments that holds all that was sent', () => {
    const { text } = recordText(content(), plainL10n);
    const { relatedLists, ...parsed } = JSON.parse(withoutComments(text)) as Record<string, unknown>;
    const { Items: items, ...others } = record;
    const [{ Items: writtenItems, ...written }] = [parsed as Record<string, unknown>];
    assert.deepEqual(written, others);
    assert.ok(Array.isArray(items) && Array.isArray(writtenItems));
    assert.deepEqual(writtenItems, [{ id: '4001', Product: { name: 'Chair', id: '5001' }, Quantity: 2 }]);
    assert.deepEqual(relatedLists, { Notes: null, Tasks: [{ id: '7001', Subject: 'Call' }], Emails: null });
  });

  it('groups fields, says labels that are not the keys, and instants in the zone of the connection', () => {
    const { text } = recordText(content(), plainL10n);
    const titles = [...text.matchAll(/^ {2}\/\/ (.+)$/gm)].map((match) => match[1]);
    assert.deepEqual(titles, [
      ...[
        'Facts',
        'Links to other records',
        'Rows',
        'Owner and times',
        'Empty',
        'What else Zoho sends',
        'Related lists',
      ],
    ]);
    assert.match(text, /"Deal_Name": .*, \/\/ Opportunity$/m);
    assert.match(text, /"Amount": 1200.5,$/m);
    assert.match(text, /"Created_Time": .*, \/\/ 2026-03-29 01:30:00 Europe\/Berlin$/m);
    assert.match(text, /Notes: not read yet$/m);
    assert.match(text, /Tasks: the first 1 of more$/m);
  });

  it('links to the records of lookups, of rows and of related lists, and not to people', () => {
    const { text, links } = recordText(content(), plainL10n);
    assert.deepEqual(
      links.map((each) => [each.module, text.slice(each.start, each.end)]),
      [
        ['Accounts', '2001'],
        ['Cases', '3001'],
        ['Products', '5001'],
        ['Tasks', '7001'],
      ],
    );
  });

  it('keeps every field at its place for comparing, be it empty or not', () => {
    const keys = (each: CrmRecord): readonly string[] => {
      const { text } = recordText({ ...content(), record: each, relatedLists: undefined }, plainL10n);
      return Object.keys(JSON.parse(withoutComments(text)) as object);
    };
    assert.deepEqual(keys({ ...record, Amount: null, Fax: '123' }), keys(record));
  });

  it('is named by the field that names records, or by its id', () => {
    assert.equal(recordName({ id: '1', Deal_Name: 'Big' }, fields), 'Big');
    assert.equal(recordName({ id: '1', Full_Name: 'Ann Example' }, []), 'Ann Example');
    assert.equal(recordName({ id: '1', Deal_Name: null }, fields), '1');
  });
});

function content(): RecordContent {
  const list = (apiName: string, module?: string) => ({
    id: apiName,
    apiName,
    label: apiName,
    ...(module ? { module } : {}),
  });
  return {
    ...{ connection: exampleConnection(), module: exampleModule({ apiName: 'Deals', label: 'Deals' }), record, fields },
    fieldsOf: (name) => (name === 'Deal_Items' ? itemFields : []),
    relatedLists: [
      { list: list('Notes', 'Notes'), state: { kind: 'unread' } },
      {
        list: list('Tasks', 'Tasks'),
        state: { kind: 'read', records: [{ id: '7001', Subject: 'Call', Description: null }], hasMore: true },
      },
      { list: list('Emails'), state: { kind: 'unreadable', reason: 'no API' } },
    ],
  };
}

function field(apiName: string, type: FieldType, parts: Partial<Field> = {}): Field {
  return exampleField({ apiName, label: apiName.replaceAll('_', ' '), type, ...parts });
}

/** Comments begin at the start of a line or behind a value; none of the values here has two slashes after a space. */
function withoutComments(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*\/\/.*$/, '').replace(/(?<=[,\]}"\dl]) \/\/ [^"]*$/, ''))
    .join('\n');
}
