import assert from 'node:assert/strict';

import {
  fieldDescription,
  fieldTypeText,
  moduleDescription,
} from '../../../src/extension/connectionTree/metadataText.ts';
import { fieldRows } from '../../../src/extension/connectionTree/tooltipRows.ts';
import { exampleField, exampleModule } from '../exampleMetadata.ts';
import { plainL10n } from '../plainL10n.ts';

describe('the words for a field', () => {
  it('are its type and flags, with the API name where that differs', () => {
    const field = exampleField({ isMandatory: true, isUnique: true, length: 100 });
    assert.equal(fieldDescription(field, plainL10n), 'email (100), mandatory, unique');
    const renamed = exampleField({ label: 'E-Mail', isReadOnly: true });
    assert.equal(fieldDescription(renamed, plainL10n), 'Email · email, read-only');
  });

  it('name what a lookup points to, and where a subform has its rows', () => {
    const lookup = exampleField({ type: 'lookup', lookupModules: ['Accounts', 'Contacts'] });
    assert.equal(fieldTypeText(lookup, plainL10n), 'lookup → Accounts, Contacts');
    const subform = exampleField({ type: 'subform', subformModule: 'Order_Lines' });
    assert.equal(fieldTypeText(subform, plainL10n), 'subform → Order_Lines');
  });

  it('give digits before and after the point', () => {
    const amount = exampleField({ type: 'currency', length: 16, decimalPlaces: 2 });
    assert.equal(fieldTypeText(amount, plainL10n), 'currency (16, 2)');
  });

  it('use the word of the CRM for a type that is unknown here', () => {
    assert.equal(fieldTypeText(exampleField({ type: 'other', crmType: 'RRULE' }), plainL10n), 'RRULE');
  });
});

describe('the tooltip of a field', () => {
  const value = (number: number) => ({
    id: `v${number}`,
    display: `Value ${number}`,
    actual: `Value ${number}`,
    isUsed: true,
  });

  it('lists pick-list values with their former names, and which are no longer offered', () => {
    const pickList = [value(1), { ...value(2), actual: 'Two' }, { ...value(3), isUsed: false }];
    const rows = fieldRows(exampleField({ type: 'pickList', crmType: 'picklist', pickList }), plainL10n);
    const values = rows.find((row) => row.label === 'Values')?.value;
    assert.equal(values, 'Value 1, Value 2 (Two), Value 3 (no longer offered)');
  });

  it('cuts a long pick list', () => {
    const pickList = Array.from({ length: 100 }, (_, index) => value(index));
    const rows = fieldRows(exampleField({ type: 'pickList', pickList }), plainL10n);
    assert.match(rows.find((row) => row.label === 'Values')?.value ?? '', /, Value 39, and 60 more$/);
  });

  it('has no row without a value', () => {
    const labels = fieldRows(exampleField(), plainL10n).map((row) => row.label);
    assert.deepEqual(labels, ['API name', 'Type']);
  });
});

describe('the words for a module', () => {
  it('tell why it cannot be read', () => {
    const module = exampleModule({ label: 'Prospects', isReadable: false, unreadableBecause: 'noPermission' });
    assert.equal(moduleDescription(module, plainL10n), 'Leads · no permission');
  });

  it('are none for a module of which the name says all', () => {
    assert.equal(moduleDescription(exampleModule(), plainL10n), '');
  });
});
