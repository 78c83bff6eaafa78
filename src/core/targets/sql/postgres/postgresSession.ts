import { once } from 'node:events';
import { finished } from 'node:stream/promises';

import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

import { RetriableError } from '../../../errors.ts';
import type { ServerConnection } from '../../../model/databaseConnection.ts';
import type { ExportedRows } from '../../../model/exportedRows.ts';
import type { DatabaseValue } from '../../cells.ts';
import type { TargetFacts } from '../../dataTarget.ts';
import type { Table } from '../../tablePlan.ts';
import { placeOf } from '../serverErrors.ts';
import type {
  Counts,
  Load,
  LoadResult,
  PreparedExport,
  Query,
  SessionLock,
  SqlDialect,
  SqlResult,
  SqlSession,
} from '../sqlSession.ts';
import { CurableRowsError } from '../sqlSession.ts';
import type { TextLoad } from '../textLoader.ts';
import { TextLoader } from '../textLoader.ts';
import { MissingTargets } from './missingTargets.ts';
import { copySql, createStageSql, mergeSql, tableSql, updateSql } from './mergeSql.ts';
import { postgresDialect } from './postgresDialect.ts';
import { toProductError } from './postgresErrors.ts';

/** A connection to PostgreSQL that speaks UTC and hands out values as the server writes them. */
export class PostgresSession implements SqlSession {
  readonly dialect: SqlDialect;
  readonly schema: string;
  readonly #client: Client;
  readonly #connection: ServerConnection;
  /** Staging tables of this session, by what they are for. */
  readonly #stages = new Map<string, string>();
  readonly #loader: TextLoader;
  readonly #missingTargets = new MissingTargets();
  /** Stages with rows that were merged in this transaction; its end empties them. */
  readonly #filled = new Set<string>();
  /** Why the connection is gone. */
  #broken: Error | undefined;

  constructor(client: Client, connection: ServerConnection, schema: string) {
    this.#client = client;
    this.#connection = connection;
    this.schema = schema;
    this.dialect = postgresDialect(schema);
    this.#loader = new TextLoader({
      rules: this.dialect.rules,
      run: (query) => this.run(query),
      nameOf: (table) => tableSql(table, schema),
      send: (load, into) => this.#copy(load, into),
      stage: (load) => this.#stage(load),
      merge: (load, stage) => this.#merge(load, stage),
    });
    // Without a listener a dropped connection would end the process.
    client.on('error', (error) => (this.#broken = error));
  }

  async facts(): Promise<TargetFacts> {
    const sql = `select current_setting('server_version') as version, coalesce(
      (select has_schema_privilege(oid, 'create') from pg_namespace where nspname = $1),
      has_database_privilege(current_database(), 'create')) as may`;
    const { rows } = await this.run({ sql, parameters: [this.schema] });
    const [version] = String(rows[0]?.['version']).split(' ');
    return { product: `PostgreSQL ${version ?? ''}`, mayCreateTables: rows[0]?.['may'] === 't' };
  }

  async run({ sql, parameters }: Query): Promise<SqlResult> {
    if (sql === this.dialect.begin) this.#filled.clear();
    return this.#guard(async () => {
      const result = await this.#client.query<Record<string, DatabaseValue>>(sql, [...parameters]);
      return { rows: result.rows, changed: result.rowCount ?? 0 };
    });
  }

  load(load: Load): Promise<LoadResult> {
    return this.#loader.load(load);
  }

  prepareExported(table: Table, exported: ExportedRows): PreparedExport | undefined {
    return this.#loader.prepareExported(table, exported);
  }

  async forgetTables(): Promise<void> {
    for (const stage of this.#stages.values()) await this.run({ sql: `drop table if exists ${stage}`, parameters: [] });
    this.#stages.clear();
    this.#loader.forgetTables();
  }

  async lock(name: string): Promise<SessionLock> {
    const parameters = [`zoho-crm ${this.schema} ${name}`];
    const lock = 'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken';
    const { rows } = await this.run({ sql: lock, parameters });
    if (rows[0]?.['taken'] !== 't') throw await this.#lockedByOther(parameters);
    const unlock = 'select pg_advisory_unlock(hashtextextended($1, 0))';
    return {
      // The lock is the connection's: who can still write holds it.
      check: () => Promise.resolve(),
      release: async () => {
        if (!this.#broken) await this.run({ sql: unlock, parameters });
      },
    };
  }

  async close(): Promise<void> {
    await this.#client.end().catch(() => undefined);
  }

  async #copy(load: TextLoad, into: string): Promise<void> {
    if (this.#filled.delete(into)) await this.run({ sql: `delete from ${into}`, parameters: [] });
    await this.#guard(async () => {
      const stream = this.#client.query(copyFrom(copySql(load, into)));
      const end = finished(stream);
      // Whoever waits below sees the failure; until then it must not count as unhandled.
      end.catch(() => undefined);
      for (const chunk of load.text()) {
        if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), end]);
      }
      stream.end();
      // What is written to a socket now waits for nothing but the server.
      if (load.meanwhile) setImmediate(load.meanwhile);
      await end;
    });
  }

  async #merge(load: TextLoad, stage: string): Promise<Counts> {
    const tools = { schema: this.schema, run: (query: Query) => this.run(query) };
    const incomplete = await this.#missingTargets.empty(load, stage, tools);
    const merge = load.mode === 'upsert' ? mergeSql(load, stage, this.schema) : updateSql(load, stage, this.schema);
    const { rows } = await this.run({ sql: merge, parameters: [] }).catch((error: unknown) => {
      throw this.#missingTargets.learnFrom(error, load) ? new CurableRowsError() : error;
    });
    this.#filled.add(stage);
    const [inserted, all] = [Number(rows[0]?.['inserted']), Number(rows[0]?.['all'])];
    return { inserted, updated: all - inserted, incomplete };
  }

  /** Made once for each set of columns, outside of savepoints. The transaction that makes it may be undone: see `if not exists`. */
  async #stage({ table, columns }: TextLoad): Promise<string> {
    const key = JSON.stringify([table.name, columns.map(({ name }) => name)]);
    const stage = this.#stages.get(key) ?? `"_zoho_stage_${this.#stages.size + 1}"`;
    this.#stages.set(key, stage);
    await this.run({ sql: createStageSql(columns, stage, this.dialect), parameters: [] });
    return stage;
  }

  async #lockedByOther(parameters: readonly string[]): Promise<RetriableError> {
    const sql = `select coalesce(a.application_name, '') as application, l.pid from pg_locks l left join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.granted
        and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended($1, 0)`;
    const { rows } = await this.run({ sql, parameters });
    const who = `${String(rows[0]?.['application'])}, process ${String(rows[0]?.['pid'])} of the server`;
    return new RetriableError(
      `Another run (${who}) is writing into ${placeOf(this.#connection)}. Try again when it is done.`,
      10_000,
    );
  }

  async #guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      if (this.#broken) throw this.#broken;
      return await work();
    } catch (error) {
      throw toProductError(error, this.#connection);
    }
  }
}
