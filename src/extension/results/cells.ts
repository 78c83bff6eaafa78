import type { CrmRecord, CrmValue } from '../../core/model/record.ts';
import { asReference } from '../../core/model/record.ts';
import { offsetReader } from '../../core/timeZones/zone.ts';
import type { ColumnState, RecordAddress, ResultCell } from '../../protocol/results.ts';
import type { ColumnKind, ShownColumn } from './shownColumn.ts';
import { columnKind, plainText } from './shownColumn.ts';

/** What shows the values of one column. */
export interface CellMaker {
  readonly column: ShownColumn;
  readonly kind: ColumnKind;
  /** What stands in the cell; empty for no value. */
  readonly text: (value: CrmValue | undefined) => string;
  readonly cell: (record: CrmRecord) => ResultCell;
}

/**
 * `module`: API name of the module that was asked. `timeZone`: that of the connection, in which datetimes are shown; with
 * a zone that we do not know they stay as they came.
 */
export function cellMaker(
  column: ShownColumn,
  samples: readonly CrmRecord[],
  { module, timeZone }: { readonly module: string; readonly timeZone: string },
): CellMaker {
  const kind = columnKind(column, samples);
  const localTime = kind === 'dateTime' ? localTimeIn(timeZone) : undefined;
  const text = (value: CrmValue | undefined): string =>
    localTime && typeof value === 'string' ? localTime(value) : plainText(value);
  return {
    column,
    kind,
    text,
    cell: (record) => {
      const value = record[column.key];
      if (value === null) return null;
      if (value === undefined) return {};
      if (localTime && typeof value === 'string') return { text: localTime(value), hint: instantText(value) };
      const address = addressOf(column, value, module);
      if (address) return { text: text(value), record: address, hint: `${address.module} ${address.id}` };
      if (Array.isArray(value) && value.length > 0) {
        return { text: text(value), list: value.map((each: CrmValue) => plainText(each)) };
      }
      return text(value);
    },
  };
}

/** How a column looks, judged by its first records. */
export function columnState(
  { column, kind, text }: CellMaker,
  samples: readonly CrmRecord[],
  zone: string,
): ColumnState {
  const lengths = samples.map((record) => roomFor(record[column.key], text)).sort((a, b) => a - b);
  const usual = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
  return {
    key: column.key,
    label: column.label,
    detail: kind === 'dateTime' ? zone : column.label === column.key ? '' : column.key,
    align: kind === 'number' ? 'end' : 'start',
    widthInCharacters: Math.max(usual, column.label.length + 3),
  };
}

/** In characters; each of several values has a frame of its own. */
function roomFor(value: CrmValue | undefined, text: CellMaker['text']): number {
  const frames = Array.isArray(value) ? value.length * 2 : 0;
  return text(value).length + frames;
}

/** `2026-11-22 14:05:09`; a text that is no datetime stays as it is. */
function localTimeIn(zone: string): ((text: string) => string) | undefined {
  const offsetMinutes = offsetReader(zone);
  if (!offsetMinutes) return undefined;
  return (text) => {
    const epochMs = Date.parse(text);
    if (Number.isNaN(epochMs)) return text;
    const local = new Date(epochMs + Math.round(offsetMinutes(epochMs) * 60_000)).toISOString();
    return `${local.slice(0, 10)} ${local.slice(11, 19)}`;
  };
}

function instantText(text: string): string {
  const epochMs = Date.parse(text);
  return Number.isNaN(epochMs) ? text : `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}

/** A record's own id, or what a lookup that may point to one module only points to. */
function addressOf(column: ShownColumn, value: CrmValue, module: string): RecordAddress | undefined {
  if (column.key === 'id' && typeof value === 'string') return { module, id: value };
  const reference = asReference(value);
  if (!reference || column.field?.lookupModules.length !== 1) return undefined;
  const [target = ''] = column.field.lookupModules;
  return { module: target, id: reference.id };
}
