import type { Table } from '../../tablePlan.ts';
import type { Load, SqlDialect } from '../sqlSession.ts';

export function createStageSql(columns: Load['columns'], stage: string, { typeNames }: SqlDialect): string {
  const definitions = columns.map(({ name, type }) => `${quote(name)} ${typeNames[type]}`);
  return `create temporary table if not exists ${stage} (${definitions.join(', ')}) on commit delete rows`;
}

export function copySql({ columns }: Load, into: string): string {
  return `copy ${into} (${columns.map(({ name }) => quote(name)).join(', ')}) from stdin`;
}

/** Inserts staged rows, or changes those that are there unless they are newer, or the same already. Answers how many. */
export function mergeSql({ table, columns }: Load, stage: string, schema: string): string {
  const names = columns.map(({ name }) => quote(name));
  const keys = table.primaryKey.map(quote);
  const values = names.filter((name) => !keys.includes(name));
  const set = values.map((name) => `${name} = excluded.${name}`).join(', ');
  const where = changeCondition(values, table.versionColumn && quote(table.versionColumn));
  const action = values.length === 0 ? 'nothing' : `update set ${set} where ${where}`;
  const all = names.join(', ');
  return `with merged as (
    insert into ${tableSql(table, schema)} as t (${all}) select ${all} from ${stage}
    on conflict (${keys.join(', ')}) do ${action} returning (xmax = 0) as is_new)
    select count(*) as all, count(*) filter (where is_new) as inserted from merged`;
}

/** Changes the staged columns of rows that are there. */
export function updateSql({ table, columns }: Load, stage: string, schema: string): string {
  const names = columns.map(({ name }) => quote(name));
  const keys = table.primaryKey.map(quote);
  const values = names.filter((name) => !keys.includes(name));
  const set = values.map((name) => `${name} = s.${name}`).join(', ');
  const isSame = keys.map((name) => `t.${name} = s.${name}`).join(' and ');
  const differs = `(${list('t', values)}) is distinct from (${list('s', values)})`;
  return `with changed as (
    update ${tableSql(table, schema)} as t set ${set} from ${stage} as s where ${isSame} and ${differs} returning 1)
    select count(*) as all, 0 as inserted from changed`;
}

/** All values are compared only where the version does not tell: most changed rows have a newer one. */
function changeCondition(values: readonly string[], version: string | undefined): string {
  const differs = `(${list('t', values)}) is distinct from (${list('excluded', values)})`;
  if (version === undefined) return differs;
  const [isNewer, isOlder] = [`excluded.${version} > t.${version}`, `excluded.${version} < t.${version}`];
  return `${isNewer} or (${isOlder}) is not true and ${differs}`;
}

export function tableSql({ name }: Table, schema: string): string {
  return `${quote(schema)}.${quote(name)}`;
}

function list(table: string, names: readonly string[]): string {
  return names.map((name) => `${table}.${name}`).join(', ');
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
