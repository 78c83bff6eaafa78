import type { WriteBatch } from '../../../src/core/targets/dataTarget.ts';
import type { ExportedTexts } from './exampleExport.ts';
import { exportOf, extremeRows } from './exampleExport.ts';
import { idOf } from './exampleModule.ts';

/** Rows of an export as they are, or their records: a target must not show a difference. */
export type ExportedForm = (rows: readonly ExportedTexts[]) => Pick<WriteBatch, 'records' | 'exported'>;

export const exportedForms: Readonly<Record<'rows' | 'records', ExportedForm>> = {
  rows: (rows) => ({ records: [], exported: exportOf(rows) }),
  records(rows) {
    const exported = exportOf(rows);
    return { records: Array.from({ length: exported.count }, (_, row) => exported.record(row)) };
  },
};

/** Batches, one after the other: new rows, the same again, other versions, ids more than once, deletions, what was refused. */
export const exportedSteps: readonly ((form: ExportedForm) => Partial<WriteBatch>)[] = [
  (form) => form(extremeRows()),
  (form) => form(extremeRows()),
  (form) => form(manyRows(400)),
  (form) =>
    form(manyRows(400).map((texts, at) => (at % 2 === 0 ? { ...texts, Modified_Time: times[at % 3] ?? '' } : texts))),
  (form) => form(manyRows(410).map((texts) => ({ ...texts, Ratio: '1.50' }))),
  (form) => form(['later', 'last'].map((Name, at) => ({ id: idOf(2), Name, Modified_Time: times[2 - at] ?? '' }))),
  (form) => {
    const deletions = [3, 4, 5, 9999].map((number) => ({ id: idOf(number), deletedAt: 5000 }));
    return { ...form([{ id: idOf(3), Name: 'restored' }]), deletions };
  },
  (form) => form(extremeRows().map((texts) => ({ ...texts, Due: '', Name: 'good' }))),
  (form) => form([{ id: '', Name: 'nobody' }, { id: 'a b' }, { id: 'a\\N' }, { id: idOf(1) }]),
  (form) => form([]),
];

/** With names that a unique index refuses. */
export const refusedRows: readonly ExportedTexts[] = Array.from({ length: 40 }, (_, at) => ({
  id: idOf(5000 + at),
  Name: at === 17 || at === 39 ? 'n3' : `n${at}`,
  Due: at === 20 ? 'never' : '',
}));

const times = ['2026-06-01T10:00:00+02:00', '2026-06-01T09:00:00+02:00', '2026-07-01T10:00:00+02:00'];

function manyRows(count: number): readonly ExportedTexts[] {
  return Array.from({ length: count }, (_, at) => ({
    id: idOf(1000 + at),
    Name: `Name of ${at}, with a “text”`,
    Modified_Time: times[0] ?? '',
    Is_Key: at % 2 === 0 ? 'true' : 'false',
    Ratio: `${at}.50`,
    Account_Name: idOf(at % 7),
    Account: `Account ${at % 7}`,
    Owner: idOf(72 + (at % 3)),
  }));
}
