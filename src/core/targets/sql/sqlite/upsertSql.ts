import type { Table } from '../../tablePlan.ts';
import type { Load } from '../sqlSession.ts';

/** Inserts a row, or changes the one that is there unless it is newer, or the same already. */
export function upsertSql(table: Table, columns: Load['columns']): string {
  const names = columns.map(({ name }) => quote(name));
  const keys = table.primaryKey.map(quote);
  const values = names.filter((name) => !keys.includes(name));
  const into = `insert into ${quote(table.name)} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`;
  if (values.length === 0) return `${into} on conflict (${keys.join(', ')}) do nothing`;
  const set = values.map((name) => `${name} = excluded.${name}`).join(', ');
  const where = changeCondition(quote(table.name), values, table.versionColumn && quote(table.versionColumn));
  return `${into} on conflict (${keys.join(', ')}) do update set ${set} where ${where}`;
}

/** Changes some columns of a row that is there; the parameters are numbered in the order of `load.columns`. */
export function updateSql({ table, columns }: Load): string {
  const numbered = columns.map(({ name }, at) => ({
    name,
    sql: `${quote(name)} = ?${at + 1}`,
    parameter: `?${at + 1}`,
  }));
  const keys = numbered.filter(({ name }) => table.primaryKey.includes(name));
  const values = numbered.filter(({ name }) => !table.primaryKey.includes(name));
  const differs = values.map(({ name, parameter }) => `${quote(name)} is not ${parameter}`).join(' or ');
  const set = values.map((each) => each.sql).join(', ');
  return `update ${quote(table.name)} set ${set} where ${keys.map((each) => each.sql).join(' and ')} and (${differs})`;
}

export function existsSql({ name, primaryKey }: Table): string {
  return `select 1 from ${quote(name)} where ${primaryKey.map((key) => `${quote(key)} = ?`).join(' and ')}`;
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** All values are compared only where the version does not tell: most changed rows have a newer one. */
function changeCondition(table: string, values: readonly string[], version: string | undefined): string {
  const differs = values.map((name) => `excluded.${name} is not ${table}.${name}`).join(' or ');
  if (version === undefined) return differs;
  const isNewer = `excluded.${version} > ${table}.${version}`;
  const isOlder = `excluded.${version} < ${table}.${version}`;
  return `${isNewer} or (${isOlder}) is not true and (${differs})`;
}
