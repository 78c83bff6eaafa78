import assert from 'node:assert/strict';

import type { DatabaseConnection } from '../../../src/core/model/databaseConnection.ts';
import { databaseDescription, databaseRows } from '../../../src/extension/databases/databaseText.ts';
import { plainL10n } from '../plainL10n.ts';

const warehouse: DatabaseConnection = {
  ...{ id: 'd1', name: 'Warehouse', kind: 'postgres', host: 'db.example.com', port: 5432, database: 'crm' },
  ...{ user: 'loader', schema: 'zoho', tls: 'verified', caFile: undefined },
};

describe('words for databases', () => {
  it('tell what and where a database is', () => {
    assert.equal(databaseDescription(warehouse), 'PostgreSQL · crm · db.example.com');
    const file: DatabaseConnection = { id: 'd2', name: 'Archive', kind: 'sqlite', file: '/data/archive.sqlite' };
    assert.equal(databaseDescription(file), 'SQLite · archive.sqlite');
  });

  it('say how the way there is protected', () => {
    const rows = Object.fromEntries(databaseRows(warehouse, plainL10n).map(({ label, value }) => [label, value]));
    assert.deepEqual(rows, {
      ...{ Kind: 'PostgreSQL', Server: 'db.example.com:5432', Database: 'crm.zoho', User: 'loader' },
      Transport: 'Encrypted, and the server is verified',
    });
  });
});
