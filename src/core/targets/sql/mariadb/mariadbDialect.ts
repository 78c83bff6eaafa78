import { sql } from 'kysely';

import { fitsDecimal, plainDecimal } from '../../decimals.ts';
import { compilers } from '../compilers.ts';
import type { SqlDialect } from '../sqlSession.ts';

/**
 * Types: ids are ASCII of at most 64 characters (or bigint), sorted by their bytes; texts TEXT, as a row of VARCHARs would soon
 * be too long, long texts MEDIUMTEXT (16 MB); decimals of 20 digits before and 18 after the point, computed ones 35
 * and 30: what has more is refused, never rounded; datetimes DATETIME in UTC, without fractions; flags 0 and 1.
 */
export const mariadbDialect: SqlDialect = {
  compiler: compilers.mysql,
  typeNames: {
    id: 'varchar(64) character set ascii collate ascii_bin',
    idNumber: 'bigint',
    text: 'text',
    longText: 'mediumtext',
    boolean: 'tinyint(1)',
    integer: 'int',
    bigInteger: 'bigint',
    decimal: 'decimal(38, 18)',
    longDecimal: 'decimal(65, 30)',
    date: 'date',
    dateTime: 'datetime',
    json: 'json',
  },
  rules: { decimal: decimalRule(20, 18), longDecimal: decimalRule(35, 30) },
  begin: 'start transaction',
  transactionalDdl: false,
  addsForeignKeys: true,
  tableOptions: ' engine = InnoDB row_format = dynamic character set utf8mb4 collate utf8mb4_bin',
  columnsOf(tables) {
    const query = sql`select table_name as table_name, column_name as column_name from information_schema.columns
      where table_schema = database() and table_name in (${sql.join(tables)}) order by ordinal_position`;
    const { sql: text, parameters } = query.compile(compilers.mysql);
    return { sql: text, parameters };
  },
  obstructiveKeysOf(tables) {
    const query = sql`select table_name as table_name, column_name as column_name, constraint_name as key_name
      from information_schema.key_column_usage where table_schema = database() and referenced_table_name is not null
        and table_name in (${sql.join(tables)})`;
    const { sql: text, parameters } = query.compile(compilers.mysql);
    return { sql: text, parameters };
  },
  changeType(column, type) {
    return `modify column ${column} ${this.typeNames[type]}`;
  },
  parameter(type, cell) {
    if (typeof cell === 'boolean') return Number(cell);
    return type === 'dateTime' && typeof cell === 'string' ? cell.slice(0, 19).replace('T', ' ') : cell;
  },
};

function decimalRule(before: number, after: number): (cell: string | number) => string | undefined {
  return (cell) => {
    const text = String(cell);
    // Most values are so short that they fit wherever their point is.
    if (text.length <= Math.min(before, after) && !text.includes('e')) return undefined;
    const plain = plainDecimal(cell) ?? '';
    if (fitsDecimal(plain, before, after)) return undefined;
    return `has more than ${before} digits before or ${after} after the point, which the column does not hold`;
  };
}
