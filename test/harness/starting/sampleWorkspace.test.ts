import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { makeSampleWorkspace } from './sampleWorkspace.ts';

describe('the sample workspace', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'workspace-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('has a query and a file to import', async () => {
    await makeSampleWorkspace(path.join(folder, 'new'));
    assert.deepEqual((await readdir(path.join(folder, 'new'))).sort(), ['leads.coql', 'new-leads.csv']);
  });

  it('keeps what the user wrote', async () => {
    await writeFile(path.join(folder, 'leads.coql'), 'mine');
    await makeSampleWorkspace(folder);
    assert.equal(await readFile(path.join(folder, 'leads.coql'), 'utf8'), 'mine');
  });
});
