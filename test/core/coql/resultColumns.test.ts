import assert from 'node:assert/strict';

import { parseDocument } from '../../../src/core/coql/parse.ts';
import { resultColumns } from '../../../src/core/coql/resultColumns.ts';
import { exampleOrganization, nothingKnown } from './exampleOrganization.ts';

function columns(text: string, metadata = exampleOrganization) {
  return parseDocument(text).queries.flatMap((query) =>
    resultColumns(query, metadata).map(({ key, label, fieldType, module, field }) => [
      key,
      label,
      fieldType,
      module,
      field?.apiName,
    ]),
  );
}

describe('The columns of a result', () => {
  it('have keys as in the answer, labels for people, and the field that the values come from', () => {
    const text = `select Last_Name, Account_Name.Parent_Account.Industry, Owner.email as 'Mail', COUNT(Lead_Source),
      MAX(Created_Time), Nothing from Leads where id is null`;
    assert.deepEqual(columns(text), [
      ['Last_Name', 'Family Name', 'text', 'Leads', 'Last_Name'],
      [
        'Account_Name.Parent_Account.Industry',
        'Account › Parent Account › Industry',
        'pickList',
        'Accounts',
        'Industry',
      ],
      ['Mail', 'Mail', 'email', undefined, 'email'],
      ['COUNT(Lead_Source)', 'COUNT(Source)', 'integer', 'Leads', 'Lead_Source'],
      ['MAX(Created_Time)', 'MAX(Created Time)', 'dateTime', 'Leads', 'Created_Time'],
      ['Nothing', 'Nothing', undefined, undefined, undefined],
    ]);
    assert.deepEqual(columns("select 'What_Id->Leads.Last_Name' from Calls where id is null"), [
      ['What_Id->Leads.Last_Name', 'Related To › Family Name', 'text', 'Leads', 'Last_Name'],
    ]);
  });

  it('are their keys as long as nothing is known', () => {
    assert.deepEqual(columns('select Last_Name, COUNT(id) from Leads where id is null', nothingKnown), [
      ['Last_Name', 'Last_Name', undefined, undefined, undefined],
      ['COUNT(id)', 'COUNT(id)', 'integer', undefined, undefined],
    ]);
  });
});
