import type { OrgState } from '../orgState.ts';
import type { StoredValue } from '../records/store.ts';
import { field as fieldSpec } from '../schema/fieldSpec.ts';
import type { Criterion, FieldDefinition, FieldType, ModuleDefinition } from '../schema/module.ts';
import { InputError, JsonInput } from './jsonInput.ts';

const changes = ['addField', 'renameField', 'removeField', 'setMandatory', 'addPickListValue', 'renameModule'] as const;

/** Types of fields that can be added: those whose values need nothing but the field itself. */
const addableTypes = [
  'text',
  'textarea',
  'email',
  'phone',
  'website',
  'picklist',
  'multiselectpicklist',
  'date',
  'datetime',
  'integer',
  'bigint',
  'double',
  'currency',
  'percent',
  'boolean',
] as const satisfies readonly FieldType[];

/**
 * Changes the schema as an administrator would, and says which module it was:
 *
 * - `{"change":"addField","module":"Leads","field":{"api_name":"Region","data_type":"text"}}`, with `label`, `length`,
 *   `mandatory` and `pick_list_values` (a list of texts) if wanted;
 * - `{"change":"renameField","module":"Leads","field":"Region","api_name":"Area","label":"Area"}`, one of both or both;
 * - `{"change":"removeField","module":"Leads","field":"Area"}`: its values are gone;
 * - `{"change":"setMandatory","module":"Leads","field":"Email","mandatory":true}`;
 * - `{"change":"addPickListValue","module":"Leads","field":"Lead_Source","value":"Podcast"}`;
 * - `{"change":"renameModule","module":"Leads","singular_label":"Prospect","plural_label":"Prospects"}`.
 *
 * As in Zoho, API names can be changed, and fields removed, of custom fields only, and not while something else needs
 * them. Throws InputError.
 */
export function changeSchema(org: OrgState, body: unknown): ModuleDefinition {
  const input = new JsonInput(body, '');
  const change = input.required('change', input.oneOf('change', changes));
  const module = moduleIn(org, input);
  const apply = prepare(org, input, change, module);
  input.finish();
  apply();
  org.schema.fieldsChanged(module, Math.floor(org.clock.now() / 1000) * 1000);
  return module;
}

/** Reads and checks everything first, so that a refused change leaves nothing half done. */
function prepare(
  org: OrgState,
  input: JsonInput,
  change: (typeof changes)[number],
  module: ModuleDefinition,
): () => void {
  switch (change) {
    case 'addField':
      return addField(org, input, module);
    case 'renameField':
      return renameField(org, input, module);
    case 'removeField': {
      const field = customFieldIn(org, input, module);
      return () => {
        removeField(org, module, field);
      };
    }
    case 'setMandatory': {
      const field = fieldIn(org, input, module);
      const mandatory = input.required('mandatory', input.boolean('mandatory'));
      return () => {
        field.mandatory = mandatory;
      };
    }
    case 'addPickListValue':
      return addPickListValue(org, input, module);
    case 'renameModule':
      return renameModule(input, module);
  }
}

function addField(org: OrgState, input: JsonInput, module: ModuleDefinition): () => void {
  const spec = new JsonInput(input.required('field', input.value('field')), 'field');
  const apiName = newApiName(org, spec, module);
  const type = spec.required('data_type', spec.oneOf('data_type', addableTypes));
  const length = spec.wholeNumber('length', 1, 50_000);
  const values = pickListTexts(spec, type === 'picklist' || type === 'multiselectpicklist');
  const defaults = fieldSpec(type, apiName, {
    custom: true,
    createdAt: org.clock.now(),
    mandatory: spec.boolean('mandatory') ?? false,
    ...(length === undefined ? {} : { length }),
  });
  const label = spec.text('label') ?? defaults.label;
  spec.finish();
  return () => {
    const field: FieldDefinition = { ...defaults, label, id: org.ids.next() };
    if (values) field.pickList = values.map((value) => newPickListValue(org, value));
    module.fields.push(field);
    showInLayouts(module, apiName);
  };
}

function renameField(org: OrgState, input: JsonInput, module: ModuleDefinition): () => void {
  const label = input.text('label');
  if (!input.has('api_name')) {
    const field = fieldIn(org, input, module);
    const newLabel = input.required('label', label);
    return () => {
      field.label = newLabel;
    };
  }
  const apiName = newApiName(org, input, module);
  const field = customFieldIn(org, input, module);
  return () => {
    const old = field.apiName;
    moveValues(org, module, old, apiName);
    field.apiName = apiName;
    if (label !== undefined) field.label = label;
    renameInLayoutsAndViews(module, old, apiName);
  };
}

function removeField(org: OrgState, module: ModuleDefinition, field: FieldDefinition): void {
  module.fields.splice(module.fields.indexOf(field), 1);
  moveValues(org, module, field.apiName, undefined);
  renameInLayoutsAndViews(module, field.apiName, undefined);
}

function addPickListValue(org: OrgState, input: JsonInput, module: ModuleDefinition): () => void {
  const field = fieldIn(org, input, module);
  const value = input.required('value', input.text('value'));
  const { pickList } = field;
  if (!pickList) throw new InputError('field', `"${field.apiName}" has no pick list.`);
  if (pickList.some((each) => each.displayValue === value)) throw new InputError('value', 'is in the list already.');
  return () => {
    pickList.push(newPickListValue(org, value));
  };
}

function renameModule(input: JsonInput, module: ModuleDefinition): () => void {
  const singular = input.text('singular_label');
  const plural = input.text('plural_label');
  if (singular === undefined && plural === undefined) {
    throw new InputError('singular_label', 'or plural_label is missing.');
  }
  return () => {
    module.singularLabel = singular ?? module.singularLabel;
    module.pluralLabel = plural ?? module.pluralLabel;
  };
}

function moduleIn(org: OrgState, input: JsonInput): ModuleDefinition {
  const name = input.required('module', input.text('module'));
  const module = org.schema.module(name);
  if (!module) throw new InputError('module', `"${name}" does not exist.`);
  return module;
}

function fieldIn(org: OrgState, input: JsonInput, module: ModuleDefinition): FieldDefinition {
  const name = input.required('field', input.text('field'));
  const field = org.schema.field(module, name);
  if (!field) throw new InputError('field', `"${name}" does not exist in ${module.apiName}.`);
  return field;
}

function customFieldIn(org: OrgState, input: JsonInput, module: ModuleDefinition): FieldDefinition {
  const field = fieldIn(org, input, module);
  if (!field.custom) throw new InputError('field', `"${field.apiName}" is a standard field.`);
  if (isNeeded(org, module, field)) throw new InputError('field', `"${field.apiName}" is needed elsewhere.`);
  return field;
}

/** Whether other modules, formulas or views' conditions build on the field. */
function isNeeded(org: OrgState, module: ModuleDefinition, field: FieldDefinition): boolean {
  const { apiName } = field;
  const isRelation = Boolean(field.lookup ?? field.lookupModules ?? field.linking ?? field.subformModule);
  const isInFormula = module.fields.some((each) => each.formula?.expression.includes(apiName));
  const isSummarized = org.schema.modules.some((each) =>
    each.fields.some(({ rollup }) => rollup?.module === module.apiName && rollup.field === apiName),
  );
  const isInView = module.customViews.some((each) => each.criterion && mentions(each.criterion, apiName));
  return isRelation || isInFormula || isSummarized || isInView || module.duplicateCheckField === apiName;
}

function mentions(criterion: Criterion, apiName: string): boolean {
  return criterion.kind === 'test'
    ? criterion.path.includes(apiName)
    : criterion.of.some((each) => mentions(each, apiName));
}

function newApiName(org: OrgState, input: JsonInput, module: ModuleDefinition): string {
  const apiName = input.required('api_name', input.text('api_name'));
  if (!/^[A-Za-z]\w{0,49}$/.test(apiName)) throw new InputError(input.keyOf('api_name'), 'is not an API name.');
  if (org.schema.field(module, apiName)) throw new InputError(input.keyOf('api_name'), 'is taken.');
  return apiName;
}

function pickListTexts(spec: JsonInput, isPickList: boolean): readonly string[] | undefined {
  const values = spec.array('pick_list_values');
  if (!isPickList && values) throw new InputError('field.pick_list_values', 'go with pick lists only.');
  if (!isPickList) return undefined;
  return (values ?? []).map((value) => {
    if (typeof value === 'string' && value !== '') return value;
    throw new InputError('field.pick_list_values', 'must be a list of texts.');
  });
}

function newPickListValue(org: OrgState, value: string) {
  return { id: org.ids.next(), displayValue: value, actualValue: value, used: true };
}

/** Without a new name, the values are dropped. Modified_Time stays: the records were not edited. */
function moveValues(org: OrgState, module: ModuleDefinition, from: string, to: string | undefined): void {
  const table = org.records.table(module.apiName);
  for (const record of [...table.ascending()]) {
    if (!(from in record.values)) continue;
    const { [from]: value = null, ...others } = record.values;
    const values: Record<string, StoredValue> = to === undefined ? others : { ...others, [to]: value };
    table.replace({ ...record, values });
  }
}

function showInLayouts(module: ModuleDefinition, apiName: string): void {
  module.layouts = module.layouts.map((layout) => ({
    ...layout,
    sections: layout.sections.map((section, index) =>
      index === 0 ? { ...section, fields: [...section.fields, apiName] } : section,
    ),
  }));
}

function renameInLayoutsAndViews(module: ModuleDefinition, from: string, to: string | undefined): void {
  const renamed = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) => (name === from ? (to ?? []) : name));
  module.layouts = module.layouts.map((layout) => ({
    ...layout,
    sections: layout.sections.map((section) => ({ ...section, fields: renamed(section.fields) })),
  }));
  module.customViews = module.customViews.map(({ sortBy, ...view }) => {
    const sortedBy = sortBy === from ? to : sortBy;
    return { ...view, fields: renamed(view.fields), ...(sortedBy === undefined ? {} : { sortBy: sortedBy }) };
  });
}
