import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { parseSettings, writeSettings } from './editorSettings.ts';

describe('user settings of a profile', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'settings-'));
    file = path.join(folder, 'User', 'settings.json');
    await mkdir(path.dirname(file));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('are made for a new profile', async () => {
    await rm(path.dirname(file), { recursive: true });
    await writeSettings(folder, 'User', { a: 1 });
    assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), { a: 1 });
  });

  it('keep what the user set besides', async () => {
    await writeFile(file, '{ // mine\n "mine": [1], "a": 1, }');
    await writeSettings(folder, 'User', { a: 2 });
    assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), { mine: [1], a: 2 });
  });

  it('are not touched, comments and all, when they are right already', async () => {
    const text = '{ // mine\n "a": 1 }';
    await writeFile(file, text);
    await writeSettings(folder, 'User', { a: 1 });
    assert.equal(await readFile(file, 'utf8'), text);
  });

  it('count as empty when they cannot be read', () => {
    for (const text of ['', '[1]', '"text"', 'null']) assert.deepEqual(parseSettings(text), {}, text);
  });
});
