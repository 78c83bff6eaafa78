import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { filesBelow, writeChangedFiles } from './writeChangedFiles.ts';

describe('writing what a bundler made', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'write-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('makes folders, and removes what an earlier build left of its own', async () => {
    await mkdir(path.join(folder, 'chunks'));
    await writeFile(path.join(folder, 'chunks', 'old.cjs'), '');
    await writeFile(path.join(folder, 'other.cjs'), '');
    const files = new Map([
      ['main.cjs', 'main'],
      ['chunks/new.cjs', 'new'],
    ]);
    await writeChangedFiles(folder, files, (file) => file.startsWith('chunks/'));
    assert.deepEqual(await filesBelow(folder), ['chunks/new.cjs', 'main.cjs', 'other.cjs']);
    assert.equal(await readFile(path.join(folder, 'main.cjs'), 'utf8'), 'main');
  });

  it('does not touch a file that is right already', async () => {
    const file = path.join(folder, 'main.cjs');
    await writeFile(file, 'main');
    const { mtimeMs, ino } = await stat(file);
    await writeChangedFiles(folder, new Map([['main.cjs', 'main']]), () => true);
    const after = await stat(file);
    assert.deepEqual([after.mtimeMs, after.ino], [mtimeMs, ino]);
  });
});
