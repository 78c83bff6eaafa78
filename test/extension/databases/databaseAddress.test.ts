import assert from 'node:assert/strict';

import { addressIn } from '../../../src/extension/databases/databaseAddress.ts';

describe('addresses of database servers', () => {
  it('have the usual port of the database where they name none', () => {
    assert.deepEqual(addressIn(' db.example.com ', 'postgres'), { host: 'db.example.com', port: 5432 });
    assert.deepEqual(addressIn('db.example.com', 'mariadb'), { host: 'db.example.com', port: 3306 });
    assert.deepEqual(addressIn('localhost:6432', 'postgres'), { host: 'localhost', port: 6432 });
  });

  it('may be of IP version 6, in brackets where a port follows', () => {
    assert.deepEqual(addressIn('::1', 'postgres'), { host: '::1', port: 5432 });
    assert.deepEqual(addressIn('[2001:db8::7]:5433', 'postgres'), { host: '2001:db8::7', port: 5433 });
  });

  it('are nothing that says more, or less', () => {
    for (const text of ['', 'postgres://db.example.com', 'user@db.example.com', 'a b', 'db:0', 'db:70000', 'db:x']) {
      assert.equal(addressIn(text, 'postgres'), undefined, text);
    }
  });
});
