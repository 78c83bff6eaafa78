import type { ColumnMemory, SchemaChoice, SchemaDecisions, SchemaIssue, TableMemory } from '../dataTarget.ts';
import type { Column, ColumnType, Table } from '../tablePlan.ts';
import { columnTypes } from '../tablePlan.ts';
import type { Statements } from './statements.ts';

/** What becomes of one column of a table that exists. */
export interface ColumnChange {
  readonly column: Column;
  readonly statements: readonly string[];
  readonly issues: readonly SchemaIssue[];
  /** The table lacks values that the CRM holds. */
  readonly isHollow: boolean;
}

/** A table as it is. */
export interface ExistingTable {
  readonly memory: TableMemory;
  /** Names of its columns, by their lower-case form. */
  readonly columns: ReadonlyMap<string, string>;
  /** Names of indexes that must go before a column can, by the column's lower-case name. */
  readonly obstructiveIndexes: ReadonlyMap<string, readonly string[]>;
  /** The same of foreign keys. */
  readonly obstructiveKeys: ReadonlyMap<string, readonly string[]>;
}

/** Types that hold every value of another and to which a column can be changed in place. */
const widerTypes: Readonly<Partial<Record<ColumnType, readonly ColumnType[]>>> = {
  integer: ['bigInteger', 'decimal', 'longDecimal'],
  bigInteger: ['decimal', 'longDecimal'],
  decimal: ['longDecimal'],
  text: ['longText'],
};

/** Compares one wanted column with what the table has: growing is done, everything else is asked about. */
export function changeColumn(
  table: Table,
  wanted: Column,
  existing: ExistingTable,
  tools: { readonly statements: Statements; readonly decisions: SchemaDecisions },
): ColumnChange {
  const remembered = existing.memory.columns.find(({ key }) => key === wanted.key);
  const sameName = existing.memory.columns.find(({ name }) => name.toLowerCase() === wanted.name.toLowerCase());
  // A field that was deleted and made again has a new id and goes on in its old column.
  const memory = remembered ?? sameName;
  if (!memory) return addedColumn(table, wanted, existing, tools.statements);
  const named = nameChange(table, wanted, memory, { existing, ...tools });
  if (named.isHollow || named.issues.length > 0) return named;
  const typed = typeChange(table, named.column, memory, { existing, wantedName: wanted.name, ...tools });
  const isHollow = typed.isHollow || !remembered;
  return { ...typed, statements: [...named.statements, ...typed.statements], isHollow };
}

/** What to remember of a column that was written as `actual` and wanted as `wanted`. */
export function columnMemory(actual: Column, wanted: Column): ColumnMemory {
  return { key: wanted.key, name: actual.name, wantedName: wanted.name, type: actual.type, wantedType: wanted.type };
}

function addedColumn(table: Table, column: Column, { columns }: ExistingTable, statements: Statements): ColumnChange {
  const stranger = columns.get(column.name.toLowerCase());
  if (stranger === undefined) {
    return { column, statements: [statements.addColumn(table, column)], issues: [], isHollow: true };
  }
  const issue = {
    key: `${table.name}.${column.key}`,
    kind: 'strange',
    table: table.name,
    column: stranger,
    choices: [],
  } as const;
  return { column, statements: [], issues: [issue], isHollow: false };
}

function nameChange(
  table: Table,
  wanted: Column,
  memory: ColumnMemory,
  {
    existing,
    statements,
    decisions,
  }: {
    readonly existing: ExistingTable;
    readonly statements: Statements;
    readonly decisions: SchemaDecisions;
  },
): ColumnChange {
  const none = { issues: [], statements: [], isHollow: false };
  const current = { ...wanted, name: memory.name };
  const [hasOld, hasNew] = [memory.name, wanted.name].map((name) => existing.columns.has(name.toLowerCase()));
  if (!hasOld) {
    // Renamed by us or by somebody else, or dropped.
    if (hasNew) return { ...none, column: wanted };
    return { ...none, column: wanted, statements: [statements.addColumn(table, wanted)], isHollow: true };
  }
  if (memory.wantedName === wanted.name) return { ...none, column: current };
  const key = `${table.name}.${wanted.key}.name`;
  switch (decisions.get(key)) {
    case 'renameColumn':
      return { ...none, column: wanted, statements: [statements.renameColumn(table.name, memory.name, wanted.name)] };
    case 'keepName':
      return { ...none, column: current };
    case 'addColumn':
      return { ...none, column: wanted, statements: [statements.addColumn(table, wanted)], isHollow: true };
    default: {
      const choices: readonly SchemaChoice[] = ['renameColumn', 'keepName', 'addColumn'];
      const words = { column: memory.name, was: memory.wantedName, wanted: wanted.name };
      return { ...none, column: current, issues: [{ key, kind: 'renamed', table: table.name, ...words, choices }] };
    }
  }
}

function typeChange(
  table: Table,
  named: Column,
  memory: ColumnMemory,
  tools: {
    readonly existing: ExistingTable;
    readonly wantedName: string;
    readonly statements: Statements;
    readonly decisions: SchemaDecisions;
  },
): ColumnChange {
  const { statements, decisions } = tools;
  const none = { issues: [], statements: [], isHollow: false };
  const type = columnTypes.find((each) => each === memory.type) ?? named.type;
  if (memory.wantedType === named.type || type === named.type) return { ...none, column: { ...named, type } };
  if (widerTypes[type]?.includes(named.type) === true) {
    const change = statements.changeType(table.name, named);
    return { ...none, column: named, statements: change === undefined ? [] : [change] };
  }
  const isKey = table.primaryKey.includes(named.name);
  const choices: SchemaChoice[] = holds(type, named.type) ? ['keepType'] : [];
  if (!isKey) choices.push('replaceColumn');
  const key = `${table.name}.${named.key}.type`;
  const decision = decisions.get(key);
  if (decision === 'keepType' && choices.includes(decision)) return { ...none, column: { ...named, type } };
  if (decision === 'replaceColumn' && choices.includes(decision)) {
    return { ...none, column: named, statements: replaceColumn(table, named, tools), isHollow: true };
  }
  const words = { column: named.name, was: memory.wantedType, wanted: named.type };
  return { ...none, column: named, issues: [{ key, kind: 'typeChanged', table: table.name, ...words, choices }] };
}

/** Indexes and foreign keys go with their column, or before it where the database insists. Indexes are made anew. */
function replaceColumn(
  table: Table,
  column: Column,
  {
    existing,
    wantedName,
    statements,
  }: { readonly existing: ExistingTable; readonly wantedName: string; readonly statements: Statements },
): readonly string[] {
  const obstructive = existing.obstructiveIndexes.get(column.name.toLowerCase()) ?? [];
  const keys = existing.obstructiveKeys.get(column.name.toLowerCase()) ?? [];
  const indexes = table.indexes.filter(({ columns }) => columns.includes(wantedName));
  const renamed = indexes.map(({ name, columns }) => ({
    name,
    columns: columns.map((each) => (each === wantedName ? column.name : each)),
  }));
  return [
    ...keys.map((key) => statements.dropForeignKey(table.name, key)),
    ...obstructive.map((index) => statements.dropIndex(index)),
    statements.dropColumn(table.name, column.name),
    statements.addColumn(table, column),
    ...renamed.map((index) => statements.createIndex(table.name, index)),
  ];
}

/** Whether a column of one type takes every value of another as it is, or as text. */
function holds(type: ColumnType, other: ColumnType): boolean {
  return type === 'longText' || type === 'text' || widerTypes[other]?.includes(type) === true;
}
