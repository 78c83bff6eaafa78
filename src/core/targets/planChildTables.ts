import type { Field } from '../model/metadata.ts';
import { idColumn, planColumns } from './planColumns.ts';
import { assignNames, cutName, styledName } from './tableNames.ts';
import type { Column, ForeignKey, ModuleToPlan, Table, TableChoices } from './tablePlan.ts';

/** Tables for what a record holds several of. Each row names its record in `parent_id`. Adds the names to `taken`. */
export function planChildTables(
  toPlan: ModuleToPlan,
  main: Table,
  choices: TableChoices,
  taken: Set<string>,
): readonly Table[] {
  const drafts = toPlan.fields.flatMap((field) => {
    const draft = draftChild(field, toPlan, choices);
    return draft ? [{ field, ...draft }] : [];
  });
  const wanted = drafts.map(({ field }) => {
    const name = styledName(choices.namesFrom === 'label' ? field.label : field.apiName, choices.style);
    return { key: field.id, name: `${main.name}_${name}` };
  });
  const names = assignNames(wanted, taken);
  for (const name of names.values()) taken.add(name.toLowerCase());
  return drafts.map(({ field, role, columns, primaryKey }) => {
    const name = names.get(field.id) ?? field.apiName;
    const foreignKeys = choices.foreignKeys ? [keyToParent(name, main)] : [];
    return { name, role, columns, primaryKey, foreignKeys, indexes: [], versionColumn: undefined };
  });
}

function draftChild(
  field: Field,
  { subforms }: ModuleToPlan,
  choices: TableChoices,
): Pick<Table, 'role' | 'columns' | 'primaryKey'> | undefined {
  const parent = idColumn('parent_id', choices, 'parentId');
  const role = (kind: 'subform' | 'choices' | 'links') => ({ kind, field: field.apiName });
  if (field.type === 'multiLookup') {
    return { role: role('links'), columns: linkColumns(parent, choices), primaryKey: ['parent_id', 'linked_id'] };
  }
  if (field.type === 'multiPickList' && choices.multiSelect === 'childTable') {
    return { role: role('choices'), columns: choiceColumns(parent), primaryKey: ['parent_id', 'position'] };
  }
  const rowFields = field.type === 'subform' ? subforms?.get(field.subformModule ?? '') : undefined;
  if (!rowFields) return undefined;
  // The table names the record by itself, and a row holds no tables of its own.
  const own = rowFields.filter(({ apiName }) => apiName !== 'Parent_Id');
  const inRow = {
    ...choices,
    multiSelect: choices.multiSelect === 'childTable' ? 'json' : choices.multiSelect,
  } as const;
  const columns = planColumns(own, inRow, new Set(), ['id', 'parent_id', 'position']);
  return {
    role: role('subform'),
    columns: [parent, idColumn('id', choices), position, ...columns],
    primaryKey: ['parent_id', 'id'],
  };
}

/** From 0, in the order of the CRM. */
const position: Column = { name: 'position', key: '#position', type: 'integer', source: { kind: 'position' } };

function linkColumns(parent: Column, choices: TableChoices): readonly Column[] {
  const linkedName: Column = { name: 'linked_name', key: '#name', type: 'text', source: { kind: 'linkedName' } };
  const own = [parent, idColumn('linked_id', choices, 'linkedId'), { ...idColumn('row_id', choices), key: '#id' }];
  return choices.names ? [...own, linkedName] : own;
}

function choiceColumns(parent: Column): readonly Column[] {
  return [parent, position, { name: 'value', key: '#choice', type: 'text', source: { kind: 'choice' } }];
}

function keyToParent(name: string, main: Table): ForeignKey {
  const column = 'parent_id';
  return { name: cutName(`fk_${name}_parent`), column, table: main.name, references: 'id', onDelete: 'cascade' };
}
