import { scanCsv, scanSlack } from '../../../src/core/jobs/reading/csvScan.ts';
import { exportLayout } from '../../../src/core/jobs/reading/exportedCells.ts';
import { planFields } from '../../../src/core/jobs/reading/fieldPlan.ts';
import { FileRows } from '../../../src/core/jobs/reading/fileRows.ts';
import type { ExportedRows } from '../../../src/core/model/exportedRows.ts';
import type { CrmValue } from '../../../src/core/model/record.ts';
import { readLimits } from '../../../src/core/crm/zoho/readLimits.ts';
import { field, idOf } from './exampleModule.ts';

/** What exports have as columns, lookups with their names. */
export const exportedFields = [
  field('Name', 'text', '101'),
  field('Notes', 'longText', '102'),
  field('Stage', 'pickList', '103', { pickList: [{ display: 'Won', actual: 'Closed Won' }] as never }),
  field('Colors', 'multiPickList', '104', { isMultiValued: true }),
  field('Birthday', 'date', '105'),
  field('Modified_Time', 'dateTime', '106'),
  field('Due', 'dateTime', '107'),
  field('Is_Key', 'boolean', '108'),
  field('Seats', 'integer', '109'),
  field('Big', 'bigInteger', '110'),
  field('Ratio', 'decimal', '111'),
  field('Amount', 'currency', '112'),
  field('Number', 'autoNumber', '113'),
  field('Account_Name', 'lookup', '114', { lookupModules: ['Accounts'] }),
  field('Owner', 'userLookup', '115'),
  field('Score', 'formula', '116', { isComputed: true, resultType: 'decimal' }),
  field('Remark', 'formula', '117', { isComputed: true }),
];

const paths = exportedFields.map(({ apiName }) => apiName);
const plan = planFields('bulk', 'Things', paths, new Map([['Things', exportedFields]]), readLimits(undefined));
const columns = (plan.columnBatches[0] ?? []).filter((name) => name !== 'id');

/** One row of an export: texts of cells by column, `Account` for the lookup's name. Others are empty. */
export type ExportedTexts = Readonly<Record<string, string>>;

/** Rows as a bulk export brings them, with users learned. The id of a row is the one that it names, or that of its number. */
export function exportOf(rows: readonly ExportedTexts[], quotesAll = false): ExportedRows {
  const names = ['Id', ...columns];
  const nameColumn = plan.names.get('Account_Name') ?? '';
  const lines = rows.map((texts, row) =>
    names.map((name) => {
      const text = name === 'Id' ? (texts['id'] ?? idOf(row)) : texts[name === nameColumn ? 'Account' : name];
      return quoted(text ?? '', quotesAll);
    }),
  );
  const text = Buffer.from(lines.map((cells) => `${cells.join(',')}\n`).join(''));
  const bytes = Buffer.concat([text, Buffer.alloc(scanSlack)]);
  const scan = scanCsv(bytes, 0, text.length, names.length, true);
  return new FileRows({ ...scan, bytes, free: () => undefined }, exportLayout(names, plan)).withLearned(
    new Map([['Owner', owners]]),
  );
}

const owners: ReadonlyMap<string, CrmValue> = new Map([
  [idOf(72), { id: idOf(72), name: 'Ann\tB\\c', email: 'ann@example.com' }],
  [idOf(73), { id: idOf(73), name: 'Zoë' }],
]);

function quoted(text: string, always: boolean): string {
  return always || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Every kind of cell that may go wrong on the way, column by column. */
export const extremeTexts: Readonly<Record<string, readonly string[]>> = {
  Name: ['plain', `O'Brien "quoted" \\ \t tab\nline\r\nend`, '\\N', 'Grüße 👩‍👩‍👧 𝄞', 'a\0b', '""', '\\', ' ', ','],
  Notes: ['x'.repeat(70_000), 'ä'.repeat(300), '"', '\r', 'a;b'],
  Stage: ['Closed Won', 'Won', 'New\\N', 'Ünbekannt'],
  Colors: ['Red', 'Red;Blue', 'Red,Blue', 'Blue; "light"', '👍'],
  Birthday: ['2024-02-29', '2025-02-29', '0001-01-01', '9999-12-31', '0000-01-01', '2026-13-01', 'soon', '2026-1-1'],
  Modified_Time: ['2026-03-08T01:59:59-08:00', '2026-01-01T00:00:00+05:30', '2026-01-01T00:00:00Z'],
  Due: [
    ...[
      '2026-11-01T01:30:00-07:00',
      '2026-12-31T23:30:00-01:00',
      '2024-02-28T23:59:59-00:01',
      '2024-03-01T00:00:00+14:00',
    ],
    ...['0001-01-01T00:00:00+00:00', '0001-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00', '2026-02-30T00:00:00Z'],
    ...['2026-01-01T24:00:00Z', '2026-01-01T00:00:60Z', '2026-01-01T00:00:00', '2026-01-01 00:00:00Z', '2026-01-01'],
    ...['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.5Z', '2026-01-01T00:00:00+24:00', '2100-03-01T05:00:00+05:30'],
  ],
  Is_Key: ['true', 'false', 'TRUE', '1', '"'],
  Seats: ['0', '-0', '007', '2147483647', '2147483648', '-2147483648', '1.0', '1.5', '-', '1e3', ' 5', '1"2'],
  Big: ['007', '9223372036854775807', '9223372036854775808', '-9223372036854775808', '12.0', '12.5', '-', '"12"'],
  Ratio: [
    '12.50',
    '0.1',
    '-0',
    '00012',
    '1e21',
    '1e-9',
    '.5',
    '5.',
    '-.5',
    '+5',
    '123456789012345678',
    '12345678901234.5',
    '123456789012345.6',
    '0.00',
    '-0.0',
    '10.00',
    '0.000000000000001',
    '0.0000001',
    '00.50',
    '1.2.3',
    'Infinity',
    '0x10',
  ],
  Amount: ['999999999999999', '9999999999999999999999', '0.1234567890123456789', '-12', '12,5', '1 000', '"'],
  Number: ['00042', 'A-1'],
  Account_Name: [idOf(70), 'no id!', 'a\\b', 'x'.repeat(64), 'x'.repeat(65), 'ä', 'a"b'],
  Owner: [idOf(72), idOf(73), idOf(74), 'nobody', 'a b', '"'],
  Score: ['0.30000000000000004', '12', '1.10', 'n/a'],
  Remark: ['12.5', 'text\ttab', '-'],
};

/** One row for each extreme, and rows that have all the first ones, names without lookups and the other way round. */
export function extremeRows(): readonly ExportedTexts[] {
  const single = Object.entries(extremeTexts).flatMap(([name, texts]) => texts.map((text) => ({ [name]: text })));
  const first = Object.fromEntries(Object.entries(extremeTexts).map(([name, [text = '']]) => [name, text]));
  const lookups = ['Zoë & Söhne', 'a\tb', 'a\0b', ''].flatMap((Account) => [
    { Account },
    { Account_Name: idOf(70), Account },
    { Account_Name: 'no id!', Account },
  ]);
  return [{}, first, ...single, ...lookups, first];
}
