import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

import type { Cell } from '../dataTarget.ts';
import type { Column, ForeignKey, Index, Table } from '../tablePlan.ts';
import type { Query, SqlSession } from './sqlSession.ts';

/** How many values one `in (…)` names. */
const listLength = 500;

type Rows = Pick<Table, 'name' | 'columns'>;

/** All SQL that is not a fast path. Identifiers go through the builder's quoting, values through parameters. */
export class Statements {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  compile(fragment: RawBuilder<unknown>): Query {
    const { sql: text, parameters } = fragment.compile(this.#session.dialect.compiler);
    return { sql: text, parameters };
  }

  table(name: string): RawBuilder<unknown> {
    const { schema } = this.#session;
    return schema === undefined ? sql.id(name) : sql.id(schema, name);
  }

  createTable(table: Table): string {
    const { addsForeignKeys, tableOptions } = this.#session.dialect;
    const parts = [
      ...table.columns.map((column) => this.#columnDefinition(column, table)),
      sql`primary key (${names(table.primaryKey)})`,
      ...(addsForeignKeys ? [] : table.foreignKeys.map((key) => this.#foreignKey(key))),
    ];
    const body = sql.join(parts, sql.raw(',\n  '));
    return this.compile(sql`create table ${this.table(table.name)} (\n  ${body}\n)${sql.raw(tableOptions)}`).sql;
  }

  /** What adds the foreign keys of a table that was made without them. */
  foreignKeysOf({ name, foreignKeys }: Table): readonly string[] {
    if (!this.#session.dialect.addsForeignKeys) return [];
    return foreignKeys.map(
      (key) => this.compile(sql`alter table ${this.table(name)} add ${this.#foreignKey(key)}`).sql,
    );
  }

  createIndex(table: string, index: Index): string {
    const on = sql`${this.table(table)} (${names(index.columns)})`;
    return this.compile(sql`create index ${sql.id(index.name)} on ${on}`).sql;
  }

  dropIndex(index: string): string {
    return this.compile(sql`drop index ${sql.id(index)}`).sql;
  }

  dropForeignKey(table: string, key: string): string {
    return this.compile(sql`alter table ${this.table(table)} drop foreign key ${sql.id(key)}`).sql;
  }

  addColumn(table: Table, column: Column): string {
    return this.compile(sql`alter table ${this.table(table.name)} add column ${this.#columnDefinition(column, table)}`)
      .sql;
  }

  dropColumn(table: string, column: string): string {
    return this.compile(sql`alter table ${this.table(table)} drop column ${sql.id(column)}`).sql;
  }

  renameColumn(table: string, from: string, to: string): string {
    return this.compile(sql`alter table ${this.table(table)} rename column ${sql.id(from)} to ${sql.id(to)}`).sql;
  }

  changeType(table: string, column: Column): string | undefined {
    const clause = this.#session.dialect.changeType(this.compile(sql`${sql.id(column.name)}`).sql, column.type);
    return clause && this.compile(sql`alter table ${this.table(table)} ${sql.raw(clause)}`).sql;
  }

  /** One page of rows, ascending by key, after the key of the last row of the page before. */
  page(table: Table, columns: readonly string[], after: readonly Cell[] | undefined, rows: number): Query {
    const where = after ? sql` where ${this.#isAfter(table, after)}` : sql``;
    const order = names(table.primaryKey);
    return this.compile(
      sql`select ${names(columns)} from ${this.table(table.name)}${where} order by ${order} limit ${sql.lit(rows)}`,
    );
  }

  /** `select` for many values of a column, in as many queries as it takes. */
  *selectIn(table: Rows, columns: readonly string[], column: string, values: readonly Cell[]): Iterable<Query> {
    for (const list of this.#lists(table, column, values)) {
      yield this.compile(sql`select ${names(columns)} from ${this.table(table.name)} where ${list}`);
    }
  }

  /** Nobody changes these rows, or leads a foreign key to them, before the end of the transaction. */
  *lockIn(table: Rows, column: string, values: readonly Cell[]): Iterable<Query> {
    for (const query of this.selectIn(table, [column], column, values))
      yield { ...query, sql: `${query.sql} for update` };
  }

  *deleteIn(table: Rows, column: string, values: readonly Cell[]): Iterable<Query> {
    for (const list of this.#lists(table, column, values)) {
      yield this.compile(sql`delete from ${this.table(table.name)} where ${list}`);
    }
  }

  *#lists(table: Rows, column: string, values: readonly Cell[]): Iterable<RawBuilder<unknown>> {
    for (let at = 0; at < values.length; at += listLength) {
      const list = values.slice(at, at + listLength).map((value) => this.#value(table, column, value));
      yield sql`${sql.id(column)} in (${sql.join(list)})`;
    }
  }

  #isAfter(table: Table, after: readonly Cell[]): RawBuilder<unknown> {
    const [first = '', second] = table.primaryKey;
    const value = (at: 0 | 1): RawBuilder<unknown> =>
      this.#value(table, at === 0 ? first : (second ?? ''), after[at] ?? null);
    if (second === undefined) return sql`${sql.id(first)} > ${value(0)}`;
    // The first condition alone lets every database use its index.
    const later = sql`(${sql.id(first)} > ${value(0)} or ${sql.id(second)} > ${value(1)})`;
    return sql`${sql.id(first)} >= ${value(0)} and ${later}`;
  }

  #value(table: Rows, column: string, cell: Cell): RawBuilder<unknown> {
    const type = table.columns.find(({ name }) => name === column)?.type ?? 'text';
    return sql`${this.#session.dialect.parameter(type, cell)}`;
  }

  #columnDefinition({ name, type }: Column, { primaryKey }: Table): RawBuilder<unknown> {
    const notNull = primaryKey.includes(name) ? ' not null' : '';
    return sql`${sql.id(name)} ${sql.raw(this.#session.dialect.typeNames[type] + notNull)}`;
  }

  #foreignKey({ name, column, table, references, onDelete }: ForeignKey): RawBuilder<unknown> {
    const to = sql`${this.table(table)} (${sql.id(references)})`;
    const action = sql.raw(onDelete === 'cascade' ? 'cascade' : 'set null');
    return sql`constraint ${sql.id(name)} foreign key (${sql.id(column)}) references ${to} on delete ${action}`;
  }
}

function names(all: readonly string[]): RawBuilder<unknown> {
  return sql.join(all.map((name) => sql.id(name)));
}
