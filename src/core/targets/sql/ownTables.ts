import type { Column, ColumnSource, ColumnType, Table } from '../tablePlan.ts';

/** What the target remembers of itself: names beginning with `_zoho_` lie beside the tables that they speak of. */
export const stateTable = ownTable('_zoho_state', ['scope', 'name'], { scope: 'id', name: 'id', value: 'longText' });

/** Records that could not be written as they are, until they are. `main_table` is a hash of the table's name. */
export const rejectedTable = ownTable('_zoho_rejected', ['main_table', 'record_id'], {
  main_table: 'id',
  record_id: 'id',
  reason: 'longText',
  first_at: 'bigInteger',
  last_at: 'bigInteger',
  tries: 'integer',
});

function ownTable(name: string, primaryKey: readonly string[], types: Readonly<Record<string, ColumnType>>): Table {
  const source: ColumnSource = { kind: 'id' };
  const columns = Object.entries(types).map(([column, type]): Column => ({ name: column, key: column, type, source }));
  const role = { kind: 'records' } as const;
  return { name, role, columns, primaryKey, foreignKeys: [], indexes: [], versionColumn: undefined };
}
