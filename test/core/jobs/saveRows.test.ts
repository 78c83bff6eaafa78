import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { InputError } from '../../../src/core/errors.ts';
import { saveRows } from '../../../src/core/jobs/saveRows.ts';
import type { CrmRecord } from '../../../src/core/model/record.ts';
import { csvFormat } from '../../../src/core/targets/csv/csvFormat.ts';
import { jsonFormat, jsonLinesFormat } from '../../../src/core/targets/json/jsonFormats.ts';

const columns = [
  { key: 'id', heading: 'Record Id' },
  { key: 'Name', heading: 'Name' },
];
const never = new AbortController().signal;

describe('saving rows', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'zcs-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('writes all batches below one heading, and says how many rows', async () => {
    const file = path.join(folder, 'leads.csv');
    const reported: number[] = [];
    const rows = batches([{ id: '1', Name: 'Ä' }], [], [{ id: '2', Name: null }]);
    const count = await saveRows({ rows, format: csvFormat(columns), file }, never, (each) => reported.push(each));
    assert.equal(count, 2);
    assert.equal(reported.at(-1), 2);
    assert.equal(await readFile(file, 'utf8'), 'Record Id,Name\r\n1,Ä\r\n2,\r\n');
  });

  it('writes JSON that can be parsed, whatever the number of batches', async () => {
    const file = path.join(folder, 'leads.json');
    for (const all of [[], [[]], [[], [{ id: '1', Name: 'A' }]], [[{ id: '1' }], [{ id: '2', Name: null }]]]) {
      await saveRows({ rows: batches(...all), format: jsonFormat(columns), file }, never);
      assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), all.flat());
    }
  });

  it('writes JSON Lines', async () => {
    const file = path.join(folder, 'leads.jsonl');
    const rows = batches([{ id: '1', Name: 'A' }], [{ id: '2', Other: 'left out' }]);
    await saveRows({ rows, format: jsonLinesFormat(columns), file }, never);
    assert.equal(await readFile(file, 'utf8'), '{"id":"1","Name":"A"}\n{"id":"2"}\n');
  });

  it('leaves the old file, and nothing else, when the rows fail or it is stopped', async () => {
    const file = path.join(folder, 'leads.csv');
    await writeFile(file, 'old');
    const failing = saveRows({ rows: failingAfter([{ id: '1' }]), format: csvFormat(columns), file }, never);
    await assert.rejects(failing, /the line dropped/);
    const stopped = new AbortController();
    stopped.abort();
    const stopping = saveRows({ rows: batches([{ id: '1' }]), format: csvFormat(columns), file }, stopped.signal);
    await assert.rejects(stopping, { name: 'AbortError' });
    assert.deepEqual(await readdir(folder), ['leads.csv']);
    assert.equal(await readFile(file, 'utf8'), 'old');
  });

  it('names the file that cannot be written', async () => {
    const file = path.join(folder, 'missing', 'leads.csv');
    const saving = saveRows({ rows: batches([]), format: csvFormat(columns), file }, never);
    await assert.rejects(saving, (error) => error instanceof InputError && error.message.includes(file));
  });
});

async function* batches(...all: readonly (readonly CrmRecord[])[]): AsyncGenerator<readonly CrmRecord[]> {
  yield* all;
  await Promise.resolve();
}

async function* failingAfter(...all: readonly (readonly CrmRecord[])[]): AsyncGenerator<readonly CrmRecord[]> {
  yield* all;
  await Promise.reject(new Error('the line dropped'));
}
