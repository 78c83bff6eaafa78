import { sql } from 'kysely';

import type { SchemaChanges, SchemaDecisions, SchemaIssue, TableMemory } from '../dataTarget.ts';
import type { Column, ModulePlan, Table } from '../tablePlan.ts';
import { changeColumn, columnMemory } from './columnChanges.ts';
import { rejectedTable, stateTable } from './ownTables.ts';
import type { Query, SqlSession } from './sqlSession.ts';
import type { Statements } from './statements.ts';
import type { TargetState } from './targetState.ts';

interface Tools {
  readonly session: SqlSession;
  readonly statements: Statements;
  readonly state: TargetState;
}

/** What one table needs. */
interface TableChange {
  readonly table: Table;
  readonly create: readonly string[];
  /** After all tables were made. */
  readonly finish: readonly string[];
  readonly issues: readonly SchemaIssue[];
  readonly isHollow: boolean;
  readonly memory: TableMemory;
}

/** Compares plans with a database. Columns that no plan wants any more stay as they are. */
export async function findSchemaChanges(
  plans: readonly ModulePlan[],
  decisions: SchemaDecisions,
  tools: Tools,
): Promise<SchemaChanges> {
  const tables = plans.flatMap(tablesOf);
  const existing = await existingColumns([stateTable, rejectedTable, ...tables], tools);
  const names = tables.map(({ name }) => name);
  const { dialect } = tools.session;
  const indexes = await obstructions(dialect.obstructiveIndexesOf?.(names), 'index_name', tools);
  const keys = await obstructions(dialect.obstructiveKeysOf?.(names), 'key_name', tools);
  const own = [stateTable, rejectedTable].filter(({ name }) => !existing.has(name));
  const changes = new Map<Table, TableChange>();
  for (const table of tables) {
    const columns = existing.get(table.name);
    const memory = columns && existing.has(stateTable.name) ? await tools.state.memoryOf(table.name) : undefined;
    const change = !columns
      ? newTable(table, tools.statements)
      : memory
        ? changeTable(
            table,
            {
              ...{ memory, columns },
              obstructiveIndexes: indexes.get(table.name.toLowerCase()) ?? new Map(),
              obstructiveKeys: keys.get(table.name.toLowerCase()) ?? new Map(),
            },
            { ...tools, decisions },
          )
        : strangeTable(table);
    changes.set(table, change);
  }
  const all = [...changes.values()];
  const create = [...own.map((table) => tools.statements.createTable(table)), ...all.flatMap((each) => each.create)];
  const schema = create.length > 0 ? await schemaStatement(tools) : [];
  const actual = (table: Table): Table => changes.get(table)?.table ?? table;
  return {
    statements: [...schema, ...create, ...all.flatMap((each) => each.finish)],
    issues: all.flatMap((each) => each.issues),
    readAgain: plans
      .filter((plan) => tablesOf(plan).some((table) => changes.get(table)?.isHollow === true))
      .map(({ module }) => module),
    plans: plans.map((plan) => ({
      ...plan,
      main: actual(plan.main),
      children: plan.children.map(actual),
      history: plan.history && actual(plan.history),
    })),
    memory: all.map(({ memory }) => memory),
  };
}

export function tablesOf({ main, children, history }: ModulePlan): readonly Table[] {
  return [main, ...children, ...(history ? [history] : [])];
}

/** Names of columns by their lower-case form, for each table that exists. */
export async function existingColumns(
  tables: readonly Table[],
  { session }: Pick<Tools, 'session'>,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const { rows } = await session.run(session.dialect.columnsOf(tables.map(({ name }) => name)));
  const found = new Map<string, Map<string, string>>();
  for (const row of rows) {
    const [table, column] = [String(row['table_name']), String(row['column_name'])];
    // Some databases tell tables apart by their case, some write them as they like.
    const name = tables.find((each) => each.name === table)?.name;
    const key = name ?? tables.find((each) => each.name.toLowerCase() === table.toLowerCase())?.name ?? table;
    found.set(key, (found.get(key) ?? new Map<string, string>()).set(column.toLowerCase(), column));
  }
  return found;
}

/** By the lower-case names of tables and columns. */
async function obstructions(
  query: Query | undefined,
  name: 'index_name' | 'key_name',
  { session }: Pick<Tools, 'session'>,
): Promise<ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>> {
  const found = new Map<string, Map<string, readonly string[]>>();
  for (const row of query ? (await session.run(query)).rows : []) {
    const [table, column] = [String(row['table_name']).toLowerCase(), String(row['column_name']).toLowerCase()];
    const columns = found.get(table) ?? new Map<string, readonly string[]>();
    found.set(table, columns.set(column, [...(columns.get(column) ?? []), String(row[name])]));
  }
  return found;
}

function newTable(table: Table, statements: Statements): TableChange {
  const finish = [
    ...table.indexes.map((index) => statements.createIndex(table.name, index)),
    ...statements.foreignKeysOf(table),
  ];
  const memory = { table: table.name, columns: table.columns.map((column) => columnMemory(column, column)) };
  return { table, create: [statements.createTable(table)], finish, issues: [], isHollow: true, memory };
}

function changeTable(
  table: Table,
  existing: Parameters<typeof changeColumn>[2],
  tools: Parameters<typeof changeColumn>[3],
): TableChange {
  const changes = table.columns.map((column) => ({ wanted: column, ...changeColumn(table, column, existing, tools) }));
  const kept = existing.memory.columns.filter(({ key }) => !table.columns.some((column) => column.key === key));
  const columns = changes.map(({ wanted, column }) => columnMemory(column, wanted));
  const names = new Map(changes.map(({ wanted, column }) => [wanted.name, column.name]));
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  return {
    table: withColumns(
      table,
      changes.map(({ column }) => column),
      names,
    ),
    create: [],
    finish: changes.flatMap((each) => each.statements),
    issues: changes.flatMap((each) => each.issues),
    isHollow: changes.some((each) => each.isHollow),
    memory: { table: table.name, columns: [...columns, ...kept.filter(({ name }) => !taken.has(name.toLowerCase()))] },
  };
}

function withColumns(table: Table, columns: readonly Column[], names: ReadonlyMap<string, string>): Table {
  const { versionColumn } = table;
  return { ...table, columns, versionColumn: versionColumn && (names.get(versionColumn) ?? versionColumn) };
}

function strangeTable(table: Table): TableChange {
  const issue = { key: table.name, kind: 'strange', table: table.name, choices: [] } as const;
  return {
    table,
    create: [],
    finish: [],
    issues: [issue],
    isHollow: false,
    memory: { table: table.name, columns: [] },
  };
}

/** The schema is made where it is missing. */
async function schemaStatement({ session, statements }: Tools): Promise<readonly string[]> {
  if (session.schema === undefined) return [];
  const query = sql`select 1 as found from information_schema.schemata where schema_name = ${session.schema}`;
  const { rows } = await session.run(statements.compile(query));
  return rows.length > 0 ? [] : [statements.compile(sql`create schema ${sql.id(session.schema)}`).sql];
}
