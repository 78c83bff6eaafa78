import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';

import { holdFile, withFileLock } from '../../../src/core/util/fileLock.ts';

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

describe('holdFile', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(path.join(tmpdir(), 'hold-file-'))));
  after(() => rm(folder, { recursive: true }));

  it('is for one at a time, and refuses others at once', async () => {
    const file = path.join(folder, 'deep', 'a.lock');
    const release = await holdFile(file);
    assert.ok(release);
    assert.equal(await holdFile(file), undefined);
    await release();
    assert.deepEqual(await readdir(path.dirname(file)), []);
    await (
      await holdFile(file)
    )?.();
  });

  it('takes over at once from a process of this computer that is gone', async () => {
    const file = path.join(folder, 'b.lock');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(file, JSON.stringify({ pid, host: hostname() }));
    const release = await holdFile(file);
    assert.ok(release);
    await release();
  });

  it('takes over from another computer only when that has been silent for long', async () => {
    const file = path.join(folder, 'c.lock');
    await writeFile(file, JSON.stringify({ pid: process.pid, host: 'elsewhere' }));
    assert.equal(await holdFile(file), undefined);
    const longAgo = new Date(Date.now() - 10 * 60_000);
    await utimes(file, longAgo, longAgo);
    const release = await holdFile(file);
    assert.ok(release);
    await release();
  });

  it('does not free what another has taken over', async () => {
    const file = path.join(folder, 'd.lock');
    const release = await holdFile(file);
    await writeFile(file, 'of another');
    await release?.();
    assert.deepEqual(
      (await readdir(folder)).filter((each) => each === 'd.lock'),
      ['d.lock'],
    );
  });
});
