import { RetriableError } from '../../errors.ts';
import type { CrmRecord, CrmValue } from '../../model/record.ts';
import type { CellReader } from './csvCells.ts';
import { cellReader } from './csvCells.ts';
import { csvRows } from './csvRows.ts';
import type { FieldPlan } from './fieldPlan.ts';

type MutableRecord = Record<string, CrmValue> & { id: string };

interface Column {
  readonly name: string;
  readonly read: CellReader | undefined;
  /** What an empty cell stands for. */
  readonly empty: CrmValue;
  /** Of a lookup: the place of the cell with the name; -1 for a lookup whose name is learned later. */
  readonly nameAt: number | undefined;
}

/** Records of a bulk export's CSV file as lists and queries have them, apart from what has to be learned. */
export async function* csvRecords(
  bytes: AsyncIterable<Uint8Array>,
  plan: FieldPlan,
): AsyncGenerator<readonly CrmRecord[]> {
  let header: { readonly idAt: number; readonly columns: readonly (Column | undefined)[] } | undefined;
  for await (const rows of csvRows(bytes)) {
    if (header) yield readRows(rows, header.idAt, header.columns);
    else header = readHeader(rows[0] ?? [], plan);
  }
}

function readHeader(names: readonly string[], plan: FieldPlan) {
  // JSON says `id`, CSV says `Id` (zoho-api.md section 9, number 15).
  const idAt = names.findIndex((name) => name.toLowerCase() === 'id');
  const absent = (plan.columnBatches[0] ?? []).filter((name) => !names.includes(name));
  if (idAt !== -1 && absent.length === 0) return { idAt, columns: names.map((name) => columnOf(name, names, plan)) };
  throw new RetriableError(`The file of the bulk export of ${plan.module} lacks ${absent.join(', ') || 'the ids'}.`);
}

/** Undefined for what nobody asked for. */
function columnOf(name: string, names: readonly string[], plan: FieldPlan): Column | undefined {
  if (name !== plan.version && !plan.wanted.some((each) => each.path === name)) return undefined;
  const field = plan.wanted.find((each) => each.path === name)?.field;
  const isOwn = !name.includes('.');
  const nameColumn = plan.names.get(name);
  const nameAt = nameColumn === undefined ? undefined : names.indexOf(nameColumn);
  return {
    name,
    read: cellReader(field),
    // A box that was never touched is not checked; where a lookup leads nowhere, there is no box.
    empty: isOwn && field?.type === 'boolean' ? false : null,
    nameAt,
  };
}

function readRows(
  rows: readonly string[][],
  idAt: number,
  columns: readonly (Column | undefined)[],
): readonly CrmRecord[] {
  return rows.map((row) => {
    const record: MutableRecord = { id: row[idAt] ?? '' };
    for (let at = 0; at < columns.length; at++) {
      const column = columns[at];
      if (column === undefined) continue;
      const text = row[at] ?? '';
      if (text === '') record[column.name] = column.empty;
      else if (column.nameAt !== undefined) record[column.name] = reference(text, row[column.nameAt]);
      else record[column.name] = column.read ? column.read(text) : text;
    }
    return record;
  });
}

/** Without a name where the lookup leads to a record that is gone. */
function reference(id: string, name: string | undefined): CrmValue {
  return { name: name === undefined || name === '' ? null : name, id };
}
