import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { CrmRecord } from '../../../../../src/core/model/record.ts';
import type { DataTarget, TargetWriter } from '../../../../../src/core/targets/dataTarget.ts';
import { openSqlite } from '../../../../../src/core/targets/sql/sqlite/openSqlite.ts';
import { planOf, record } from '../../../../conformance/targets/exampleModule.ts';

const never = new AbortController().signal;
const plan = planOf();
const { name } = plan.main;
const indexes = plan.main.indexes.map((each) => each.name).sort();

describe('indexes of a table that is filled for the first time', () => {
  let [folder, file] = ['', ''];
  let target: DataTarget;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'target-'));
    file = path.join(folder, 'test.db');
    target = open();
    await target.applySchema(await target.schemaChanges([plan], new Map(), never), never);
  });

  afterEach(async () => {
    await target.close();
    await rm(folder, { recursive: true });
  });

  it('are made when its writer is done, also where a batch failed, and leave no trace', async () => {
    const writer = await target.startWriting('one', never);
    await write(writer, records(0, 200));
    assert.deepEqual(indexesNow(), []);
    await write(writer, records(200, 400));
    await assert.rejects(writer.write({ plan, deletions: [], records: records(0, 9), readAt: 0 }, AbortSignal.abort()));
    await writer.close();
    assert.deepEqual(indexesNow(), indexes);
    assert.deepEqual(await target.schemaChanges([plan], new Map(), never).then(({ statements }) => statements), []);
    assert.deepEqual(query("select name from sqlite_master where name like '%postponed%'"), []);
    assert.deepEqual(query('pragma integrity_check'), [{ integrity_check: 'ok' }]);
  });

  it('are kept where rows are there, or only a few come', async () => {
    const writer = await target.startWriting('one', never);
    await write(writer, records(0, 5));
    assert.deepEqual(indexesNow(), indexes);
    await write(writer, records(0, 300));
    assert.deepEqual(indexesNow(), indexes);
    await writer.close();
  });

  it('are kept where they are not ours, and where they refuse rows', async () => {
    query(`create unique index only_once on ${name} (Name)`);
    query(`create index theirs on ${name} (Email)`);
    const writer = await target.startWriting('one', never);
    const twice = records(0, 200).map((each, at) => ({ ...each, Name: at === 150 ? 'Name 3' : each['Name'] }));
    const { rejected, inserted } = await write(writer, twice);
    assert.deepEqual([inserted, rejected.length], [199, 1]);
    assert.deepEqual(indexesNow(), ['only_once', 'theirs']);
    await writer.close();
  });

  it('are made by whoever opens the file next, once their writer has gone', async () => {
    const writer = await target.startWriting('one', never);
    await write(writer, records(0, 200));
    await open().close();
    assert.deepEqual(indexesNow(), []);
    // As of a process that was killed.
    query('update _zoho_locks set heartbeat_at = 0');
    await open().close();
    assert.deepEqual(indexesNow(), indexes);
    await write(writer, records(200, 400));
    await writer.close();
    assert.deepEqual(indexesNow(), indexes);
  });

  it('are given up where their column has gone meanwhile', async () => {
    const writer = await target.startWriting('one', never);
    await write(writer, records(0, 200));
    query(`alter table ${name} rename column Owner_id to Boss`);
    await writer.close();
    assert.equal(indexesNow().length, indexes.length - 1);
  });

  function open(): DataTarget {
    return openSqlite({ id: 'sqlite', name: 'Test', kind: 'sqlite', file });
  }

  function query(sql: string): unknown[] {
    const database = new DatabaseSync(file);
    try {
      return database
        .prepare(sql)
        .all()
        .map((row) => ({ ...row }));
    } finally {
      database.close();
    }
  }

  function indexesNow(): string[] {
    const rows = query(`select name from pragma_index_list('${name}') where origin = 'c' order by name`);
    return (rows as { name: string }[]).map((row) => row.name);
  }
});

function write(writer: TargetWriter, batch: readonly CrmRecord[]) {
  return writer.write({ plan, deletions: [], records: batch, readAt: 0 }, never);
}

function records(from: number, until: number): readonly CrmRecord[] {
  return Array.from({ length: until - from }, (_, at) => record(from + at, { Name: `Name ${from + at}` }));
}
