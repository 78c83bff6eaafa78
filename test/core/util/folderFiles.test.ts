import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { FolderFiles } from '../../../src/core/util/folderFiles.ts';

describe('FolderFiles', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'folder-files-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives back what was written, below folders that it makes', async () => {
    const files = new FolderFiles(folder);
    await files.writeWhole('a/b/c.json', 'ä');
    assert.equal(await files.read('a/b/c.json'), 'ä');
    assert.deepEqual(await files.list('a'), ['b']);
    assert.deepEqual(await files.list('a/b'), ['c.json']);
  });

  it('takes nothing for an answer', async () => {
    const files = new FolderFiles(folder);
    assert.equal(await files.read('none'), undefined);
    assert.deepEqual(await files.list('none'), []);
    await files.remove('none');
    await files.rename('none', 'other');
  });

  it('does not leave its folder', async () => {
    const files = new FolderFiles(path.join(folder, 'in'));
    for (const way of ['../out', '/etc/passwd', 'a/../../out', '../inside']) {
      await assert.rejects(files.writeWhole(way, ''), RangeError);
      await assert.rejects(files.read(way), RangeError);
      await assert.rejects(files.remove(way), RangeError);
    }
  });

  it('removes folders with all that is in them, drafts included', async () => {
    const files = new FolderFiles(folder);
    await files.writeWhole('a/b', '');
    await writeFile(path.join(folder, 'a', 'b.x.draft'), '');
    assert.deepEqual(await files.list('a'), ['b']);
    await files.remove('a');
    assert.deepEqual(await readdir(folder), []);
  });

  it('leaves whole files when the program is killed while it writes', async function () {
    this.timeout(30_000);
    const files = new FolderFiles(folder);
    const program = path.join(import.meta.dirname, 'writeForever.ts');
    for (let round = 0; round < 5; round++) {
      const child = fork(program, [folder], { stdio: 'ignore' });
      const [message] = (await once(child, 'message')) as [string];
      assert.equal(message, 'writing');
      await new Promise((resolve) => setTimeout(resolve, 20 + round * 7));
      child.kill('SIGKILL');
      await once(child, 'exit');
      const content = (await files.read('file')) ?? '';
      assert.ok(content.length === 300_000 && new Set(content).size === 1, 'old or new, never in between');
    }
  });
});
