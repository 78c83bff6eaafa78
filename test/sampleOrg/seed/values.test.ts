import assert from 'node:assert/strict';

import type { OrgState } from '../../../src/sampleOrg/orgState.ts';
import type { StoredValue } from '../../../src/sampleOrg/records/store.ts';
import type { FieldDefinition, ModuleDefinition } from '../../../src/sampleOrg/schema/module.ts';
import { isCalendarDate } from '../../../src/sampleOrg/time/zones.ts';
import { column, recordsOf, seededOrg } from './seededOrg.ts';

/** Fields that the seed leaves to others: pictures of records, files beyond the newest lead's, lists of comments. */
const leftEmpty = new Set(['Record_Image', 'Comments', 'Photos', 'Report']);

describe('the values of the seed', () => {
  const org = seededOrg();

  it('fill every stored field of every module somewhere', () => {
    const empty = eachField(org)
      .filter(({ field }) => isStored(field) && !leftEmpty.has(field.apiName))
      .filter(({ module, field }) => recordsOf(org, module.apiName).length > 0 && isEmptyEverywhere(org, module, field))
      .map(({ module, field }) => `${module.apiName}.${field.apiName}`);
    assert.deepEqual(empty, []);
  });

  it('have the form in which the store keeps each type', () => {
    for (const { module, field } of eachField(org)) {
      for (const { id, values } of recordsOf(org, module.apiName)) {
        const value = values[field.apiName] ?? null;
        if (value === null || field.apiName === 'id') continue;
        assert.ok(isOfType(field, value), `${module.apiName}.${field.apiName} of ${id}: ${JSON.stringify(value)}`);
      }
    }
  });

  it('are there where the module cannot do without them', () => {
    for (const { module, field } of eachField(org).filter((each) => each.field.mandatory && isStored(each.field))) {
      for (const { id, values } of recordsOf(org, module.apiName)) {
        assert.notEqual(values[field.apiName] ?? null, null, `${module.apiName}.${field.apiName} of ${id}`);
      }
    }
  });

  it('repeat neither a unique field nor an autonumber nor the e-mail address of a lead', () => {
    const unique = eachField(org).filter(({ field }) => field.unique ?? field.type === 'autonumber');
    assert.ok(unique.length > 5);
    const named = unique.map(({ module, field }) => [module.apiName, field.apiName] as const);
    for (const [module, field] of [...named, ['Leads', 'Email'] as const]) {
      const values = column(org, module, field).filter((value) => value !== null);
      assert.equal(new Set(values).size, values.length, `${module}.${field}`);
    }
  });

  it('keep different e-mail addresses for more leads than there are people in the pool', () => {
    const many = seededOrg({ records: new Map([['Leads', 6000]]) });
    const addresses = column(many, 'Leads', 'Email').filter((value) => value !== null);
    assert.equal(new Set(addresses).size, addresses.length);
  });

  it('do not depend on how many records another module has', () => {
    const more = seededOrg({ records: new Map([['Solutions', 60]]) });
    assert.deepEqual(column(more, 'Leads', 'Full_Name'), column(org, 'Leads', 'Full_Name'));
    assert.deepEqual(column(more, 'Leads', 'Modified_Time'), column(org, 'Leads', 'Modified_Time'));
  });

  it('use tags, and pick list values that are shown differently from what they are', () => {
    assert.ok(column(org, 'Leads', 'Tag').some((tags) => Array.isArray(tags) && tags.includes('hot')));
    assert.ok(column(org, 'Leads', 'Lead_Status').includes('In Contact'));
    assert.ok(!column(org, 'Leads', 'Lead_Status').includes('Contacted'));
  });
});

interface FieldOfModule {
  readonly module: ModuleDefinition;
  readonly field: FieldDefinition;
}

function eachField(org: OrgState): FieldOfModule[] {
  return org.schema.modules.flatMap((module) => module.fields.map((field) => ({ module, field })));
}

function isStored(field: FieldDefinition): boolean {
  const elsewhere: readonly string[] = ['subform', 'multiselectlookup', 'multiuserlookup', 'address'];
  return field.apiName !== 'id' && !elsewhere.includes(field.type);
}

function isEmptyEverywhere(org: OrgState, module: ModuleDefinition, field: FieldDefinition): boolean {
  return column(org, module.apiName, field.apiName).every((value) => value === null);
}

function isOfType(field: FieldDefinition, value: StoredValue): boolean {
  switch (field.type) {
    case 'text':
      return field.jsonType === 'jsonarray' ? Array.isArray(value) : isText(value, field.length);
    case 'textarea':
    case 'email':
    case 'phone':
    case 'website':
      return isText(value, field.length);
    case 'picklist':
      return (field.pickList ?? []).some((option) => option.displayValue === value);
    case 'multiselectpicklist':
      return Array.isArray(value) && value.every((each) => field.pickList?.some((one) => one.displayValue === each));
    case 'date':
      return typeof value === 'string' && isCalendarDate(value);
    case 'datetime':
      return typeof value === 'number' && value % 1000 === 0;
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 10 ** field.length;
    case 'double':
    case 'currency':
    case 'percent':
      return typeof value === 'number' && value === Number(value.toFixed(field.decimalPlaces ?? 2));
    case 'bigint':
      return typeof value === 'string' && /^\d{1,18}$/.test(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'lookup':
    case 'ownerlookup':
    case 'userlookup':
      return typeof value === 'string' && /^\d{18}$/.test(value);
    default:
      return true;
  }
}

function isText(value: StoredValue, length: number): boolean {
  return typeof value === 'string' && value.length <= length;
}
