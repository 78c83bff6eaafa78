import type { ApiCall } from '../api/route.ts';
import type { OrgState } from '../orgState.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import type { RowChanges } from './childRows.ts';
import { rowsOf } from './childRows.ts';
import { updateRollups, withComputed } from './computed.ts';
import type { RecordChange } from './readRecord.ts';
import type { Values } from './readValues.ts';
import { removeRecord } from './removeRecord.ts';
import type { StoredRecord } from './store.ts';
import { nowInSeconds } from './timestamps.ts';

/** Who writes where. */
export type Writer = Pick<ApiCall, 'org' | 'caller'>;

/** Makes a record with everything that the system adds: id, owner, audit fields, layout, numbers, computed values. */
export function insertRecord(writer: Writer, module: ModuleDefinition, change: RecordChange): StoredRecord {
  const { org } = writer;
  const values = { ...systemValues(writer, module), ...change.values };
  for (const field of module.fields) {
    if (field.type !== 'autonumber') continue;
    const { prefix, suffix, start } = field.autoNumber ?? { prefix: '', suffix: '', start: 1 };
    values[field.apiName] = `${prefix}${org.records.table(module.apiName).nextNumber(field.apiName, start)}${suffix}`;
  }
  const record = { id: org.ids.next(), values };
  org.records.table(module.apiName).insert(record);
  return settle(writer, module, undefined, record, change.rows);
}

/** Changes a record. Its Modified_Time is now, and never earlier than it was. */
export function updateRecord(
  writer: Writer,
  module: ModuleDefinition,
  existing: StoredRecord,
  change: RecordChange,
): StoredRecord {
  const { org, caller } = writer;
  const before = existing.values['Modified_Time'];
  const at = Math.max(nowInSeconds(org), typeof before === 'number' ? before : 0);
  const touched = {
    Modified_By: caller.user.id,
    Modified_Time: at,
    ...whenPresent(org, module, ['Change_Log_Time__s'], at),
  };
  const record = { id: existing.id, values: { ...existing.values, ...change.values, ...touched } };
  org.records.table(module.apiName).replace(record);
  return settle(writer, module, existing, record, change.rows);
}

/** Writes the rows, and then what is computed from them. */
function settle(
  writer: Writer,
  module: ModuleDefinition,
  before: StoredRecord | undefined,
  after: StoredRecord,
  rows: readonly RowChanges[],
): StoredRecord {
  for (const each of rows) applyRows(writer, after.id, each);
  const record = withComputed(writer.org, module, after);
  if (record !== after) writer.org.records.table(module.apiName).replace(record);
  updateRollups(writer.org, module, before, record);
  return record;
}

function applyRows(writer: Writer, parentId: string, { place, changes }: RowChanges): void {
  const { module, ownField } = place;
  let lastNumber = rowsOf(writer.org, place, parentId).reduce(
    (largest, row) => Math.max(largest, Number(row.values['Sequence_Number'] ?? 0)),
    0,
  );
  for (const change of changes) {
    switch (change.kind) {
      case 'add': {
        const number = whenPresent(writer.org, module, ['Sequence_Number'], ++lastNumber);
        insertRecord(writer, module, { values: { ...change.values, ...number, [ownField]: parentId }, rows: [] });
        break;
      }
      case 'update':
        updateRecord(writer, module, change.row, { values: change.values, rows: [] });
        break;
      case 'delete':
        removeRecord(writer, module, change.row);
        break;
    }
  }
}

function systemValues({ org, caller }: Writer, module: ModuleDefinition): Values {
  const at = nowInSeconds(org);
  const layout = module.layouts.find((each) => each.status === 'active');
  return {
    ...whenPresent(org, module, ['Owner'], caller.user.id),
    ...whenPresent(org, module, ['Last_Activity_Time', 'Change_Log_Time__s'], at),
    ...whenPresent(org, module, ['Locked__s', 'Converted__s'], false),
    ...whenPresent(org, module, ['Record_Status__s'], 'Available'),
    ...(layout && whenPresent(org, module, ['Layout'], { id: layout.id, name: layout.name })),
    Created_By: caller.user.id,
    Modified_By: caller.user.id,
    Created_Time: at,
    Modified_Time: at,
  };
}

/** The value under those of the names that are fields of the module. */
function whenPresent(org: OrgState, module: ModuleDefinition, names: readonly string[], value: Values[string]): Values {
  return Object.fromEntries(names.filter((name) => org.schema.field(module, name)).map((name) => [name, value]));
}
