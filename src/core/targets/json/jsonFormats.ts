import type { CrmRecord, CrmValue } from '../../model/record.ts';
import type { RowFormat, SavedColumn } from '../../model/rowFormat.ts';

/** One array of objects, a record a line. Values stay as the CRM sent them; what was not sent is left out. */
export function jsonFormat(columns: readonly SavedColumn[]): RowFormat {
  const keys = columns.map((each) => each.key);
  return {
    extension: 'json',
    head: '[',
    rows: (records, isFirst) => {
      const lines = records.map((record) => `\n  ${JSON.stringify(chosen(record, keys))}`).join(',');
      return isFirst || lines === '' ? lines : `,${lines}`;
    },
    tail: '\n]\n',
  };
}

/** JSON Lines: an object a line, so that the file can be read while it is written. */
export function jsonLinesFormat(columns: readonly SavedColumn[]): RowFormat {
  const keys = columns.map((each) => each.key);
  return {
    extension: 'jsonl',
    head: '',
    rows: (records) => records.map((record) => `${JSON.stringify(chosen(record, keys))}\n`).join(''),
    tail: '',
  };
}

function chosen(record: CrmRecord, keys: readonly string[]): Record<string, CrmValue | undefined> {
  const object: Record<string, CrmValue | undefined> = {};
  for (const key of keys) object[key] = record[key];
  return object;
}
