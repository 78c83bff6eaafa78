import type { Field, FieldType } from '../model/metadata.ts';
import { assignNames, styledName } from './tableNames.ts';
import type { Column, ColumnSource, ColumnType, TableChoices } from './tablePlan.ts';

/**
 * What each type of field becomes. Lookups and users become columns of their parts, subforms and many-to-many lookups
 * tables of their own (JSON where that is not possible), computed fields what they compute.
 */
const typeOf: Readonly<Record<FieldType, ColumnType>> = {
  text: 'text',
  longText: 'longText',
  email: 'text',
  phone: 'text',
  url: 'text',
  pickList: 'text',
  multiPickList: 'json',
  date: 'date',
  dateTime: 'dateTime',
  boolean: 'boolean',
  integer: 'integer',
  bigInteger: 'bigInteger',
  decimal: 'decimal',
  currency: 'decimal',
  percent: 'decimal',
  autoNumber: 'text',
  lookup: 'id',
  userLookup: 'id',
  multiLookup: 'json',
  subform: 'json',
  file: 'json',
  image: 'json',
  formula: 'text',
  rollup: 'text',
  address: 'json',
  other: 'longText',
};

/** A column before it has its name. */
interface Draft {
  readonly key: string;
  readonly wanted: string;
  readonly type: ColumnType;
  readonly source: ColumnSource;
}

/** Columns of a table of records or of rows, in the order of the fields, without the keys. */
export function planColumns(
  fields: readonly Field[],
  choices: TableChoices,
  subforms: ReadonlySet<string>,
  reserved: readonly string[] = ['id'],
): readonly Column[] {
  const drafts = fields
    .filter((field) => hasColumn(field, choices, subforms))
    .flatMap((field) => draft(field, choices));
  const own = ['_valid_from', '_valid_to', '_is_current'];
  const names = assignNames(
    drafts.map(({ key, wanted }) => ({ key, name: wanted })),
    new Set([...reserved, ...own]),
  );
  return drafts.map(({ key, wanted, type, source }) => ({ name: names.get(key) ?? wanted, key, type, source }));
}

export function idColumn(name: string, choices: TableChoices, kind: 'id' | 'parentId' | 'linkedId' = 'id'): Column {
  return { name, key: `#${kind}`, type: choices.ids === 'bigint' ? 'idNumber' : 'id', source: { kind } };
}

function hasColumn(field: Field, choices: TableChoices, subforms: ReadonlySet<string>): boolean {
  if (field.apiName === 'id' || field.type === 'multiLookup') return false;
  if (field.type === 'multiPickList') return choices.multiSelect !== 'childTable';
  return field.type !== 'subform' || !subforms.has(field.subformModule ?? '');
}

function draft(field: Field, choices: TableChoices): readonly Draft[] {
  const { id, apiName, type } = field;
  const name = styledName(choices.namesFrom === 'label' ? field.label : apiName, choices.style);
  if (type === 'lookup' || type === 'userLookup') return draftReference(field, name, choices);
  return [{ key: id, wanted: name, type: valueType(field, choices), source: { kind: 'value', field: apiName } }];
}

function valueType({ type, resultType }: Field, choices: TableChoices): ColumnType {
  if (type === 'multiPickList') return choices.multiSelect === 'text' ? 'longText' : 'json';
  if (type !== 'formula' && type !== 'rollup') return typeOf[type];
  const computed = resultType === undefined ? 'text' : typeOf[resultType];
  // What is computed may have any number of decimal places.
  if (computed === 'decimal') return 'longDecimal';
  return computed === 'text' ? 'longText' : computed;
}

function draftReference(field: Field, name: string, choices: TableChoices): readonly Draft[] {
  const blank = choices.style === 'asIs' && choices.namesFrom === 'label' ? ' ' : '_';
  const part = (of: 'id' | 'name' | 'email' | 'module', type: ColumnType): Draft => ({
    key: of === 'id' ? field.id : `${field.id}.${of}`,
    wanted: `${name}${blank}${of}`,
    type,
    source: { kind: 'reference', field: field.apiName, part: of },
  });
  return [
    part('id', choices.ids === 'bigint' ? 'idNumber' : 'id'),
    ...(choices.names ? [part('name', 'text')] : []),
    ...(choices.names && field.type === 'userLookup' ? [part('email', 'text')] : []),
    ...(field.lookupModules.length > 1 ? [part('module', 'text')] : []),
  ];
}
