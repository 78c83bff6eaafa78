import assert from 'node:assert/strict';

import { diffDetails, diffModules, typeText } from '../../../src/core/metadata/metadataDiff.ts';
import type { Field, Module, ModuleDetails, PickListValue } from '../../../src/core/model/metadata.ts';
import { exampleField, exampleModule } from './exampleMetadata.ts';

const leads = { apiName: 'Leads', label: 'Leads' };
const score = { apiName: 'Score', label: 'Score' };

function modules(...changes: readonly Partial<Module>[]): readonly Module[] {
  return changes.map((each) => exampleModule(each));
}

function details(...fields: readonly Partial<Field>[]): ModuleDetails {
  return { fields: fields.map((each) => exampleField(each)), relatedLists: [] };
}

function value(id: string, display: string, isUsed = true): PickListValue {
  return { id, display, actual: display, isUsed };
}

describe('the differences between metadata', () => {
  it('are none where nothing but the order differs', () => {
    const [a, b] = [exampleModule({ id: '1' }), exampleModule({ id: '2', apiName: 'Deals', label: 'Deals' })];
    assert.deepEqual(diffModules([a, b], [b, a]), []);
    assert.deepEqual(diffDetails(leads, details({ id: '1' }, { id: '2' }), details({ id: '2' }, { id: '1' })), []);
  });

  it('are modules that came, went, got another name or can no longer be read', () => {
    const before = modules({ id: '1' }, { id: '2', apiName: 'Deals', label: 'Deals' }, { id: '3', apiName: 'Old' });
    const after = [
      exampleModule({ id: '1', isReadable: false, unreadableBecause: 'hidden' }),
      exampleModule({ id: '2', apiName: 'Deals', label: 'Opportunities' }),
      exampleModule({ id: '4', apiName: 'New' }),
    ];
    assert.deepEqual(diffModules(before, after), [
      { kind: 'moduleReadability', module: leads, unreadableBecause: 'hidden' },
      {
        kind: 'moduleRenamed',
        module: { apiName: 'Deals', label: 'Opportunities' },
        before: { apiName: 'Deals', label: 'Deals' },
      },
      { kind: 'moduleAdded', module: { apiName: 'New', label: 'Leads' } },
      { kind: 'moduleRemoved', module: { apiName: 'Old', label: 'Leads' } },
    ]);
  });

  it('are a type, a length or what a lookup points to', () => {
    const cases: readonly (readonly [Partial<Field>, Partial<Field>, string, string])[] = [
      [{ crmType: 'text', length: 80 }, { crmType: 'text', length: 120 }, 'text (80)', 'text (120)'],
      [{ crmType: 'integer' }, { crmType: 'bigint' }, 'integer', 'bigint'],
      [
        { crmType: 'double', length: 16, decimalPlaces: 2 },
        { crmType: 'double', length: 16, decimalPlaces: 4 },
        'double (16, 2)',
        'double (16, 4)',
      ],
      [
        { crmType: 'lookup', lookupModules: ['A'] },
        { crmType: 'lookup', lookupModules: ['B'] },
        'lookup (A)',
        'lookup (B)',
      ],
    ];
    for (const [old, now, before, after] of cases) {
      const changes = diffDetails(leads, details(old), details(now));
      assert.deepEqual(changes, [{ kind: 'fieldType', module: leads, field: score, before, after }]);
    }
    assert.equal(typeText(exampleField({ crmType: 'subform', subformModule: 'Rows', length: 200 })), 'subform (Rows)');
  });

  it('are pick-list values that are new, gone, no longer offered or renamed', () => {
    const before = details({ pickList: [value('1', 'Web'), value('2', 'Fax'), value('3', 'Call'), value('4', 'Ad')] });
    const after = details({
      pickList: [value('5', 'Chat'), value('4', 'Advert'), value('3', 'Call', false), value('1', 'Web')],
    });
    assert.deepEqual(diffDetails(leads, before, after), [
      {
        kind: 'fieldPickList',
        module: leads,
        field: score,
        ...{ added: ['Chat'], removed: ['Fax', 'Call'], renamed: [{ before: 'Ad', after: 'Advert' }] },
      },
    ]);
  });

  it('of a field are told one by one', () => {
    const after = details({ apiName: 'Rating', label: 'Rating', isMandatory: true, crmType: 'double' });
    const kinds = diffDetails(leads, details({}), after).map((each) => each.kind);
    assert.deepEqual(kinds, ['fieldRenamed', 'fieldType', 'fieldMandatory']);
  });

  it('are no fields where the module can no longer be read', () => {
    const after: ModuleDetails = { fields: [], relatedLists: [], unreadableBecause: 'noPermission' };
    const changes = diffDetails(leads, details({}, { id: '2' }), after);
    assert.deepEqual(changes, [{ kind: 'moduleReadability', module: leads, unreadableBecause: 'noPermission' }]);
    assert.deepEqual(diffDetails(leads, after, details({})), [
      { kind: 'moduleReadability', module: leads, unreadableBecause: undefined },
    ]);
  });
});
