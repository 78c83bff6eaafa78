import assert from 'node:assert/strict';

import { csvFormat } from '../../../../src/core/targets/csv/csvFormat.ts';
import { csvRows, usualCsv } from '../../../../src/core/targets/csv/csvRow.ts';

describe('CSV', () => {
  it('quotes what holds a delimiter, a quote or a line break, and doubles the quotes', () => {
    const records = [{ id: '1', a: 'x,y', b: 'say "hi"', c: 'two\nlines', d: 'plain' }];
    assert.equal(csvRows(records, ['a', 'b', 'c', 'd'], usualCsv), '"x,y","say ""hi""","two\nlines",plain\r\n');
  });

  it('tells an empty text from a field that is empty or was not sent', () => {
    assert.equal(csvRows([{ id: '1', a: '', b: null }], ['a', 'b', 'c'], usualCsv), '"",,\r\n');
    const nulls = { ...usualCsv, nullText: 'NULL' };
    assert.equal(csvRows([{ id: '1', a: 'NULL', b: null, c: '' }], ['a', 'b', 'c'], nulls), '"NULL",NULL,\r\n');
  });

  it('writes lookups by name or id, several texts with semicolons, and anything else as JSON', () => {
    const record = {
      id: '1',
      owner: { id: '7', name: 'Ann' },
      nameless: { id: '8' },
      list: ['a', 'b'],
      rows: [{ x: 1 }],
    };
    const keys = ['owner', 'nameless', 'list', 'rows'];
    assert.equal(csvRows([record], keys, usualCsv), 'Ann,8,a;b,"[{""x"":1}]"\r\n');
    assert.equal(csvRows([record], ['owner', 'list'], { ...usualCsv, references: 'id' }), '7,a;b\r\n');
    assert.equal(csvRows([record], ['list', 'owner'], { ...usualCsv, delimiter: ';' }), '"a;b";Ann\r\n');
  });

  it('starts a file with headings, and with the byte order mark where that is wanted', () => {
    const columns = [
      { key: 'a', heading: 'A, really' },
      { key: 'b', heading: 'B' },
    ];
    assert.equal(csvFormat(columns).head, '"A, really",B\r\n');
    assert.equal(csvFormat(columns, { hasByteOrderMark: true, lineEnd: '\n' }).head, '\uFEFF"A, really",B\n');
    assert.equal(csvFormat(columns).rows([{ id: '1', a: 1.5, b: false }], true), '1.5,false\r\n');
  });

  it('quotes every cell on request, except those of empty fields', () => {
    const all = { ...usualCsv, quotesAll: true };
    assert.equal(csvRows([{ id: '1', a: 'x', b: 2, c: null, d: '' }], ['a', 'b', 'c', 'd'], all), '"x","2",,""\r\n');
  });

  it('writes decimals with a comma on request', () => {
    const commas = { ...usualCsv, decimalSign: ',' as const };
    assert.equal(csvRows([{ id: '1', a: 1234.5, b: 'v1.2' }], ['a', 'b'], commas), '"1234,5",v1.2\r\n');
    assert.equal(csvRows([{ id: '1', a: -0.5 }], ['a'], { ...commas, delimiter: ';' }), '-0,5\r\n');
  });

  it('disarms what a spreadsheet would run as a formula on request, and numbers never', () => {
    const record = { id: '1', a: '=HYPERLINK("x")', b: '+49 30', c: -5, d: 'a=b', e: '@sum' };
    const safe = { ...usualCsv, neutralizesFormulas: true };
    assert.equal(csvRows([record], ['a', 'b', 'c', 'd', 'e'], safe), `"'=HYPERLINK(""x"")",'+49 30,-5,a=b,'@sum\r\n`);
    assert.equal(csvRows([record], ['b'], usualCsv), '+49 30\r\n');
  });

  it('rewrites the texts of a column that has a writer', () => {
    const format = csvFormat([
      { key: 'at', heading: 'At', write: (text) => `${text}!` },
      { key: 'b', heading: 'B' },
    ]);
    assert.equal(
      format.rows(
        [
          { id: '1', at: 'now', b: 'x' },
          { id: '2', at: null, b: 'y' },
        ],
        true,
      ),
      'now!,x\r\n,y\r\n',
    );
    assert.equal(csvFormat([{ key: 'a', heading: 'A' }], { hasHeadings: false }).head, '');
  });
});
