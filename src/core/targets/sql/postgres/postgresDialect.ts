import { sql } from 'kysely';

import { compilers } from '../compilers.ts';
import type { SqlDialect } from '../sqlSession.ts';

/**
 * Types: ids are `text collate "C"` (or bigint), so that they sort by their bytes; texts and choices text; decimals numeric
 * without limits; datetimes timestamptz; JSON jsonb.
 */
export function postgresDialect(schema: string): SqlDialect {
  return {
    compiler: compilers.postgres,
    typeNames: {
      id: 'text collate "C"',
      idNumber: 'bigint',
      text: 'text',
      longText: 'text',
      boolean: 'boolean',
      integer: 'integer',
      bigInteger: 'bigint',
      decimal: 'numeric',
      longDecimal: 'numeric',
      date: 'date',
      dateTime: 'timestamp with time zone',
      json: 'jsonb',
    },
    rules: { json: (cell) => (String(cell).includes('\\u0000') ? 'contains a NUL character' : undefined) },
    begin: 'begin',
    transactionalDdl: true,
    addsForeignKeys: true,
    tableOptions: '',
    columnsOf(tables) {
      const query = sql`select table_name, column_name from information_schema.columns
        where table_schema = ${schema} and table_name in (${sql.join(tables)}) order by ordinal_position`;
      const { sql: text, parameters } = query.compile(compilers.postgres);
      return { sql: text, parameters };
    },
    emptiedLookupsOf(table) {
      const query = sql`select t.relname as table_name, c.attname as column_name from pg_constraint k
        join pg_class t on t.oid = k.conrelid join pg_class target on target.oid = k.confrelid
        join pg_namespace n on n.oid = target.relnamespace and n.oid = t.relnamespace
        join pg_attribute c on c.attrelid = k.conrelid and c.attnum = k.conkey[1]
        where k.contype = 'f' and k.confdeltype = 'n' and cardinality(k.conkey) = 1 and n.nspname = ${schema}
          and target.relname = ${table} order by 1, 2`;
      const { sql: text, parameters } = query.compile(compilers.postgres);
      return { sql: text, parameters };
    },
    changeType(column, type) {
      const isSame = type === 'longText' || type === 'longDecimal';
      return isSame ? undefined : `alter column ${column} type ${this.typeNames[type]}`;
    },
    parameter: (_type, cell) => (typeof cell === 'boolean' ? String(cell) : cell),
  };
}
