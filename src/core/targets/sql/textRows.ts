import type { Cells } from '../rowsOfRecord.ts';
import type { ColumnType } from '../tablePlan.ts';

/** Long enough for few calls, short enough for packets and buffers. In UTF-16 code units. */
const chunkLength = 256 * 1024;

/** Types whose texts may contain what the format uses. */
const escapedTypes: readonly ColumnType[] = ['text', 'longText', 'json'];

/**
 * Rows as the text that both `copy … from stdin` and `load data` read by default: tabs between cells, `\N` for nothing,
 * backslashes before what would be misread. Datetimes go without a zone: sessions speak UTC.
 */
export function* textRows(columns: readonly { readonly type: ColumnType }[], rows: readonly Cells[]): Iterable<Buffer> {
  const kinds = columns.map(({ type }) =>
    escapedTypes.includes(type) ? 'escaped' : type === 'dateTime' ? type : 'plain',
  );
  let text = '';
  for (const row of rows) {
    for (let at = 0; at < kinds.length; at += 1) {
      const cell = row[at] ?? null;
      if (at > 0) text += '\t';
      if (cell === null) text += '\\N';
      else if (kinds[at] === 'plain') text += typeof cell === 'boolean' ? (cell ? '1' : '0') : String(cell);
      else if (kinds[at] === 'dateTime') text += (cell as string).slice(0, 19);
      else text += escaped(cell as string);
    }
    text += '\n';
    if (text.length < chunkLength) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

function escaped(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replaceAll(/[\\\t\n\r]/g, (found) => escapes[found] ?? found) : text;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
