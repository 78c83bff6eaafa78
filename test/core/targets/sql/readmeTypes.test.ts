import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { mariadbDialect } from '../../../../src/core/targets/sql/mariadb/mariadbDialect.ts';
import { postgresDialect } from '../../../../src/core/targets/sql/postgres/postgresDialect.ts';
import { sqliteDialect } from '../../../../src/core/targets/sql/sqlite/sqliteDialect.ts';
import { columnTypes } from '../../../../src/core/targets/tablePlan.ts';

describe('README', () => {
  it('names the type of each kind of column in each database', async () => {
    const readme = await readFile(new URL('../../../../README.md', import.meta.url), 'utf8');
    const [, table = ''] = readme.split(/^\| field +\| SQLite.*\n.*\n/m);
    const rows = table
      .slice(0, table.indexOf('\n\n'))
      .split('\n')
      .map((line) => [...line.matchAll(/\| `([^`]+)` +(?=\|)/g)].map(([, name]) => name));
    const dialects = [sqliteDialect, postgresDialect('public'), mariadbDialect];
    assert.deepEqual(
      rows,
      columnTypes.map((type) => dialects.map(({ typeNames }) => typeNames[type])),
    );
  });
});
