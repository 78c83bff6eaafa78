import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { keepOutOfGit } from '../../../../src/core/jobs/exporting/gitIgnore.ts';

describe('an exported file', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ignored-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is ignored by git from then on where it lies in a repository, with its drafts', async () => {
    git('init', '--quiet');
    mkdirSync(path.join(folder, 'out'));
    const file = path.join(folder, 'out', 'my leads [1].csv');
    assert.equal(await keepOutOfGit(file), path.join(folder, 'out', '.gitignore'));
    for (const name of [file, `${file}.part`, `${file}.gz`]) writeFileSync(name, '');
    assert.equal(git('status', '--porcelain', '--untracked-files=all').trim(), '?? out/.gitignore');
  });

  it('changes nothing where it is ignored already', async () => {
    git('init', '--quiet');
    writeFileSync(path.join(folder, '.gitignore'), '*.csv');
    assert.equal(await keepOutOfGit(path.join(folder, 'leads.csv')), undefined);
    assert.equal(readFileSync(path.join(folder, '.gitignore'), 'utf8'), '*.csv');
  });

  it('adds its line once, after what is there', async () => {
    git('init', '--quiet');
    writeFileSync(path.join(folder, '.gitignore'), 'node_modules');
    await keepOutOfGit(path.join(folder, 'leads.csv'));
    assert.equal(await keepOutOfGit(path.join(folder, 'leads.csv')), undefined);
    assert.match(
      readFileSync(path.join(folder, '.gitignore'), 'utf8'),
      /^node_modules\n# Customer data.*\n\/leads\.csv\*\n$/,
    );
  });

  it('changes nothing outside of repositories', async () => {
    assert.equal(await keepOutOfGit(path.join(folder, 'leads.csv')), undefined);
    assert.equal(existsSync(path.join(folder, '.gitignore')), false);
  });

  function git(...words: string[]): string {
    return execFileSync('git', words, { cwd: folder, encoding: 'utf8' });
  }
});
