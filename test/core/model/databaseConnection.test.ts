import assert from 'node:assert/strict';

import { parseDatabaseConnection } from '../../../src/core/model/databaseConnection.ts';

const server = {
  id: '1',
  name: 'Warehouse',
  kind: 'postgres',
  host: 'db',
  database: 'crm',
  user: 'me',
  tls: 'verified',
};

describe('parseDatabaseConnection', () => {
  it('reads what was stored, and knows the usual port', () => {
    const stored = JSON.parse(JSON.stringify({ ...server, schema: '', password: 'never kept' })) as unknown;
    assert.deepEqual(parseDatabaseConnection(stored), { ...server, port: 5432, schema: undefined, caFile: undefined });
    assert.deepEqual(parseDatabaseConnection({ ...server, kind: 'mariadb', caFile: '/ca.pem' }), {
      ...{ ...server, kind: 'mariadb', port: 3306, schema: undefined, caFile: '/ca.pem' },
    });
    const file = { id: '1', name: 'File', kind: 'sqlite', file: '/data/crm.db' };
    assert.deepEqual(parseDatabaseConnection({ ...file, host: 'x' }), file);
  });

  it('refuses what is damaged or of another version', () => {
    const broken = [
      { kind: 'oracle' },
      { host: '' },
      { port: 70_000 },
      { tls: 'maybe' },
      { name: undefined },
      { user: 5 },
    ];
    for (const each of broken) assert.equal(parseDatabaseConnection({ ...server, ...each }), undefined);
    assert.equal(parseDatabaseConnection({ id: '1', name: 'File', kind: 'sqlite' }), undefined);
    assert.equal(parseDatabaseConnection('text'), undefined);
  });
});
