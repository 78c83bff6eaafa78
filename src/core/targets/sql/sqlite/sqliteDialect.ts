import { sql } from 'kysely';

import { plainDecimal } from '../../decimals.ts';
import { compilers } from '../compilers.ts';
import type { SqlDialect } from '../sqlSession.ts';

/**
 * Types: ids, texts, choices, dates (`2026-11-22`), datetimes (`2026-11-22T19:00:00Z`, in UTC) and JSON are TEXT; whole
 * numbers and flags (0 and 1) INTEGER; decimals NUMERIC, which holds a 64-bit float: exact for what the CRM sends as a
 * number, refused for a text of more digits than that.
 */
export const sqliteDialect: SqlDialect = {
  compiler: compilers.sqlite,
  typeNames: {
    id: 'text',
    idNumber: 'integer',
    text: 'text',
    longText: 'text',
    boolean: 'integer',
    integer: 'integer',
    bigInteger: 'integer',
    decimal: 'numeric',
    longDecimal: 'numeric',
    date: 'text',
    dateTime: 'text',
    json: 'text',
  },
  rules: { decimal: inexact, longDecimal: inexact },
  begin: 'begin immediate',
  transactionalDdl: true,
  addsForeignKeys: false,
  tableOptions: '',
  columnsOf(tables) {
    const names = sql.join(tables.map((name) => sql`lower(${name})`));
    const query = sql`select m.name as table_name, c.name as column_name
      from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' and lower(m.name) in (${names})`;
    const { sql: text, parameters } = query.compile(compilers.sqlite);
    return { sql: text, parameters };
  },
  obstructiveIndexesOf(tables) {
    const names = sql.join(tables.map((name) => sql`lower(${name})`));
    const query = sql`select m.name as table_name, c.name as column_name, i.name as index_name
      from sqlite_master m join pragma_index_list(m.name) i join pragma_index_info(i.name) c
      where m.type = 'table' and i.origin = 'c' and lower(m.name) in (${names})`;
    const { sql: text, parameters } = query.compile(compilers.sqlite);
    return { sql: text, parameters };
  },
  // A column takes what its affinity allows, and wider types share theirs.
  changeType: () => undefined,
  parameter: (_type, cell) => (typeof cell === 'boolean' ? Number(cell) : cell),
};

function inexact(cell: string | number): string | undefined {
  if (typeof cell === 'number') return undefined;
  return plainDecimal(Number(cell)) === cell ? undefined : 'has more digits than SQLite holds in a number';
}
