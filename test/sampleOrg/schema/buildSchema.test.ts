import assert from 'node:assert/strict';

import { IdSequence } from '../../../src/sampleOrg/ids.ts';
import { buildSchema } from '../../../src/sampleOrg/schema/buildSchema.ts';
import type { FieldDefinition, FieldType, ModuleDefinition } from '../../../src/sampleOrg/schema/module.ts';

const at = Date.UTC(2024, 0, 15);
const schema = buildSchema(new IdSequence(554_023), at);

function moduleNamed(apiName: string): ModuleDefinition {
  const module = schema.module(apiName);
  assert.ok(module, `no module ${apiName}`);
  return module;
}

function fieldOf(moduleName: string, apiName: string): FieldDefinition {
  const field = schema.field(moduleNamed(moduleName), apiName);
  assert.ok(field, `no field ${moduleName}.${apiName}`);
  return field;
}

const everyField = schema.modules.flatMap((module) => module.fields.map((field) => ({ module, field })));

describe('the schema of the sample organization', () => {
  it('is the same for the same ids', () => {
    assert.deepEqual(buildSchema(new IdSequence(554_023), at).modules, schema.modules);
  });

  it('gives every part an id of its own', () => {
    const parts = schema.modules.flatMap((module) => [
      module,
      ...module.fields,
      ...module.fields.flatMap((field) => field.pickList ?? []),
      ...module.layouts,
      ...module.relatedLists,
      ...module.customViews,
    ]);
    const { profiles, roles, currencies, tags } = schema.settings;
    const ids = [...parts, ...profiles, ...roles, ...currencies, ...tags].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('has names that are unique by case: two fields of Leads differ by case alone', () => {
    for (const module of schema.modules) {
      const names = module.fields.map((field) => field.apiName);
      assert.equal(new Set(names).size, names.length, module.apiName);
    }
    const folded = moduleNamed('Leads').fields.map((field) => field.apiName.toLowerCase());
    assert.equal(folded.length - new Set(folded).size, 1);
  });

  it('has more fields in Leads than one list call can name', () => {
    assert.ok(moduleNamed('Leads').fields.length >= 60);
  });

  it('has a field of every type', () => {
    const types: readonly FieldType[] = [
      ...(['text', 'textarea', 'email', 'phone', 'website', 'picklist', 'multiselectpicklist', 'date'] as const),
      ...(['datetime', 'integer', 'bigint', 'double', 'currency', 'percent', 'boolean', 'autonumber'] as const),
      ...(['lookup', 'ownerlookup', 'userlookup', 'multiselectlookup', 'multiuserlookup'] as const),
      ...(['multi_module_lookup', 'subform', 'fileupload', 'imageupload', 'profileimage', 'formula'] as const),
      ...(['rollup_summary', 'RRULE', 'ALARM', 'event_reminder', 'multireminder', 'address', 'layout'] as const),
    ];
    const used = new Set(everyField.map(({ field }) => field.type));
    assert.deepEqual(
      types.filter((type) => !used.has(type)),
      [],
    );
  });

  it('has one display field where records have names', () => {
    for (const module of schema.modules.filter((each) => each.viewable && each.fields.length > 0)) {
      assert.equal(module.fields.filter((field) => field.displayField).length, 1, module.apiName);
    }
  });
});

describe('references within the schema', () => {
  it('lead from lookups to modules', () => {
    for (const { module, field } of everyField) {
      const targets = [...(field.lookup ? [field.lookup.module] : []), ...(field.lookupModules ?? [])];
      for (const target of targets) assert.ok(schema.module(target), `${module.apiName}.${field.apiName} to ${target}`);
    }
  });

  it('lead from lookups with a related list to that list', () => {
    for (const { module, field } of everyField) {
      if (field.type !== 'lookup' || field.lookup?.relatedList === undefined) continue;
      const lists = moduleNamed(field.lookup.module).relatedLists.map((list) => list.apiName);
      assert.ok(lists.includes(field.lookup.relatedList), `${module.apiName}.${field.apiName}`);
    }
  });

  it('lead from linking fields and lists to both lookups of the linking module', () => {
    const links = [
      ...everyField.flatMap(({ field }) => (field.linking ? [field.linking] : [])),
      ...schema.modules.flatMap(({ relatedLists }) => {
        return relatedLists.flatMap(({ source }) => (source.kind === 'linking' ? [source] : []));
      }),
    ];
    assert.ok(links.length > 0);
    for (const { module, ownField, otherField } of links) {
      fieldOf(module, ownField);
      fieldOf(module, otherField);
    }
  });

  it('lead from subforms to modules whose rows know their parent', () => {
    for (const { module, field } of everyField) {
      if (field.subformModule === undefined) continue;
      assert.equal(moduleNamed(field.subformModule).parentModule, module.apiName);
      assert.equal(fieldOf(field.subformModule, 'Parent_Id').lookup?.module, module.apiName);
    }
  });

  it('lead from rollups to a list and a field of the other module', () => {
    for (const { module, field } of everyField) {
      if (!field.rollup) continue;
      const { rollup } = field;
      fieldOf(rollup.module, rollup.field);
      const lists = module.relatedLists.map(({ source }) => (source.kind === 'lookup' ? source.module : ''));
      assert.ok(lists.includes(rollup.module), `${module.apiName}.${field.apiName}`);
    }
  });

  it('lead from formulas, layouts and views to fields', () => {
    for (const module of schema.modules) {
      const formulas = module.fields.flatMap((field) => [
        ...(field.formula?.expression ?? '').matchAll(/\$\{(\w+)(?:\.\w+)?\}/g),
      ]);
      const named = [
        ...formulas.map((match) => match[1] ?? ''),
        ...module.layouts.flatMap((layout) => layout.sections.flatMap((section) => section.fields)),
        ...module.customViews.flatMap((view) => [...view.fields, ...(view.sortBy === undefined ? [] : [view.sortBy])]),
      ];
      for (const name of named) assert.ok(schema.field(module, name), `${module.apiName}.${name}`);
    }
  });
});

describe('awkward modules and fields', () => {
  it('include a module without Modified_Time that can be read although nobody can open it', () => {
    const history = moduleNamed('DealHistory');
    assert.equal(schema.field(history, 'Modified_Time'), undefined);
    assert.deepEqual([history.apiSupported, history.viewable], [true, false]);
  });

  it('include modules that are listed with api_supported and answer nothing', () => {
    assert.equal(moduleNamed('Functions__s').recordsAnswer, 'invalidModule');
    assert.equal(moduleNamed('Email_Analytics').fieldsAnswer, 'noContent');
    assert.equal(moduleNamed('Notes').recordsAnswer, 'adminOnly');
  });

  it('include pick lists with values that show another text than they store, with colors, and with unused ones', () => {
    const values = fieldOf('Leads', 'Lead_Status').pickList ?? [];
    assert.ok(values.some((value) => value.displayValue !== value.actualValue));
    assert.ok(values.every((value) => value.colorCode !== undefined));
    assert.ok(values.some((value) => !value.used));
  });

  it('include fields that bulk read refuses', () => {
    assert.equal(fieldOf('Leads', 'Address').bulkReadable, false);
    assert.equal(fieldOf('Calls', 'CTI_Entry').bulkReadable, false);
    assert.equal(fieldOf('Price_Books', 'Pricing_Details').bulkReadable, false);
  });

  it('include fields that only a layout makes mandatory', () => {
    const company = fieldOf('Leads', 'Company');
    assert.deepEqual([company.mandatory, company.layoutMandatory], [false, true]);
  });
});

describe('a schema', () => {
  it('finds a renamed field only after it was told', () => {
    const own = buildSchema(new IdSequence(554_024), at);
    const module = own.module('Leads');
    const field = module && own.field(module, 'Designation');
    assert.ok(module && field);
    field.apiName = 'Job_Title';
    own.fieldsChanged(module, at + 1000);
    assert.equal(own.field(module, 'Job_Title'), field);
    assert.equal(own.field(module, 'Designation'), undefined);
    assert.equal(module.modifiedAt, at + 1000);
  });
});
