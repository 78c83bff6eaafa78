import type { FieldDefinition, FieldType } from './module.ts';

/** A pick list value as the tables write it: the text, or texts that differ. */
export type OptionSpec =
  | string
  | {
      readonly display: string;
      readonly actual: string;
      readonly color?: string;
      /** False for a value that no layout offers any more. */
      readonly used?: boolean;
    };

/** A field before it has ids. */
export type FieldSpec = Omit<FieldDefinition, 'id' | 'pickList'> & { readonly options?: readonly OptionSpec[] };

/** What a line of a field table may say beyond the name and what the type gives. */
export type FieldMore = Partial<Omit<FieldSpec, 'apiName' | 'type'>>;

interface TypeDefaults {
  readonly jsonType: FieldDefinition['jsonType'];
  readonly length: number;
  readonly decimalPlaces?: number;
  /** Neither sortable, searchable, filterable nor a column of bulk read: values that are not one cell. */
  readonly compound?: boolean;
}

const typeDefaults: Readonly<Record<FieldType, TypeDefaults>> = {
  text: { jsonType: 'string', length: 255 },
  textarea: { jsonType: 'string', length: 2000 },
  email: { jsonType: 'string', length: 100 },
  phone: { jsonType: 'string', length: 30 },
  website: { jsonType: 'string', length: 450 },
  picklist: { jsonType: 'string', length: 120 },
  multiselectpicklist: { jsonType: 'jsonarray', length: 2000 },
  date: { jsonType: 'string', length: 20 },
  datetime: { jsonType: 'string', length: 120 },
  integer: { jsonType: 'integer', length: 9 },
  bigint: { jsonType: 'string', length: 18 },
  double: { jsonType: 'double', length: 16, decimalPlaces: 2 },
  currency: { jsonType: 'double', length: 16, decimalPlaces: 2 },
  percent: { jsonType: 'double', length: 5, decimalPlaces: 2 },
  boolean: { jsonType: 'boolean', length: 5 },
  autonumber: { jsonType: 'string', length: 40 },
  lookup: { jsonType: 'jsonobject', length: 120 },
  ownerlookup: { jsonType: 'jsonobject', length: 120 },
  userlookup: { jsonType: 'jsonobject', length: 120 },
  multiselectlookup: { jsonType: 'jsonarray', length: 2000, compound: true },
  multiuserlookup: { jsonType: 'jsonarray', length: 2000, compound: true },
  multi_module_lookup: { jsonType: 'jsonobject', length: 120 },
  subform: { jsonType: 'jsonarray', length: 2000, compound: true },
  fileupload: { jsonType: 'jsonarray', length: 2000, compound: true },
  imageupload: { jsonType: 'jsonarray', length: 2000, compound: true },
  profileimage: { jsonType: 'string', length: 255, compound: true },
  formula: { jsonType: 'double', length: 16, decimalPlaces: 2 },
  rollup_summary: { jsonType: 'double', length: 16, decimalPlaces: 2 },
  RRULE: { jsonType: 'jsonobject', length: 600 },
  ALARM: { jsonType: 'jsonobject', length: 600 },
  event_reminder: { jsonType: 'jsonarray', length: 600 },
  multireminder: { jsonType: 'jsonarray', length: 600 },
  address: { jsonType: 'jsonobject', length: 2000, compound: true },
  layout: { jsonType: 'jsonobject', length: 120 },
};

/** One line of a field table. The label is the API name with blanks, unless `more` gives another. */
export function field(type: FieldType, apiName: string, more: FieldMore = {}): FieldSpec {
  const { compound = false, ...defaults } = typeDefaults[type];
  return {
    apiName,
    label: apiName.replace(/__s$/, '').replaceAll('_', ' '),
    type,
    ...defaults,
    mandatory: false,
    custom: false,
    writable: type !== 'formula' && type !== 'rollup_summary' && type !== 'autonumber' && type !== 'address',
    visible: true,
    searchable: !compound,
    sortable: !compound && type !== 'textarea',
    filterable: !compound,
    displayField: false,
    bulkReadable: !compound,
    ...more,
  };
}

/** Several fields of one type, by API name. */
export function fields(type: FieldType, apiNames: string, more: FieldMore = {}): FieldSpec[] {
  return apiNames.split(' ').map((apiName) => field(type, apiName, more));
}

export function pickList(apiName: string, options: readonly OptionSpec[], more: FieldMore = {}): FieldSpec {
  return field('picklist', apiName, { options, ...more });
}

export function lookup(apiName: string, module: string, relatedList?: string, more: FieldMore = {}): FieldSpec {
  return field('lookup', apiName, {
    lookup: relatedList === undefined ? { module } : { module, relatedList },
    ...more,
  });
}

export function formula(
  apiName: string,
  returnType: 'double' | 'text' | 'boolean' | 'date' | 'datetime',
  expression: string,
  more: FieldMore = {},
): FieldSpec {
  const jsonType = returnType === 'double' || returnType === 'boolean' ? returnType : 'string';
  return field('formula', apiName, { formula: { returnType, expression }, jsonType, ...more });
}

export function subform(apiName: string, subformModule: string, more: FieldMore = {}): FieldSpec {
  return field('subform', apiName, { subformModule, ...more });
}

/** The fields of an organization's own making. */
export function custom(specs: readonly FieldSpec[]): FieldSpec[] {
  return specs.map((spec) => ({ ...spec, custom: true }));
}
