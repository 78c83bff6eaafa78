import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';

import type { Entry, ZipFile } from 'yauzl';
import { open } from 'yauzl';

import { RetriableError } from '../../errors.ts';

/** Writes a download to a file, which the caller removes. Rejects with what the download rejects with. */
export async function saveDownload(bytes: AsyncIterable<Uint8Array>, file: string, signal: AbortSignal): Promise<void> {
  await pipeline(bytes, createWriteStream(file), { signal });
}

/** The bytes of the one file in a zip. RetriableError for one that is damaged; see {@link isSoundZip}. */
export async function* unzipped(file: string): AsyncGenerator<Buffer> {
  const zip = await openZip(file);
  try {
    yield* await contentOf(zip, await firstEntry(zip));
  } catch (error) {
    throw damaged(error);
  } finally {
    zip.close();
  }
}

/** Whether the zip is whole and its content has the checksum that it promises, for which all of it is unpacked once. */
export async function isSoundZip(file: string, signal: AbortSignal): Promise<boolean> {
  let zip: ZipFile | undefined;
  try {
    zip = await openZip(file);
    const entry = await firstEntry(zip);
    let checksum = 0;
    for await (const bytes of await contentOf(zip, entry)) {
      signal.throwIfAborted();
      checksum = crc32(bytes, checksum);
    }
    return checksum === entry.crc32;
  } catch {
    signal.throwIfAborted();
    return false;
  } finally {
    zip?.close();
  }
}

export async function removeFile(file: string): Promise<void> {
  await rm(file, { force: true });
}

function openZip(file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(file, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) reject(damaged(error));
      else resolve(zip);
    });
  });
}

function firstEntry(zip: ZipFile): Promise<Entry> {
  return new Promise((resolve, reject) => {
    zip.once('entry', resolve);
    zip.once('error', reject);
    zip.once('end', () => {
      reject(new Error('it holds no file'));
    });
    zip.readEntry();
  });
}

function contentOf(zip: ZipFile, entry: Entry): Promise<AsyncIterable<Buffer>> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error);
      else resolve(stream);
    });
  });
}

function damaged(error: unknown): Error {
  if (error instanceof RetriableError) return error;
  const because = error instanceof Error ? error.message : String(error);
  return new RetriableError(`The file of the bulk export is damaged: ${because}.`, undefined, { cause: error });
}
