import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { withFileLock } from '../../../src/core/util/fileLock.ts';

const never = new AbortController().signal;

describe('withFileLock', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(path.join(tmpdir(), 'file-lock-'))));
  after(() => rm(folder, { recursive: true }));

  it('runs one work at a time, all of them, and leaves no file', async () => {
    let running = 0;
    const file = path.join(folder, 'deep', 'a.lock');
    const work = async (): Promise<number> => {
      assert.equal(++running, 1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return running--;
    };
    const results = await Promise.all(Array.from({ length: 4 }, () => withFileLock(file, work, never)));
    assert.equal(results.length, 4);
    assert.deepEqual(await readdir(path.dirname(file)), []);
  });

  it('frees the lock of a work that failed', async () => {
    const file = path.join(folder, 'b.lock');
    await assert.rejects(
      withFileLock(file, () => Promise.reject(new Error('no')), never),
      /no/,
    );
    assert.equal(await withFileLock(file, () => Promise.resolve('next'), never), 'next');
  });

  it('does not wait for somebody who died', async () => {
    const file = path.join(folder, 'c.lock');
    await writeFile(file, '');
    const longAgo = new Date(Date.now() - 10 * 60_000);
    await utimes(file, longAgo, longAgo);
    assert.equal(await withFileLock(file, () => Promise.resolve('done'), never), 'done');
  });

  it('stops waiting when it is canceled', async () => {
    const file = path.join(folder, 'd.lock');
    await writeFile(file, '');
    const attempt = withFileLock(file, () => Promise.resolve('done'), AbortSignal.timeout(20));
    await assert.rejects(attempt, (error) => error instanceof Error && /Abort|Timeout/.test(error.name));
  });

  it('works without a lock where no file can be made', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const impossible = path.join(folder, 'file', 'e.lock');
    assert.equal(await withFileLock(impossible, () => Promise.resolve('done'), never), 'done');
  });
});
