import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { strToU8, Zip, ZipDeflate, zipSync } from 'fflate';

import { RetriableError } from '../../../../src/core/errors.ts';
import { removeFile, saveUnzipped } from '../../../../src/core/jobs/reading/zipFile.ts';
import { never } from './readingWorld.ts';

const text = Array.from({ length: 50_000 }, (_, row) => `${row},Ann ${(row * row) % 9_973}\n`).join('');

describe('the zip of a bulk export', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'zip-'));
    file = path.join(folder, 'export.csv');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** In small pieces, as a download comes. */
  async function* piecesOf(bytes: Uint8Array, size = 10_000): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield Promise.resolve(bytes.slice(at, at + size));
  }

  for (const level of [0, 6] as const) {
    it(`leaves the text of its one file${level === 0 ? ', also where it is not compressed' : ''}`, async () => {
      await saveUnzipped(piecesOf(zipSync({ '1.csv': strToU8(text) }, { level }), 997), file, never);
      assert.equal(await readFile(file, 'utf8'), text);
      assert.deepEqual(await readdir(folder), ['export.csv']);
    });
  }

  it('may have been written as a stream, with sizes and checksum behind the content', async () => {
    const pieces: Uint8Array[] = [];
    const zip = new Zip((_, piece) => pieces.push(piece));
    const entry = new ZipDeflate('1.csv');
    zip.add(entry);
    entry.push(strToU8(text), true);
    zip.end();
    for (const size of [97, 100_000]) {
      await saveUnzipped(piecesOf(Buffer.concat(pieces), size), file, never);
      assert.equal(await readFile(file, 'utf8'), text);
    }
  });

  it('is refused when a byte of its content is another, compressed or not', async () => {
    for (const level of [0, 6] as const) {
      const bytes = zipSync({ '1.csv': strToU8(text) }, { level });
      const at = Math.floor(bytes.length / 2);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      await assert.rejects(saveUnzipped(piecesOf(bytes), file, never), RetriableError);
    }
  });

  it('is refused when it ends early, is empty, holds nothing, or is something else', async () => {
    const whole = zipSync({ '1.csv': strToU8(text) });
    const cut = [whole.slice(0, -30), whole.slice(0, whole.length / 2), whole.slice(0, 40), whole.slice(0, 9)];
    const damaged = [...cut, new Uint8Array(), zipSync({}), strToU8('<html>')];
    for (const bytes of damaged) await assert.rejects(saveUnzipped(piecesOf(bytes), file, never), RetriableError);
  });

  it('leaves nothing but the file to be removed, and rejects with what the download rejects with', async () => {
    const download = async function* (): AsyncGenerator<Uint8Array> {
      yield* piecesOf(zipSync({ '1.csv': strToU8(text) }).slice(0, 50_000));
      throw new TypeError('lost');
    };
    await assert.rejects(saveUnzipped(download(), file, never), TypeError);
    await removeFile(file);
    await removeFile(file);
    assert.deepEqual(await readdir(folder), []);
  });

  it('ends with the signal', async () => {
    const stop = new AbortController();
    const download = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of piecesOf(zipSync({ '1.csv': strToU8(text) }))) {
        yield piece;
        stop.abort(new Error('stopped'));
      }
    };
    await assert.rejects(saveUnzipped(download(), file, stop.signal), /stopped/);
  });
});
