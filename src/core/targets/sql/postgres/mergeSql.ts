import type { ForeignKey, Table } from '../../tablePlan.ts';
import type { Load, SqlDialect } from '../sqlSession.ts';

export function createStageSql(columns: Load['columns'], stage: string, { typeNames }: SqlDialect): string {
  const definitions = columns.map(({ name, type }) => `${quote(name)} ${typeNames[type]}`);
  return `create temporary table if not exists ${stage} (${definitions.join(', ')}) on commit delete rows`;
}

export function copySql({ columns }: Pick<Load, 'columns'>, into: string): string {
  return `copy ${into} (${columns.map(({ name }) => quote(name)).join(', ')}) from stdin`;
}

/** Inserts staged rows, or changes those that are there unless they are newer, or the same already. Answers how many. */
export function mergeSql({ table, columns }: Pick<Load, 'table' | 'columns'>, stage: string, schema: string): string {
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
export function updateSql({ table, columns }: Pick<Load, 'table' | 'columns'>, stage: string, schema: string): string {
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

/**
 * Empties a lookup where its target is neither in its table nor staged to be added to it; rows that will not be written are
 * left alone. Answers `id` and `missing` of those that lack it.
 */
export function emptyLookupsSql(
  { table, mode }: Pick<Load, 'table' | 'mode'>,
  key: ForeignKey,
  stage: string,
  schema: string,
): string {
  const isAdding = mode === 'upsert';
  const column = quote(key.column);
  const to = quote(key.references);
  const isThere = [
    `${quote(schema)}.${quote(key.table)}`,
    ...(isAdding && key.table === table.name ? [stage] : []),
  ].map((name) => `exists (select 1 from ${name} as t where t.${to} = s.${column})`);
  const isWritten = isAdding ? 'true' : `exists (select 1 from ${tableSql(table, schema)} as t where t.id = s.id)`;
  return `with lost as (
    select s.ctid as place, s.id as id, s.${column} as missing from ${stage} as s
    where s.${column} is not null and ${isWritten} and not (${isThere.join(' or ')})),
    emptied as (update ${stage} as s set ${column} = null from lost where s.ctid = lost.place)
    select id, missing from lost`;
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
