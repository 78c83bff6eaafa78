import assert from 'node:assert/strict';

import { copyText } from '../../../src/extension/results/copyText.ts';
import { ResultRows } from '../../../src/extension/results/resultRows.ts';
import { exampleColumns, exampleRecords } from './exampleResult.ts';

describe('copying from a result', () => {
  const rows = new ResultRows({ module: 'Leads', timeZone: 'Europe/Berlin' }, exampleColumns);
  rows.append(exampleRecords(4));
  rows.append([{ id: '9', Last_Name: 'a\tb|c\nd', Annual_Revenue: 1 }]);
  const range = { from: 2, to: 4, columns: ['Annual_Revenue', 'Last_Name', 'Created_Time'] };

  it('gives spreadsheets what is seen, with tabs, in the order of the columns that are named', () => {
    const text = '2001\tbauer 2\t2026-03-08 10:00:02\n\tCastillo 3\t2026-03-08 10:00:03';
    assert.equal(copyText(rows, range, 'text'), text);
    assert.equal(copyText(rows, { from: 4, to: 5, columns: ['Last_Name'] }, 'text'), 'a b|c d');
  });

  it('gives CSV with labels and with values as the CRM sent them', () => {
    const expected = [
      'Annual Revenue,Last Name,Created Time',
      '2001,bauer 2,2026-03-08T09:00:02+00:00',
      ',Castillo 3,2026-03-08T09:00:03+00:00',
      '',
    ];
    assert.equal(copyText(rows, range, 'csv'), expected.join('\r\n'));
  });

  it('gives a Markdown table whose cells cannot break it', () => {
    const table = copyText(rows, { from: 4, to: 5, columns: ['Last_Name', 'Annual_Revenue'] }, 'markdown');
    assert.equal(table, '| Last Name | Annual Revenue |\n| --- | ---: |\n| a\tb\\|c<br>d | 1 |\n');
  });

  it('gives JSON, in which what was not sent is left out', () => {
    const text = copyText(rows, { from: 3, to: 5, columns: ['Last_Name', 'Annual_Revenue', 'Tags'] }, 'json');
    assert.deepEqual(JSON.parse(text), [
      { Last_Name: 'Castillo 3', Annual_Revenue: null, Tags: [] },
      { Last_Name: 'a\tb|c\nd', Annual_Revenue: 1 },
    ]);
  });
});
