import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Entry, ZipFile } from 'yauzl';
import { open } from 'yauzl';

import { RetriableError } from '../../errors.ts';
import type { UnpackedContent } from './zipContent.ts';
import { EarlyContent, inflater, saveContent } from './zipContent.ts';

/**
 * Downloads a zip and writes the content of its one file to `file`, which the caller removes. RetriableError where the zip is
 * not whole, or its content has not the checksum that it promises. Rejects with what the download rejects with.
 */
export async function saveUnzipped(bytes: AsyncIterable<Uint8Array>, file: string, signal: AbortSignal): Promise<void> {
  const zip = `${file}.zip`;
  try {
    const early = await saveBoth(bytes, zip, file, signal);
    await checkOrUnzip(zip, file, early, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    await removeFile(zip);
  }
}

export async function removeFile(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** The zip, and what is in it as far as that shows while it comes. */
async function saveBoth(
  bytes: AsyncIterable<Uint8Array>,
  zip: string,
  file: string,
  signal: AbortSignal,
): Promise<UnpackedContent | undefined> {
  const early = new EarlyContent(file, signal);
  const unpack = async function* (pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      await early.add(piece);
      yield piece;
    }
  };
  try {
    await pipeline(bytes, unpack, createWriteStream(zip, { highWaterMark: heldBytes }), { signal });
  } catch (error) {
    await early.end();
    throw error;
  }
  return early.end();
}

const heldBytes = 1024 * 1024;

async function checkOrUnzip(
  zip: string,
  file: string,
  early: UnpackedContent | undefined,
  signal: AbortSignal,
): Promise<void> {
  let source: ZipFile | undefined;
  try {
    source = await openZip(zip);
    const entry = await firstEntry(source);
    if (early && isPromised(early, entry)) return;
    const content = await saveContent(await contentOf(source, entry), file, signal);
    if (!isPromised(content, entry)) throw new Error('it is not what was packed');
  } catch (error) {
    if (signal.aborted || (error instanceof Error && 'syscall' in error)) throw error;
    const because = error instanceof Error ? error.message : String(error);
    throw new RetriableError(`The file of the bulk export is damaged: ${because}.`, undefined, { cause: error });
  } finally {
    source?.close();
  }
}

function isPromised({ checksum, bytes }: UnpackedContent, entry: Entry): boolean {
  return checksum === entry.crc32 && bytes === entry.uncompressedSize;
}

function openZip(file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(file, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) reject(error);
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

const deflated = 8;

async function contentOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  const isDeflated = entry.compressionMethod === deflated;
  const content = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, { decodeFileData: !isDeflated }, (error, stream) => {
      if (error) reject(error);
      else resolve(stream);
    });
  });
  if (!isDeflated) return content;
  const inflate = inflater();
  // Whoever reads hears of what fails on the way.
  pipeline(content, inflate).catch(() => undefined);
  return inflate;
}
