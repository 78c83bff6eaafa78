import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { InflateRaw } from 'node:zlib';
import { crc32, createInflateRaw } from 'node:zlib';

/** What was unpacked, as a zip promises it. */
export interface UnpackedContent {
  readonly checksum: number;
  readonly bytes: number;
}

/** Unpacked at a time, and written at a time. */
const pieceBytes = 1024 * 1024;

export function inflater(): InflateRaw {
  return createInflateRaw({ chunkSize: pieceBytes });
}

/** Writes what comes to a file. */
export async function saveContent(content: Readable, file: string, signal: AbortSignal): Promise<UnpackedContent> {
  let [checksum, length] = [0, 0];
  const count = async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      checksum = crc32(piece, checksum);
      length += piece.length;
      yield piece;
    }
  };
  await pipeline(content, count, createWriteStream(file, { highWaterMark: pieceBytes }), { signal });
  return { checksum, bytes: length };
}

/** Unpacks the first file of a zip while the zip comes. What this makes of it has to be compared with what the zip promises. */
export class EarlyContent {
  readonly #inflate = inflater();
  readonly #saved: Promise<UnpackedContent | undefined>;
  #head = Buffer.alloc(0);
  #state: 'waiting' | 'unpacking' | 'over' = 'waiting';

  constructor(file: string, signal: AbortSignal) {
    const over = (): undefined => {
      this.#state = 'over';
    };
    this.#saved = saveContent(this.#inflate, file, signal).catch(over);
    void this.#saved.then(over);
  }

  /** Resolves when there is room for more. */
  async add(piece: Uint8Array): Promise<void> {
    if (this.#state === 'over') return;
    if (this.#state === 'unpacking') return this.#unpack(piece);
    this.#head = Buffer.concat([this.#head, piece]);
    const start = contentStart(this.#head);
    if (start === undefined || this.#head.length <= start) return;
    if (start === -1) this.#inflate.destroy();
    else {
      this.#state = 'unpacking';
      await this.#unpack(this.#head.subarray(start));
    }
  }

  /** Undefined for what is packed in another way, or not whole. */
  end(): Promise<UnpackedContent | undefined> {
    this.#inflate.end();
    return this.#saved;
  }

  async #unpack(piece: Uint8Array): Promise<void> {
    if (this.#inflate.write(piece)) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#inflate.once('drain', resolve);
    // Behind the content, nothing is taken any more.
    await Promise.race([promise, this.#saved]);
  }
}

/**
 * Where, in the first bytes of a zip, its first file begins (APPNOTE.TXT 4.3.7). Undefined: further than these bytes tell;
 * -1: it is not deflated, or no zip.
 */
function contentStart(head: Buffer): number | undefined {
  if (head.length < 30) return undefined;
  const isEncrypted = (head.readUInt16LE(6) & 1) === 1;
  if (head.readUInt32LE(0) !== 0x04034b50 || isEncrypted || head.readUInt16LE(8) !== 8) return -1;
  return 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
}
