import { isUtf8 } from 'node:buffer';

import type { ExportedCell } from '../../model/exportedRows.ts';
import { asObject, parseJson } from '../../model/parse.ts';
import type { CrmValue } from '../../model/record.ts';
import type { QueriedRows, RowColumn } from '../crmRecords.ts';
import { parseExactJson } from './exactJson.ts';
import type { Member, Members } from './jsonCells.ts';
import { JsonCells, membersOf } from './jsonCells.ts';
import { broken, code, textEnd, wordEnd } from './jsonScan.ts';

export interface JsonRowsPage {
  readonly rows: QueriedRows;
  readonly hasMore: boolean;
}

/**
 * A page of records without their becoming objects: several times as fast as `JSON.parse` and what follows. Changes the
 * bytes: texts with escapes become what they mean. Undefined, and the bytes as they were, for whatever is not just what
 * the columns let expect: then the page is to be parsed. An empty text counts as nothing, as an empty list does.
 *
 * @param most records of the page
 */
export function readJsonRows(bytes: Buffer, columns: readonly RowColumn[], most: number): JsonRowsPage | undefined {
  const layout = layoutOf(columns);
  let at = wordEnd(bytes, 0, pageStart);
  const members = at === broken ? undefined : firstMembers(bytes, at, layout);
  if (!members || !isUtf8(bytes)) return undefined;
  const cells = new JsonCells(bytes, most * layout.width);
  let count = 0;
  for (let isOver = false; !isOver; count++) {
    if (count === most) return undefined;
    const first = count * layout.width;
    at = cells.readRecord(at, members, first);
    const hasId = (cells.ends[first] ?? 0) > (cells.starts[first] ?? 0);
    isOver = bytes[at + 1] === code.closeList;
    if (!hasId || bytes[at] !== code.closeObject || (!isOver && bytes[at + 1] !== code.comma)) return undefined;
    at += 2;
  }
  const info = infoOf(bytes, at);
  if (!info || !cells.resolveEscapes()) return undefined;
  const { starts, ends } = cells;
  const rows = { bytes, count, columns: layout.width, starts, ends, idAt: 0, cells: layout.cells, isTidy: true };
  return { rows, hasMore: info['more_records'] === true };
}

const pageStart = Buffer.from('{"data":[');
const infoStart = ',"info":';

/** Where the cells of a record stand among those of all: its id, then the columns, a lookup's name behind its id. */
interface Layout {
  readonly width: number;
  readonly cells: ReadonlyMap<string, ExportedCell>;
}

function layoutOf(columns: readonly RowColumn[]): Layout {
  const cells = new Map<string, ExportedCell>();
  let width = 1;
  for (const column of columns) {
    const { path, kind } = column;
    const nameAt = kind === 'reference' ? width + 1 : undefined;
    cells.set(path, { at: width, nameAt, kind, empty: null, read: readerOf(column), learned: undefined });
    width += nameAt === undefined ? 1 : 2;
  }
  return { width, cells };
}

function readerOf({ kind, normal }: RowColumn): ExportedCell['read'] {
  if (kind === 'text') return (text) => text;
  return (text) => {
    const [value] = parseExactJson(`[${text}]`) as readonly [CrmValue];
    return normal ? normal(value) : value;
  };
}

/** Those of the first record, which all the others have in the same order; each column has to be among them, once. */
function firstMembers(bytes: Buffer, start: number, { cells }: Layout): Members | undefined {
  const found: Member[] = [];
  const open = new Set(['id', ...cells.keys()]);
  const skipped = new JsonCells(bytes, 2);
  let at = start;
  while (bytes[at] === (found.length === 0 ? code.openObject : code.comma) && bytes[at + 1] === code.quote) {
    const end = textEnd(bytes, at + 2);
    const path = bytes.toString('utf8', at + 2, Math.max(0, end));
    const { kind = 'text', at: cell = 0 } = cells.get(path) ?? {};
    if (!open.delete(path) || bytes[end + 1] !== code.colon) return undefined;
    found.push({ start: bytes.subarray(at, end + 2), kind, cell });
    at = skipped.read(kind, end + 2, 0);
    if (at === broken) return undefined;
  }
  return open.size === 0 && bytes[at] === code.closeObject ? membersOf(found) : undefined;
}

/** Undefined where there is none, or other records besides. */
function infoOf(bytes: Buffer, start: number) {
  const text = bytes.toString('utf8', start);
  const rest = text.startsWith(infoStart) ? asObject(parseJson(`{${text.slice(1)}`)) : undefined;
  return rest && !('data' in rest) ? asObject(rest['info']) : undefined;
}
