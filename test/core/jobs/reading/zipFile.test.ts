import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { strToU8, zipSync } from 'fflate';

import { RetriableError } from '../../../../src/core/errors.ts';
import { isSoundZip, removeFile, saveDownload, unzipped } from '../../../../src/core/jobs/reading/zipFile.ts';
import { never } from './readingWorld.ts';

const text = 'Id,Last_Name\n1,Ann\n'.repeat(5_000);

describe('the zip of a bulk export', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'zip-'));
  });
  after(() => rm(folder, { recursive: true }));

  const fileOf = async (bytes: Uint8Array): Promise<string> => {
    const file = path.join(folder, 'export.zip');
    await writeFile(file, bytes);
    return file;
  };
  const textOf = async (file: string): Promise<string> => {
    const chunks: Buffer[] = [];
    for await (const chunk of unzipped(file)) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };

  for (const level of [0, 6] as const) {
    it(`gives the text of its one file${level === 0 ? ', also where it is not compressed' : ''}`, async () => {
      const file = await fileOf(zipSync({ '1.csv': strToU8(text) }, { level }));
      assert.equal(await isSoundZip(file, never), true);
      assert.equal(await textOf(file), text);
    });
  }

  it('is not sound when a byte of its content is another', async () => {
    const bytes = zipSync({ '1.csv': strToU8(text) }, { level: 0 });
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    assert.equal(await isSoundZip(await fileOf(bytes), never), false);
  });

  it('is not sound when it ends early, is empty, holds nothing, or is something else', async () => {
    const whole = zipSync({ '1.csv': strToU8(text) });
    const damaged = [whole.slice(0, -30), whole.slice(0, 40), new Uint8Array(), zipSync({}), strToU8('<html>')];
    for (const bytes of damaged) {
      const file = await fileOf(bytes);
      assert.equal(await isSoundZip(file, never), false);
      await assert.rejects(textOf(file), RetriableError);
    }
  });

  it('may be left in the middle, and looking at it ends with the signal', async () => {
    const file = await fileOf(zipSync({ '1.csv': strToU8(text) }));
    for await (const chunk of unzipped(file)) {
      assert.ok(chunk.length > 0);
      break;
    }
    await assert.rejects(isSoundZip(file, AbortSignal.abort(new Error('stopped'))), /stopped/);
  });

  it('is saved as it comes, and removed, also when it was not there', async () => {
    const file = path.join(folder, 'download.zip');
    const bytes = zipSync({ '1.csv': strToU8(text) });
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bytes.length; at += 100) yield Promise.resolve(bytes.slice(at, at + 100));
    };
    await saveDownload(pieces(), file, never);
    assert.equal(await textOf(file), text);
    await removeFile(file);
    await removeFile(file);
    await assert.rejects(textOf(file), RetriableError);
  });
});
