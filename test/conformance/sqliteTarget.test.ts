import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { describeDataTarget } from './dataTarget.ts';

describeDataTarget('SQLite', 'file', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'target-'));
  const file = path.join(folder, 'test.db');
  return {
    async makeEmpty() {
      for (const end of ['', '-wal', '-shm']) await rm(file + end, { force: true });
      return { id: 'sqlite', name: 'Test', kind: 'sqlite', file };
    },
    run(sql) {
      const database = new DatabaseSync(file);
      database.exec(sql);
      database.close();
      return Promise.resolve();
    },
    stop: () => rm(folder, { recursive: true, force: true }),
  };
});
