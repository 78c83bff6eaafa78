import { createHash } from 'node:crypto';

import type { Connection, ExecuteValues, ResultSetHeader } from 'mysql2/promise';

import { FatalError, RetriableError } from '../../../errors.ts';
import type { ServerConnection } from '../../../model/databaseConnection.ts';
import type { ExportedRows } from '../../../model/exportedRows.ts';
import type { DatabaseValue } from '../../cells.ts';
import type { TargetFacts } from '../../dataTarget.ts';
import type { Table } from '../../tablePlan.ts';
import { placeOf } from '../serverErrors.ts';
import type { Load, LoadResult, PreparedExport, Query, SessionLock, SqlResult, SqlSession } from '../sqlSession.ts';
import type { TextLoad } from '../textLoader.ts';
import { TextLoader } from '../textLoader.ts';
import { mariadbDialect } from './mariadbDialect.ts';
import { toProductError } from './mariadbErrors.ts';
import { createStageSql, dropKnownSql, insertStagedSql, quote, updateSql } from './mergeSql.ts';
import { RowSender } from './rowSender.ts';

/** A connection to MariaDB or MySQL that speaks UTC. */
export class MariadbSession implements SqlSession {
  readonly dialect = mariadbDialect;
  readonly schema = undefined;
  readonly #connection: Connection;
  readonly #description: ServerConnection;
  readonly #stages = new Map<string, string>();
  readonly #loader = new TextLoader({
    rules: mariadbDialect.rules,
    run: (query) => this.run(query),
    nameOf: ({ name }) => quote(name),
    send: (load, into) => this.#sender.send(load, into),
    stage: (load) => this.#stage(load),
    merge: (load, stage) => this.#mergeAndEmpty(load, stage),
  });
  readonly #sender: RowSender;
  #isBroken = false;

  constructor(connection: Connection, description: ServerConnection, takesFiles: boolean) {
    this.#connection = connection;
    this.#description = description;
    this.#sender = new RowSender(connection, description, takesFiles);
    // Without a listener a dropped connection would end the process; the call that notices it tells.
    connection.on('error', () => (this.#isBroken = true));
  }

  async facts(): Promise<TargetFacts> {
    const { rows } = await this.run({ sql: 'select version() as version', parameters: [] });
    const version = String(rows[0]?.['version']);
    const product = /mariadb/i.test(version) ? `MariaDB ${version.split('-')[0] ?? ''}` : `MySQL ${version}`;
    const slowBecause = `The server refuses "load data local" (local_infile is off), so that writing takes about twice as long.`;
    return { product, mayCreateTables: await this.#mayCreate(), ...(this.#sender.takesFiles ? {} : { slowBecause }) };
  }

  run({ sql, parameters }: Query): Promise<SqlResult> {
    return this.#guard(async () => {
      // Values go beside the statement. Statements that cannot be prepared have none.
      const [result] =
        parameters.length === 0
          ? await this.#connection.query(sql)
          : await this.#connection.execute(sql, [...parameters] as ExecuteValues);
      return Array.isArray(result)
        ? { rows: result as Record<string, DatabaseValue>[], changed: 0 }
        : { rows: [], changed: result.affectedRows };
    });
  }

  load(load: Load): Promise<LoadResult> {
    return this.#loader.load(load);
  }

  prepareExported(table: Table, exported: ExportedRows): PreparedExport | undefined {
    return this.#sender.takesFiles ? this.#loader.prepareExported(table, exported) : undefined;
  }

  async forgetTables(): Promise<void> {
    for (const stage of this.#stages.values())
      await this.run({ sql: `drop temporary table if exists ${stage}`, parameters: [] });
    this.#stages.clear();
    this.#loader.forgetTables();
  }

  async lock(name: string): Promise<SessionLock> {
    // Names of locks are the whole server's, and short.
    const text = `${this.#description.database} ${name}`;
    const parameters = [`zoho-crm ${createHash('sha256').update(text).digest('hex').slice(0, 40)}`];
    const { rows } = await this.run({
      sql: 'select get_lock(?, 0) as taken, is_used_lock(?) as holder',
      parameters: [...parameters, ...parameters],
    });
    if (Number(rows[0]?.['taken']) !== 1) {
      const who = `connection ${String(rows[0]?.['holder'])} of the server`;
      const message = `Another run (${who}) is writing into ${placeOf(this.#description)}. Try again when it is done.`;
      throw new RetriableError(message, 10_000);
    }
    return {
      // The lock is the connection's: who can still write holds it.
      check: () => Promise.resolve(),
      release: async () => {
        if (!this.#isBroken) await this.run({ sql: 'do release_lock(?)', parameters });
      },
    };
  }

  async close(): Promise<void> {
    await this.#connection.end().catch(() => undefined);
  }

  async #mayCreate(): Promise<boolean> {
    try {
      await this.run({ sql: 'create temporary table _zoho_test (a int)', parameters: [] });
      await this.run({ sql: 'drop temporary table _zoho_test', parameters: [] });
      const { rows } = await this.run({ sql: 'show grants', parameters: [] });
      return rows.some((row) => /ALL PRIVILEGES|CREATE(?:,| ON)/.test(String(Object.values(row)[0])));
    } catch (error) {
      if (error instanceof FatalError) return false;
      throw error;
    }
  }

  async #mergeAndEmpty(load: TextLoad, stage: string): Promise<{ inserted: number; updated: number }> {
    const counts = await this.#merge(load, stage);
    await this.run({ sql: `delete from ${stage}`, parameters: [] });
    return counts;
  }

  /**
   * Updates, then inserts: `on duplicate key update` would take any unique index of the table for the key and write into the
   * row of another record.
   */
  async #merge(load: TextLoad, stage: string): Promise<{ inserted: number; updated: number }> {
    const { matched, updated } = await this.#update(load, stage);
    if (load.mode === 'update' || matched === load.count) return { inserted: 0, updated };
    // Rows that are newer than ours, where rows have versions, do not match, and yet are there.
    if (matched !== 0 || load.table.versionColumn !== undefined) {
      const known = await this.run({ sql: dropKnownSql(load, stage), parameters: [] });
      if (known.changed === load.count) return { inserted: 0, updated };
    }
    const inserted = await this.run({ sql: insertStagedSql(load, stage), parameters: [] });
    return { inserted: inserted.changed, updated };
  }

  /** `matched`: with those that were the same already; NaN where the server does not tell. */
  async #update(load: TextLoad, stage: string): Promise<{ matched: number; updated: number }> {
    const sql = updateSql(load, stage);
    const [{ affectedRows, info }] = await this.#guard(() => this.#connection.query<ResultSetHeader>(sql));
    // "Rows matched: 7  Changed: 2  Warnings: 0", in the language of the server.
    return { matched: Number(/\d+/.exec(info)?.[0] ?? Number.NaN), updated: affectedRows };
  }

  async #stage({ table, columns }: TextLoad): Promise<string> {
    const key = JSON.stringify([table.name, columns.map(({ name }) => name)]);
    const known = this.#stages.get(key);
    if (known !== undefined) return known;
    const stage = `_zoho_stage_${this.#stages.size + 1}`;
    await this.run({ sql: createStageSql(columns, stage, this.dialect), parameters: [] });
    this.#stages.set(key, stage);
    return stage;
  }

  async #guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw toProductError(error, this.#description);
    }
  }
}
