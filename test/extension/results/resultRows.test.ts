import assert from 'node:assert/strict';

import type { CrmRecord } from '../../../src/core/model/record.ts';
import { ResultRows } from '../../../src/extension/results/resultRows.ts';
import type { Arrangement } from '../../../src/protocol/results.ts';
import { exampleColumns, exampleRecords } from './exampleResult.ts';

const place = { module: 'Leads', timeZone: 'Europe/Berlin' };
const plain: Arrangement = { search: '', filters: {} };

describe('the rows of a result', () => {
  it('hands out windows of cells, fewer at the end', () => {
    const rows = rowsWith(exampleRecords(5));
    assert.equal(rows.shownCount, 5);
    assert.equal(rows.cells(3, 100).length, 2);
    assert.deepEqual(rows.cells(3, 1)[0], [
      'Castillo 3',
      null,
      { text: '2026-03-08 10:00:03', hint: '2026-03-08T09:00:03Z' },
      { text: 'Lindqvist & Söner AB', hint: 'Accounts 4000000003', record: { module: 'Accounts', id: '4000000003' } },
      '',
      'true',
      {
        text: '5000000000000000003',
        hint: 'Leads 5000000000000000003',
        record: { module: 'Leads', id: '5000000000000000003' },
      },
    ]);
  });

  it('tells a field that was not sent from an empty one', () => {
    const [row] = rowsWith(exampleRecords(1, 4)).cells(0, 1);
    assert.deepEqual(row?.[3], {});
  });

  it('shows datetimes in the zone of the connection across a change of its clocks, and says the zone', () => {
    const records = ['2026-03-29T00:59:59+00:00', '2026-03-29T01:00:00+00:00'].map((Created_Time, index) => {
      return { id: String(index), Created_Time };
    });
    const rows = rowsWith(records);
    const texts = rows.cells(0, 2).map((cells) => (cells[2] as { text: string }).text);
    assert.deepEqual(texts, ['2026-03-29 01:59:59', '2026-03-29 03:00:00']);
    assert.equal(rows.columns[2]?.detail, 'Europe/Berlin');
  });

  it('takes its columns from the first records where nobody knows them', () => {
    const rows = new ResultRows(place);
    rows.append([{ id: '1', 'COUNT(id)': 5, when: '2026-03-29T01:00:00Z' }]);
    assert.deepEqual(
      rows.columns.map(({ key, align, detail }) => [key, align, detail]),
      [
        ['id', 'start', ''],
        ['COUNT(id)', 'end', ''],
        ['when', 'start', 'Europe/Berlin'],
      ],
    );
  });

  it('sorts numbers as numbers, texts as people do, instants by time, and puts empty fields last both ways', async () => {
    const rows = rowsWith(exampleRecords(12));
    await rows.arrange({ ...plain, sort: { key: 'Annual_Revenue', direction: 'descending' } });
    assert.deepEqual(column(rows, 'Annual_Revenue').slice(0, 2), [11005.5, 10005]);
    assert.equal(column(rows, 'Annual_Revenue').at(-1), null);
    await rows.arrange({ ...plain, sort: { key: 'Annual_Revenue', direction: 'ascending' } });
    assert.deepEqual(column(rows, 'Annual_Revenue').slice(0, 2), [0, 1000.5]);
    assert.equal(column(rows, 'Annual_Revenue').at(-1), null);
    await rows.arrange({ ...plain, sort: { key: 'Last_Name', direction: 'ascending' } });
    const names = ['Ågren 0', 'Ågren 5', 'Ågren 10', 'bauer 2', 'bauer 7', 'Castillo 3'];
    assert.deepEqual(column(rows, 'Last_Name').slice(0, 6), names);
  });

  it('sorts ids of different length by their value', async () => {
    const rows = rowsWith(['900', '1000', '99'].map((digits) => ({ id: `${digits.padEnd(18, '0')}${digits.length}` })));
    await rows.arrange({ ...plain, sort: { key: 'id', direction: 'ascending' } });
    const lengths = column(rows, 'id').map((id) => String(id).length);
    assert.deepEqual(
      lengths,
      [...lengths].sort((a, b) => a - b),
    );
  });

  it('keeps order and filter while more rows come, whatever the batches', async () => {
    const all = exampleRecords(2000);
    const rows = rowsWith(all.slice(0, 3));
    const arrangement: Arrangement = {
      sort: { key: 'Last_Name', direction: 'descending' },
      search: '',
      filters: { Annual_Revenue: '>=5000' },
    };
    await rows.arrange(arrangement);
    for (let at = 3; at < all.length; at += 137) rows.append(all.slice(at, at + 137));
    const atOnce = rowsWith(all);
    await atOnce.arrange(arrangement);
    assert.equal(rows.shownCount, 1796);
    assert.deepEqual(rows.shown(0, 2000), atOnce.shown(0, 2000));
  });

  it('gives a new revision to another order, and none to rows at the end', async () => {
    const rows = rowsWith(exampleRecords(10));
    const { revision } = rows;
    rows.append(exampleRecords(10, 10));
    assert.equal(rows.revision, revision);
    await rows.arrange({ ...plain, search: 'zimmer' });
    const filtered = rows.revision;
    assert.notEqual(filtered, revision);
    rows.append(exampleRecords(10, 20));
    assert.equal(rows.revision, filtered);
    assert.equal(rows.shownCount, 6);
    await rows.arrange({ ...plain, sort: { key: 'Last_Name', direction: 'ascending' } });
    const sorted = rows.revision;
    rows.append(exampleRecords(10, 30));
    assert.notEqual(rows.revision, sorted);
  });

  it('lets the last of several arrangements win, rows that come meanwhile included', async () => {
    const rows = rowsWith(exampleRecords(20_000));
    const first = rows.arrange({ ...plain, search: 'castillo' });
    const second = rows.arrange({ ...plain, search: 'bauer' });
    rows.append(exampleRecords(5, 20_000));
    await Promise.all([first, second]);
    assert.equal(rows.arrangement.search, 'bauer');
    assert.equal(rows.shownCount, 4001);
  });

  for (const [filter, expected] of [
    ['zimmer', 2],
    ['=Zimmer 1', 1],
    ['!=Zimmer 1', 9],
    ['=', 0],
    ['!=', 10],
    ['>', 10],
  ] as const) {
    it(`finds ${expected} of 10 rows by "${filter}" in a text`, async () => {
      assert.equal(await countBy({ Last_Name: filter }), expected);
    });
  }

  for (const [key, filter, expected] of [
    ['Annual_Revenue', '=', 1],
    ['Annual_Revenue', '!=', 9],
    ['Annual_Revenue', '<2001', 2],
    ['Annual_Revenue', '<= 2001', 3],
    ['Annual_Revenue', '=1000.5', 1],
    ['Annual_Revenue', '> many', 0],
    ['Created_Time', '>=2026-03-08 10:00:05', 5],
    ['Created_Time', '=2026-03-08', 10],
    ['Created_Time', '10:00:03', 1],
    ['Account_Name', 'acme', 2],
    ['Account_Name', '=', 1],
    ['Last_Name', '.*(', 0],
    ['Tags', 'eu', 5],
    ['id', '>5000000000000000007', 2],
  ] as const) {
    it(`finds ${expected} of 10 rows by "${filter}" in ${key}`, async () => {
      assert.equal(await countBy({ [key]: filter }), expected);
    });
  }

  async function countBy(filters: Arrangement['filters']): Promise<number> {
    const rows = rowsWith(exampleRecords(10));
    await rows.arrange({ search: '', filters });
    return rows.shownCount;
  }
});

function rowsWith(records: readonly CrmRecord[]): ResultRows {
  const rows = new ResultRows(place, exampleColumns);
  rows.append(records);
  return rows;
}

function column(rows: ResultRows, key: string): unknown[] {
  return rows.shown(0, rows.shownCount).map((record) => record[key]);
}
