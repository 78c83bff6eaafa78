import { isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';

import { cellText } from '../../model/exportedRows.ts';
import type { CsvScan, ScanRoom } from './csvScan.ts';
import { scanCsv, scanSlack } from './csvScan.ts';

/** Whole rows of a CSV file. */
export interface CsvChunk extends CsvScan {
  readonly bytes: Buffer;
  /** For whoever does not look at it any more: its memory is used again. */
  readonly free: () => void;
}

/** The file's first row, and the rows behind it in pieces. */
export interface CsvFile {
  /** None in a file that is empty. */
  readonly header: readonly string[];
  chunks(): AsyncGenerator<CsvChunk>;
  close(): Promise<void>;
}

/** Pieces are so large, and larger where a row is. */
const usualBytes = 1024 * 1024;

/**
 * Opens a CSV file by RFC 4180 in UTF-8, perhaps with a byte order mark. What is no UTF-8 in it becomes the replacement
 * character. RetriableError: see {@link scanCsv}.
 */
export async function openCsv(file: string, chunkBytes = usualBytes): Promise<CsvFile> {
  const reader = new ChunkReader(await open(file), chunkBytes);
  const close = (): Promise<void> => reader.handle.close();
  try {
    const header = await reader.header();
    return { header, chunks: () => reader.rows(header.length), close };
  } catch (error) {
    await close();
    throw error;
  }
}

class ChunkReader {
  readonly handle: FileHandle;
  readonly #chunkBytes: number;
  /** Memory of chunks that nobody looks at any more. */
  readonly #free: (ScanRoom & { readonly bytes: Buffer })[] = [];
  /** What was read of the file and is no row yet, from the beginning of the buffer. */
  #bytes: Buffer;
  #filled = 0;
  #isOver = false;

  constructor(handle: FileHandle, chunkBytes: number) {
    this.handle = handle;
    this.#chunkBytes = chunkBytes;
    this.#bytes = Buffer.allocUnsafeSlow(chunkBytes + scanSlack);
  }

  async header(): Promise<readonly string[]> {
    await this.#fill();
    if (this.#filled >= 3 && this.#bytes.subarray(0, 3).equals(byteOrderMark)) this.#begin(3);
    for (;;) {
      await this.#fill();
      const line = this.#bytes.subarray(0, this.#filled).indexOf(10);
      const isWhole = line !== -1 || this.#isOver;
      const text = Buffer.concat([this.#bytes.subarray(0, line === -1 ? this.#filled : line + 1), slack]);
      if (isWhole) {
        const names = firstRow(text);
        this.#begin(text.length - scanSlack);
        if (names.length > 0 || (this.#isOver && this.#filled === 0)) return names;
      } else this.#begin(0);
    }
  }

  /** Reads the next piece while somebody is busy with this one. */
  async *rows(columns: number): AsyncGenerator<CsvChunk> {
    let filled = this.#fill();
    try {
      for (let isLast = false; !isLast;) {
        await filled;
        isLast = this.#isOver;
        const bytes = this.#bytes;
        const reused = this.#free.pop();
        const scan = scanCsv(bytes, 0, this.#filled, columns, isLast, reused);
        this.#begin(scan.end, reused?.bytes);
        filled = this.#fill();
        filled.catch(() => undefined);
        if (scan.count > 0) yield this.#chunk(scan, bytes, columns);
      }
    } finally {
      await filled.catch(() => undefined);
    }
  }

  #chunk(scan: CsvScan, bytes: Buffer, columns: number): CsvChunk {
    let isFree = false;
    const free = (): void => {
      if (!isFree) this.#free.push({ ...scan, bytes });
      isFree = true;
    };
    return wellFormed({ ...scan, bytes, free }, columns);
  }

  /** Takes another buffer, with what of this one stands behind the end. */
  #begin(end: number, other?: Buffer): void {
    const rest = this.#bytes.subarray(end, this.#filled);
    const room = Math.max(this.#chunkBytes, 2 * rest.length) + scanSlack;
    this.#bytes = other && other.length >= room ? other : Buffer.allocUnsafeSlow(room);
    this.#filled = rest.copy(this.#bytes);
  }

  async #fill(): Promise<void> {
    const room = this.#bytes.length - scanSlack;
    while (!this.#isOver && this.#filled < room) {
      const { bytesRead } = await this.handle.read(this.#bytes, this.#filled, room - this.#filled, null);
      this.#filled += bytesRead;
      this.#isOver = bytesRead === 0;
    }
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

const slack = Buffer.alloc(scanSlack);

/** Bytes that are no UTF-8 never swallow a separator, so that the rows stay the same. */
function wellFormed(chunk: CsvChunk, columns: number): CsvChunk {
  const text = chunk.bytes.subarray(0, chunk.end);
  if (isUtf8(text)) return chunk;
  const bytes = Buffer.from(text.toString() + slack.toString());
  return { ...scanCsv(bytes, 0, bytes.length - scanSlack, columns, true), bytes, free: chunk.free };
}

/** Names of columns hold no line breaks. */
function firstRow(line: Buffer): readonly string[] {
  const most = line.toString('latin1').split(',').length;
  const scan = scanCsv(line, 0, line.length - scanSlack, most, true);
  const texts = Array.from({ length: scan.count * most }, (_, cell) => cellText({ ...scan, bytes: line }, cell));
  return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
}
