import assert from 'node:assert/strict';

import { RecordTable } from '../../../src/sampleOrg/records/store.ts';
import type { StoredValue } from '../../../src/sampleOrg/records/store.ts';

describe('a table of records', () => {
  function tableOf(...values: readonly Readonly<Record<string, StoredValue>>[]): RecordTable {
    const table = new RecordTable();
    values.forEach((each, index) => {
      table.insert({ id: `10000000000000000${index}`, values: each });
    });
    return table;
  }

  it('finds records by value, without regard to case, through every change', () => {
    const table = tableOf({ Email: 'A@x.io' }, { Email: 'b@x.io' }, { Email: null });
    assert.deepEqual(table.idsWith('Email', 'a@X.IO'), ['100000000000000000']);
    table.replace({ id: '100000000000000001', values: { Email: 'a@x.io' } });
    assert.equal(table.idsWith('Email', 'a@x.io').length, 2);
    assert.deepEqual(table.idsWith('Email', 'b@x.io'), []);
    table.remove('100000000000000000');
    table.insert({ id: '100000000000000009', values: { Email: 'A@X.io' } });
    assert.deepEqual(table.idsWith('Email', 'a@x.io'), ['100000000000000001', '100000000000000009']);
    assert.deepEqual(table.idsWith('Email', null), []);
  });

  it('finds references to records of any module by their id', () => {
    const table = tableOf({ Parent_Id: { module: 'Leads', id: '42' } }, { Parent_Id: '42' });
    assert.equal(table.recordsWith('Parent_Id', '42').length, 2);
  });

  it('sorts by a field, empty values first and equal ones by id, and again after a change', () => {
    const table = tableOf({ At: 2 }, { At: 1 }, {}, { At: 1 });
    const order = () => table.ascendingBy('At').map((record) => record.id.slice(-1));
    assert.deepEqual(order(), ['2', '1', '3', '0']);
    table.replace({ id: '100000000000000001', values: { At: 9 } });
    assert.deepEqual(order(), ['2', '3', '0', '1']);
  });

  it('gives numbers that were never given before', () => {
    const table = tableOf({ No: 'PR-7-Z' }, { No: 'PR-3-Z' });
    assert.equal(table.nextNumber('No', 1), 8);
    table.remove('100000000000000000');
    assert.equal(table.nextNumber('No', 1), 9);
    assert.equal(tableOf().nextNumber('No', 500), 500);
  });
});
