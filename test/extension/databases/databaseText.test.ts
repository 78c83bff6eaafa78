import assert from 'node:assert/strict';

import type { DatabaseConnection } from '../../../src/core/model/databaseConnection.ts';
import {
  databaseDescription,
  databaseRows,
  deletionDetail,
  renamedText,
} from '../../../src/extension/databases/databaseText.ts';
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

  it('name the jobs that would miss a database', () => {
    const kept = 'Its password goes with it. The database itself stays as it is.';
    assert.equal(deletionDetail(warehouse, [], plainL10n), kept);
    const file: DatabaseConnection = { id: 'd2', name: 'Archive', kind: 'sqlite', file: '/data/archive.sqlite' };
    assert.equal(deletionDetail(file, [], plainL10n), 'The file itself stays as it is.');
    assert.equal(
      deletionDetail(warehouse, ['leads', 'deals'], plainL10n),
      `${kept} These jobs copy into it, and will not run then: leads, deals.`,
    );
    assert.match(deletionDetail(warehouse, ['a', 'b', 'c', 'd', 'e', 'f'], plainL10n), /: a, b, c, d, e, …\.$/);
  });

  it('name the jobs that know a database by its old name', () => {
    assert.equal(
      renamedText('Warehouse', 'Lake', ['leads'], plainL10n),
      'These jobs still name the database "Warehouse": leads. They will not run until they name it "Lake".',
    );
  });
});
