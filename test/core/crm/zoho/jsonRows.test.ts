import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';

import type { RowColumn } from '../../../../src/core/crm/crmRecords.ts';
import { readJsonRows } from '../../../../src/core/crm/zoho/jsonRows.ts';
import { QueriedPageRows } from '../../../../src/core/jobs/reading/queriedPageRows.ts';

const columns: readonly RowColumn[] = [
  { path: 'Name', kind: 'text' },
  { path: 'Amount', kind: 'number' },
  { path: 'Is_Open', kind: 'boolean' },
  { path: 'Owner', kind: 'reference' },
  { path: 'Tags', kind: 'other' },
];
const usual = { Name: 'Ada', Amount: 12, Is_Open: true, Owner: { name: 'Grace', id: '7' }, Tags: ['a'], id: '1' };

describe('rows of a page of JSON', () => {
  it('tell what parsing it tells', () => {
    const records = [
      usual,
      { ...usual, Name: 'quotes ", both ways \\"', Amount: -0.5, Is_Open: false, id: '2' },
      { ...usual, Name: 'a line\r\nbreak, a tab\t and \u0001', Amount: 999_999_999_999_999, id: '3' },
      { ...usual, Name: null, Amount: null, Is_Open: null, Owner: null, Tags: null, id: '4' },
      { ...usual, Name: 'Zoë 你好 😀', Amount: 0.000_000_1, Owner: { name: 'a "b"', id: '8' }, id: '5' },
      { ...usual, Owner: { name: null, id: '9' }, Tags: { 'a,"b': [{}, ']', '\\'], c: '}' }, id: '6' },
      { ...usual, Name: '\u2028', Amount: 9_999_999_999_999.99, Tags: 'text, "quoted"', id: '7' },
      { ...usual, Tags: 17, id: '8' },
      { ...usual, Amount: 0, Tags: [[], {}], id: '9' },
    ].map((each, index) => ({ ...each, Name: index === 8 ? 'x'.repeat(3_000) : each.Name }));
    // JSON may write characters as escapes that need none; this page does with all beyond ASCII.
    for (const json of [pageOf(records), escaped(pageOf(records)), pageOf(records).replaceAll('/', '\\/')]) {
      // A number with an exponent is not plain.
      const text = json.replace('1e-7', '0.0000001');
      const page = read(text);
      assert.ok(page);
      assert.deepEqual(
        records.map((_, row) => page.rows.record(row)),
        records,
      );
      assert.equal(page.rows.count, records.length);
      assert.equal(page.hasMore, true);
    }
  });

  it('keep digits that a double does not hold', () => {
    const rows = read(pageOf([usual]).replace('12', '1234567890123456.789012345'))?.rows;
    assert.equal(rows?.record(0)['Amount'], '1234567890123456.789012345');
  });

  it('stand in quotes, so that cells can be copied', () => {
    const rows = read(
      pageOf([
        { ...usual, Name: 'say "hi"' },
        { ...usual, Name: 'a\nb' },
      ]),
    )?.rows;
    assert.ok(rows);
    const { bytes, starts, ends, columns: width } = rows;
    const copies = [0, 1].map((row) => {
      const [start = 0, end = 0] = [starts[row * width + 1], ends[row * width + 1]];
      return bytes.toString('utf8', start - 1, (end < 0 ? ~end : end) + 1);
    });
    assert.deepEqual(copies, ['"say ""hi"""', '"a\nb"']);
  });

  it('leave no half characters behind where escapes become shorter', () => {
    const rows = read(pageOf([{ ...usual, Name: '\n\n€' }]))?.rows;
    assert.equal(rows?.record(0)['Name'], '\n\n€');
    assert.ok(isUtf8(rows.bytes));
  });

  it('take nothing for a value that is empty', () => {
    assert.deepEqual(read(pageOf([{ ...usual, Name: '', Tags: [] }]))?.rows.record(0), {
      ...usual,
      Name: null,
      Tags: null,
    });
  });

  it('find the id and the columns wherever they stand', () => {
    const { id, ...others } = usual;
    const page = read(
      pageOf([
        { id, ...others },
        { id: '2', ...others },
      ]),
    );
    assert.deepEqual(page?.rows.record(1), { id: '2', ...others });
  });

  const fine = pageOf([usual, { ...usual, id: '2' }]);
  const strange: Readonly<Record<string, string>> = {
    'a member that nobody asked for': pageOf([{ ...usual, More: 1 }]),
    'a column that is missing': pageOf([{ Name: 'Ada', id: '1' }]),
    'a member twice': fine.replace('{"Name":"Ada"', '{"Name":"Bob","Name":"Ada"'),
    'members in another order': pageOf([usual, reversed(usual)]),
    'a record without an id': pageOf([{ ...usual, id: null }]),
    'a text where a number was expected': pageOf([{ ...usual, Amount: '12' }]),
    'a number where a text was expected': pageOf([{ ...usual, Name: 12 }]),
    'a word where a box was expected': fine.replace('true', 'truth'),
    'a text where a lookup was expected': pageOf([{ ...usual, Owner: '7' }]),
    'a lookup with more than id and name': pageOf([{ ...usual, Owner: { name: 'G', id: '7', email: 'g@x' } }]),
    'a lookup without an id': pageOf([{ ...usual, Owner: { name: 'G' } }]),
    'a lookup whose name is empty': pageOf([{ ...usual, Owner: { name: '', id: '7' } }]),
    'a number with an exponent': fine.replace('12', '12e3'),
    'a zero with a minus': fine.replace('12', '-0'),
    'a zero before the digits': fine.replace('12', '012'),
    'half a character': fine.replace('Ada', '\\ud83d'),
    'an escape that there is not': fine.replace('Ada', '\\x41'),
    'a line break in a text': fine.replace('Ada', 'A\nda'),
    'spaces between the words': JSON.stringify(JSON.parse(fine), undefined, 1),
    'a list that is none': fine.replace('["a"]', '["a"}'),
    'half a list': fine.replace('["a"]', '["a",]'),
    'an object without values': fine.replace('["a"]', '{"a"}'),
    'an escape that there is not, in a list': fine.replace('["a"]', '["\\x"]'),
    'a line break in a list': fine.replace('["a"]', '["\n"]'),
    'a word that is none in a list': fine.replace('["a"]', '[nul]'),
    'a list that is nested without end': fine.replace('["a"]', '['.repeat(99_999) + ']'.repeat(99_999)),
    'other records behind': fine.replace(/\}$/, ',"data":[]}'),
    'an escape in a name': fine.replace('Is_Open', 'Is\\u005fOpen'),
    'another beginning': fine.replace('{"data"', '{"info":{},"data"'),
    'no information behind': fine.replace(/,"info".*/, '}'),
    'a page that ends early': fine.slice(0, -1),
    'no records': '{"data":[],"info":{"more_records":false}}',
    'an empty text': '',
  };
  for (const [what, text] of Object.entries(strange)) {
    it(`leave a page with ${what} as it is, to be parsed`, () => {
      const bytes = Buffer.from(text);
      assert.equal(readJsonRows(bytes, columns, 10), undefined);
      assert.equal(bytes.toString(), text);
    });
  }

  it('leave a page that is cut anywhere, is no UTF-8 or has more records than were asked for', () => {
    for (let length = 0; length < fine.length; length++) assert.equal(read(fine.slice(0, length)), undefined);
    const bytes = Buffer.from(fine);
    bytes[bytes.indexOf('Ada')] = 0xff;
    assert.equal(readJsonRows(bytes, columns, 10), undefined);
    assert.equal(readJsonRows(Buffer.from(fine), columns, 1), undefined);
    assert.ok(read(fine));
  });
});

function read(text: string) {
  const page = readJsonRows(Buffer.from(text), columns, 10);
  return page && { ...page, rows: new QueriedPageRows(page.rows) };
}

function pageOf(records: readonly object[]): string {
  return JSON.stringify({ data: records, info: { count: records.length, more_records: true } });
}

function escaped(json: string): string {
  return json.replaceAll(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function reversed(record: object): object {
  return Object.fromEntries(Object.entries(record).reverse());
}
