import type { Load, SqlDialect } from '../sqlSession.ts';

/** What the server must ask for when it reads a "file": it gets our rows for this name and nothing for any other. */
export const rowsFile = 'zoho-crm-rows';

export function createStageSql(columns: Load['columns'], stage: string, { typeNames }: SqlDialect): string {
  const definitions = columns.map(({ name, type }) => `${quote(name)} ${typeNames[type]}`);
  return `create temporary table if not exists ${stage} (${definitions.join(', ')}) engine = InnoDB character set utf8mb4 collate utf8mb4_bin`;
}

export function loadSql({ columns }: Pick<Load, 'columns'>, into: string): string {
  return `load data local infile '${rowsFile}' into table ${into} character set utf8mb4
    fields terminated by '\\t' escaped by '\\\\' lines terminated by '\\n' (${columns.map(({ name }) => quote(name)).join(', ')})`;
}

/** One statement for so many rows, where files are refused. Parameters: all cells, row by row. */
export function insertSql({ columns }: Pick<Load, 'columns'>, into: string, rows: number): string {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const names = columns.map(({ name }) => quote(name)).join(', ');
  return `insert into ${into} (${names}) values ${Array.from({ length: rows }, () => row).join(', ')}`;
}

/** Moves staged rows into the table, which must not hold them yet. */
export function insertStagedSql({ table, columns }: Pick<Load, 'table' | 'columns'>, stage: string): string {
  const all = columns.map(({ name }) => quote(name)).join(', ');
  return `insert into ${quote(table.name)} (${all}) select ${all} from ${stage}`;
}

/** Changes the staged columns of rows that are there, unless these are newer. The server leaves alone what is the same. */
export function updateSql(load: Pick<Load, 'table' | 'columns'>, stage: string): string {
  const { table, columns } = load;
  const values = columns.map(({ name }) => quote(name)).filter((name) => !table.primaryKey.map(quote).includes(name));
  const [first = ''] = table.primaryKey.map(quote);
  const set = values.length === 0 ? [`t.${first} = s.${first}`] : values.map((name) => `t.${name} = s.${name}`);
  const version = columns.find(({ name }) => name === table.versionColumn);
  const isNotOlder = version ? ` where (s.${quote(version.name)} < t.${quote(version.name)}) is not true` : '';
  return `update ${quote(table.name)} t join ${stage} s on ${sameKey(load)} set ${set.join(', ')}${isNotOlder}`;
}

/** Leaves the rows in the stage that the table does not hold. */
export function dropKnownSql(load: Pick<Load, 'table' | 'columns'>, stage: string): string {
  return `delete s from ${stage} s join ${quote(load.table.name)} t on ${sameKey(load)}`;
}

function sameKey({ table }: Pick<Load, 'table'>): string {
  return table.primaryKey.map((key) => `t.${quote(key)} = s.${quote(key)}`).join(' and ');
}

export function quote(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}
