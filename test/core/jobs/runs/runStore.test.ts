import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { runIdAt, RunStore } from '../../../../src/core/jobs/runs/runStore.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import { FolderFiles } from '../../../../src/core/util/folderFiles.ts';

describe('the run store', () => {
  let folder = '';
  let store: RunStore;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'runs-'));
    store = new RunStore(new FolderFiles(folder), 3);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('gives back what was saved, newest first', async () => {
    await store.save(runAt(1000));
    await store.save(runAt(3000));
    await store.save(runAt(2000));
    assert.deepEqual(await store.list(), [runAt(3000), runAt(2000), runAt(1000)]);
  });

  it('keeps so many and no more', async () => {
    for (const at of [1000, 2000, 3000, 4000, 5000]) await store.save(runAt(at));
    assert.deepEqual(await store.list(), [runAt(5000), runAt(4000), runAt(3000)]);
  });

  it('passes over what is damaged or newer, and leaves it there', async () => {
    await store.save(runAt(1000));
    writeFileSync(path.join(folder, '20300101T000000000Z-0000.run.json'), '{"version":2}');
    writeFileSync(path.join(folder, '20300101T000000000Z-0001.run.json'), '{"version":1,');
    assert.deepEqual(await store.list(), [runAt(1000)]);
    assert.equal(readFileSync(path.join(folder, '20300101T000000000Z-0000.run.json'), 'utf8'), '{"version":2}');
  });

  it('writes files that people can read', async () => {
    await store.save(runAt(1000));
    const text = readFileSync(path.join(folder, `${runAt(1000).id}.run.json`), 'utf8');
    assert.match(text, /^\{\n {2}"version": 1,\n {2}"id"/);
  });

  it('knows nothing of a run that was removed', async () => {
    await store.save(runAt(1000));
    await store.remove(runAt(1000).id);
    assert.equal(await store.find(runAt(1000).id), undefined);
  });
});

describe('run ids', () => {
  it('sort by time', () => {
    assert.ok(runIdAt(Date.UTC(2026, 10, 9), 0.9) < runIdAt(Date.UTC(2026, 10, 10), 0.1));
    assert.equal(runIdAt(Date.UTC(2026, 10, 9, 8, 7, 6, 5), 0.5), '20261109T080706005Z-i000');
  });
});

function runAt(startedAt: number): RunRecord {
  return {
    ...{ id: runIdAt(startedAt, 0), jobName: 'leads', jobKind: 'export', connectionName: 'Acme', host: 'editor' },
    ...{ startedAt, endedAt: startedAt + 5, outcome: 'succeeded', creditsSpent: 3, files: ['/tmp/leads.csv'] },
    modules: [{ module: 'Leads', read: 7, inserted: 7, updated: 0, deleted: 0, rejected: 0 }],
  };
}
