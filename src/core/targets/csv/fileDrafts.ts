import { Zip, ZipDeflate } from 'fflate';
import iconv from 'iconv-lite';
import { createReadStream, createWriteStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import { FatalError, InputError } from '../../errors.ts';
import type { FileCompression, FileDraft, FileRequest, FileTarget, TextEncoding } from '../fileTarget.ts';

/** Text files of this computer. */
export const textFiles: FileTarget = {
  async open(request) {
    const draft = `${request.file}.part`;
    return naming(request.file, async () => {
      await mkdir(path.dirname(request.file), { recursive: true });
      const isResumed = request.resumeAt !== undefined && (await sizeOf(draft)) >= request.resumeAt;
      const handle = await open(draft, isResumed ? 'r+' : 'w');
      const written = isResumed ? request.resumeAt : 0;
      await handle.truncate(written);
      return new TextFileDraft({ request, draft, handle, written, isResumed });
    });
  },
};

interface DraftParts {
  readonly request: FileRequest;
  readonly draft: string;
  readonly handle: FileHandle;
  readonly written: number;
  readonly isResumed: boolean;
}

/** The draft is plain text whatever the file will be, so that it can be gone on with at any byte. */
class TextFileDraft implements FileDraft {
  readonly isResumed: boolean;
  readonly #parts: DraftParts;
  #written: number;
  #isOpen = true;

  constructor(parts: DraftParts) {
    this.#parts = parts;
    this.#written = parts.written;
    this.isResumed = parts.isResumed;
  }

  async write(text: string | Buffer): Promise<void> {
    const { request, handle } = this.#parts;
    const isDone = typeof text !== 'string' && request.encoding === 'utf-8';
    const bytes = isDone ? text : encode(text.toString(), request.encoding, request.file);
    await naming(request.file, () => writeAll(handle, bytes, this.#written));
    this.#written += bytes.length;
  }

  async flush(): Promise<number> {
    await naming(this.#parts.request.file, () => this.#parts.handle.datasync());
    return this.#written;
  }

  async finish(signal: AbortSignal): Promise<string> {
    const { request, draft } = this.#parts;
    await this.flush();
    await this.close();
    const file = finalName(request.file, request.compression);
    await naming(file, async () => {
      const whole = request.compression === 'none' ? draft : `${draft}.whole`;
      if (request.compression === 'gzip') await gzip(draft, whole, signal);
      if (request.compression === 'zip') await zip(draft, whole, path.basename(request.file, '.zip'), signal);
      await rename(whole, file);
      await rm(draft, { force: true });
    });
    return file;
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#parts.handle.close();
  }

  async discard(): Promise<void> {
    await this.close();
    await rm(this.#parts.draft, { force: true });
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}

/** What a file is called in the end. */
export function finalName(file: string, compression: FileCompression): string {
  const extension = { none: '', gzip: '.gz', zip: '.zip' }[compression];
  return file.endsWith(extension) ? file : file + extension;
}

function encode(text: string, encoding: TextEncoding, file: string): Uint8Array {
  if (encoding === 'utf-8' || encoding === 'utf-16le') return Buffer.from(text, encoding);
  const bytes = iconv.encode(text, encoding);
  const back = iconv.decode(bytes, encoding);
  if (back === text) return bytes;
  const chars = Array.from(text);
  const char = chars.find((each) => iconv.decode(iconv.encode(each, encoding), encoding) !== each) ?? '';
  const line = text.slice(text.lastIndexOf('\n', text.indexOf(char)) + 1).split(/\r?\n/, 1)[0] ?? '';
  throw new InputError(
    `${file}: ${encoding} has no “${char}” (in the line that begins with ${line.slice(0, 40)}). ` +
      'Choose the encoding utf-8.',
    'to.encoding',
  );
}

async function gzip(from: string, to: string, signal: AbortSignal): Promise<void> {
  await pipeline(createReadStream(from), createGzip(), createWriteStream(to), { signal });
}

async function zip(from: string, to: string, entry: string, signal: AbortSignal): Promise<void> {
  if ((await sizeOf(from)) >= 2 ** 32) {
    throw new FatalError(`${from} has more than 4 GB, which a zip cannot hold here. Choose the compression gzip.`);
  }
  await pipeline(Readable.from(zipped(createReadStream(from), entry)), createWriteStream(to), { signal });
}

/** A zip with one entry, piece by piece. */
async function* zipped(content: AsyncIterable<Buffer>, entry: string): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const archive = new Zip((error, bytes) => {
    if (error) throw error;
    ready.push(bytes);
  });
  const file = new ZipDeflate(entry, { level: 6 });
  archive.add(file);
  for await (const bytes of content) {
    file.push(bytes);
    yield* ready.splice(0);
  }
  file.push(new Uint8Array(), true);
  archive.end();
  yield* ready.splice(0);
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    return -1;
  }
}

async function naming<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InputError || error instanceof FatalError) throw error;
    if (error instanceof Error && error.name === 'AbortError') throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError(`${file} cannot be written: ${why}`, undefined, { cause: error });
  }
}
