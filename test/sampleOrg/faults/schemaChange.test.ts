import assert from 'node:assert/strict';

import { SampleClock } from '../../../src/sampleOrg/clock.ts';
import { InputError } from '../../../src/sampleOrg/faults/jsonInput.ts';
import { changeSchema } from '../../../src/sampleOrg/faults/schemaChange.ts';
import { defaultOptions } from '../../../src/sampleOrg/options.ts';
import type { OrgState } from '../../../src/sampleOrg/orgState.ts';
import type { FieldDefinition, ModuleDefinition } from '../../../src/sampleOrg/schema/module.ts';
import { buildOrganization } from '../../../src/sampleOrg/seed/buildOrganization.ts';

describe('a change of the schema', () => {
  const clock = new SampleClock();
  const records = new Map([['Leads', 5]]);
  let org: OrgState;
  beforeEach(() => {
    org = buildOrganization({ ...defaultOptions, records }, 'production', clock);
  });

  const leads = (): ModuleDefinition => org.schema.module('Leads') ?? assert.fail('no Leads');
  const field = (name: string): FieldDefinition | undefined => org.schema.field(leads(), name);
  const layoutNames = (): string[] =>
    leads().layouts.flatMap((layout) => layout.sections.flatMap((section) => section.fields));
  const change = (kind: string, more: object): ModuleDefinition =>
    changeSchema(org, { change: kind, module: 'Leads', ...more });
  const addRegion = (): ModuleDefinition =>
    change('addField', { field: { api_name: 'Region', data_type: 'picklist', pick_list_values: ['North', 'South'] } });

  it('adds a field to the module and its layouts', () => {
    addRegion();
    const added = field('Region');
    assert.equal(added?.custom, true);
    assert.match(added.id, /^\d{18}$/);
    assert.deepEqual(
      added.pickList?.map((each) => each.displayValue),
      ['North', 'South'],
    );
    assert.equal(
      layoutNames().includes('Region'),
      leads().layouts.some((layout) => layout.sections.length > 0),
    );
  });

  it('moves the values of a renamed field and keeps its id', () => {
    addRegion();
    const id = field('Region')?.id;
    const table = org.records.table('Leads');
    const [first] = table.ascending();
    assert.ok(first);
    table.replace({ ...first, values: { ...first.values, Region: 'North' } });
    change('renameField', { field: 'Region', api_name: 'Area', label: 'Sales area' });
    assert.equal(field('Region'), undefined);
    assert.deepEqual([field('Area')?.id, field('Area')?.label], [id, 'Sales area']);
    assert.equal(table.get(first.id)?.values['Area'], 'North');
    assert.equal('Region' in (table.get(first.id)?.values ?? {}), false);
    assert.equal(layoutNames().includes('Region'), false);
  });

  it('removes a field with its values', () => {
    addRegion();
    change('removeField', { field: 'Region' });
    assert.equal(field('Region'), undefined);
    assert.equal(layoutNames().includes('Region'), false);
  });

  it('changes labels, mandatory fields, pick lists and the time of the change', () => {
    clock.advance(3_600_000);
    change('renameField', { field: 'Email', label: 'E-mail address' });
    change('setMandatory', { field: 'Email', mandatory: true });
    change('addPickListValue', { field: 'Lead_Source', value: 'Podcast episode' });
    const module = change('renameModule', { singular_label: 'Prospect', plural_label: 'Prospects' });
    assert.deepEqual([field('Email')?.label, field('Email')?.mandatory], ['E-mail address', true]);
    assert.equal(field('Lead_Source')?.pickList?.at(-1)?.displayValue, 'Podcast episode');
    assert.deepEqual([module.singularLabel, module.pluralLabel, module.apiName], ['Prospect', 'Prospects', 'Leads']);
    assert.equal(module.modifiedAt, Math.floor(clock.now() / 1000) * 1000);
  });

  it('touches no other organization', () => {
    const other = buildOrganization({ ...defaultOptions, records }, 'sandbox', clock);
    addRegion();
    change('addPickListValue', { field: 'Lead_Source', value: 'Podcast episode' });
    const module = other.schema.module('Leads');
    assert.ok(module);
    assert.equal(other.schema.field(module, 'Region'), undefined);
    const values = other.schema.field(module, 'Lead_Source')?.pickList?.map((each) => each.displayValue);
    assert.equal(values?.includes('Podcast episode'), false);
  });

  for (const [body, key] of [
    [{}, 'change'],
    [{ change: 'burn', module: 'Leads' }, 'change'],
    [{ change: 'addField' }, 'module'],
    [{ change: 'addField', module: 'Nope' }, 'module'],
    [{ change: 'addField', module: 'Leads' }, 'field'],
    [{ change: 'addField', module: 'Leads', field: { api_name: 'X', data_type: 'subform' } }, 'field.data_type'],
    [{ change: 'addField', module: 'Leads', field: { api_name: '1', data_type: 'text' } }, 'field.api_name'],
    [{ change: 'addField', module: 'Leads', field: { api_name: 'Email', data_type: 'text' } }, 'field.api_name'],
    [{ change: 'addField', module: 'Leads', field: { api_name: 'X', data_type: 'text', size: 1 } }, 'field.size'],
    [{ change: 'removeField', module: 'Leads', field: 'Email' }, 'field'],
    [{ change: 'renameField', module: 'Leads', field: 'Email', api_name: 'Mail' }, 'field'],
    [{ change: 'renameField', module: 'Leads', field: 'Email' }, 'label'],
    [{ change: 'setMandatory', module: 'Leads', field: 'Email', mandatory: 'yes' }, 'mandatory'],
    [{ change: 'addPickListValue', module: 'Leads', field: 'Email', value: 'x' }, 'field'],
    [{ change: 'renameModule', module: 'Leads' }, 'singular_label'],
    [{ change: 'renameModule', module: 'Leads', plural_label: 'X', label: 'Y' }, 'label'],
  ] as const) {
    it(`is refused as ${JSON.stringify(body)}`, () => {
      const before = leads().pluralLabel;
      assert.throws(
        () => changeSchema(org, body),
        (error) => error instanceof InputError && error.key === key,
      );
      assert.equal(leads().pluralLabel, before);
    });
  }
});
