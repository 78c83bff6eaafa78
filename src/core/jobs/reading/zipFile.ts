import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';

import type { Entry, ZipFile } from 'yauzl';
import { open } from 'yauzl';

import { RetriableError } from '../../errors.ts';

/** Writes a download to a file, which the caller removes. Rejects with what the download rejects with. */
export async function saveDownload(bytes: AsyncIterable<Uint8Array>, file: string, signal: AbortSignal): Promise<void> {
  await pipeline(bytes, createWriteStream(file), { signal });
}

/**
 * The bytes of the one file in a zip. A zip that ends early or whose content is not what it promises gives a
 * RetriableError: before the first byte where its directory is missing, else with the last one.
 */
export async function* unzipped(file: string): AsyncGenerator<Buffer> {
  const zip = await openZip(file);
  try {
    const entry = await firstEntry(zip);
    let checksum = 0;
    for await (const chunk of await contentOf(zip, entry)) {
      const bytes = chunk as Buffer;
      checksum = crc32(bytes, checksum);
      yield bytes;
    }
    if (checksum !== entry.crc32) throw new Error('its checksum is wrong');
  } catch (error) {
    throw damaged(error);
  } finally {
    zip.close();
  }
}

/** Whether the zip has its directory, which stands at its end. */
export async function isWholeZip(file: string): Promise<boolean> {
  try {
    const zip = await openZip(file);
    zip.close();
    return true;
  } catch {
    return false;
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

function contentOf(zip: ZipFile, entry: Entry): Promise<Readable> {
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
