import { randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { open, rename, rm } from 'node:fs/promises';

import { InputError } from '../errors.ts';
import type { CrmRecord } from '../model/record.ts';
import type { RowFormat } from '../model/rowFormat.ts';

export interface SaveRowsRequest {
  readonly rows: AsyncIterable<readonly CrmRecord[]>;
  readonly format: RowFormat;
  /** Absolute path. */
  readonly file: string;
}

/**
 * Writes records to a file as they come, in bounded memory, and answers how many. The file appears, or changes, when all
 * is written: until then it grows beside its place under a name of its own, which is removed if anything fails. InputError
 * names the file where it cannot be written; errors of the rows themselves pass through. `report` hears of each batch.
 */
export async function saveRows(
  { rows, format, file }: SaveRowsRequest,
  signal: AbortSignal,
  report: (rowsWritten: number) => void = () => undefined,
): Promise<number> {
  const draft = `${file}.${randomUUID()}.part`;
  const handle = await naming(file, () => open(draft, 'wx'));
  try {
    let count = 0;
    for await (const { text, rowCount } of rowTexts(rows, format, signal)) {
      await naming(file, () => writeAll(handle, text));
      count += rowCount;
      report(count);
    }
    await naming(file, () => handle.datasync());
    await handle.close();
    await naming(file, () => rename(draft, file));
    return count;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}

/** The pieces of the text that a file would hold, for places that are no files of this computer. */
export async function* rowTexts(
  rows: AsyncIterable<readonly CrmRecord[]>,
  format: RowFormat,
  signal: AbortSignal,
): AsyncGenerator<{ readonly text: string; readonly rowCount: number }> {
  let isFirst = true;
  // Nothing is begun for rows that are refused.
  let head = format.head;
  for await (const batch of rows) {
    signal.throwIfAborted();
    yield { text: head + format.rows(batch, isFirst), rowCount: batch.length };
    head = '';
    isFirst &&= batch.length === 0;
  }
  signal.throwIfAborted();
  yield { text: head + format.tail, rowCount: 0 };
}

async function writeAll(handle: FileHandle, text: string): Promise<void> {
  if (text !== '') await handle.appendFile(text);
}

async function naming<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError(`${file} cannot be written: ${why}`, undefined, { cause: error });
  }
}
