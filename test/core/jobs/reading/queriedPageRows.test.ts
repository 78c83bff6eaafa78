import assert from 'node:assert/strict';

import type { Field } from '../../../../src/core/model/metadata.ts';
import type { CrmRecord } from '../../../../src/core/model/record.ts';
import type { ReadRequest, RecordBatch } from '../../../../src/core/jobs/reading/readRequest.ts';
import type { RowFormat } from '../../../../src/core/model/rowFormat.ts';
import { csvFormat } from '../../../../src/core/targets/csv/csvFormat.ts';
import { never, ReadingWorld } from './readingWorld.ts';

/** What is joined by other calls. */
const joined = ['subform', 'multiLookup', 'file', 'image', 'address'];

describe('pages of queries as rows', () => {
  let world: ReadingWorld;
  before(async () => {
    world = await ReadingWorld.start();
  });
  after(() => world.stop());

  it('become the same lines of CSV as records, of each module that queries tell of', async () => {
    let [lines, pages] = [0, 0];
    for (const { apiName: module } of await world.modulesOf(never)) {
      const known = await world.fieldsOf(module, never).catch(() => []);
      const fields = known.filter(isPlain).map(({ apiName }) => apiName);
      const read = (takesExported: boolean) =>
        world.batches({ module, fields: fields.slice(0, 45), way: 'coql', order: 'id', takesExported });
      const byRecords = await read(false).catch(() => []);
      if (byRecords.length === 0) continue;
      const byRows = await read(true);
      pages += byRows.filter(({ exported }) => exported).length;
      const columns = ['id', ...fields].map((key) => ({ key, heading: key }));
      for (const options of [{}, { references: 'id' }, { lineEnd: '\n' }, { decimalSign: ',' }] as const) {
        const format = csvFormat(columns, options);
        const expected = linesOf(byRecords, format);
        lines += expected.length;
        assert.deepEqual(linesOf(byRows, format), expected, `${module} ${JSON.stringify(options)}`);
      }
    }
    assert.ok(lines > 2_000 && pages > 15, `${lines} lines, ${pages} pages as rows`);
  });

  for (const module of ['Tasks', 'Events']) {
    it(`are records where lookups of ${module} are more than ids and names`, async () => {
      const fields = (await world.fieldsOf(module, never)).filter(isPlain).map((field) => field.apiName);
      const request: ReadRequest = { module, fields, way: 'coql' };
      const options = { limits: { queryRows: 10 } };
      const batches = await world.batches({ ...request, takesExported: true }, options);
      assert.deepEqual(recordsOf(batches), await world.read(request));
    });
  }

  for (const module of [
    'Leads',
    'Contacts',
    'Accounts',
    'Deals',
    'Products',
    'Invoices',
    'Cases',
    'Properties',
    'DealHistory',
  ]) {
    it(`tell of ${module} what records tell`, async () => {
      const fields = (await world.fieldsOf(module, never)).filter(isPlain).map((field) => field.apiName);
      const request: ReadRequest = { module, fields: fields.slice(0, 45), way: 'coql' };
      const expected = await world.read(request);
      const batches = await world.batches({ ...request, takesExported: true });
      assert.ok(batches.some((batch) => batch.exported));
      assert.deepEqual(recordsOf(batches), expected);
    });
  }

  it('are each record once, in order and in lanes, where pages overlap parts that others take over', async () => {
    const all = await world.read({ module: 'Leads', fields: ['Last_Name'], way: 'coql' });
    for (const order of [undefined, 'id'] as const) {
      const request = { module: 'Leads', fields: ['Last_Name', 'Owner'], way: 'coql', takesExported: true } as const;
      const options = { count: all.length, limits: { queryRows: 37 } };
      const batches = await world.batches(order ? { ...request, order } : request, options);
      const ids = recordsOf(batches, order !== undefined).map(({ id }) => id);
      assert.deepEqual(
        ids,
        all.map(({ id }) => id),
      );
      assert.deepEqual(batches.at(-1)?.remaining, []);
    }
  });

  it('are not made of what is joined, nor for those who want records', async () => {
    const withRows = {
      module: 'Quotes',
      fields: ['Subject', 'Quoted_Items'],
      way: 'coql',
      takesExported: true,
    } as const;
    const plain = { module: 'Leads', fields: ['Last_Name'], way: 'coql' } as const;
    for (const request of [withRows, plain]) {
      const batches = await world.batches(request);
      assert.ok(batches.every((batch) => batch.records.length > 0 && !batch.exported));
    }
  });
});

function isPlain({ type, isRichText, apiName }: Field): boolean {
  return !joined.includes(type) && isRichText !== true && apiName !== 'id';
}

function linesOf(batches: readonly RecordBatch[], format: RowFormat): readonly string[] {
  const texts = batches.map(({ records, exported }) => {
    const more = exported && (format.exported?.(exported) ?? assert.fail('they have to become records'));
    return format.rows(records, false) + (more?.toString() ?? '');
  });
  return texts.join('').split('\n');
}

function recordsOf(batches: readonly RecordBatch[], isInOrder = false): readonly CrmRecord[] {
  const all = batches.flatMap(({ records, exported }) => [
    ...records,
    ...Array.from({ length: exported?.count ?? 0 }, (_, row) => exported?.record(row) ?? { id: '' }),
  ]);
  return isInOrder ? all : all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
