import { describeTarget } from './targets/describeTarget.ts';

await describeTarget('PostgreSQL', 'postgres', (database) => ({
  async makeEmpty() {
    await database.renew();
    return { ...database.connection, schema: 'from zoho' };
  },
  async run(sql) {
    const inSchema = 'create schema if not exists "from zoho"; set search_path = "from zoho"';
    await database.sql(`${inSchema}; ${sql.replaceAll(/Things|Name/g, '"$&"')}`);
  },
  async dropConnections() {
    const others = 'datname = current_database() and pid <> pg_backend_pid()';
    await database.sql(`select pg_terminate_backend(pid) from pg_stat_activity where ${others}`);
  },
}));
