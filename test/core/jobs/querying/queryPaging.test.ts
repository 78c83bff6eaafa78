import assert from 'node:assert/strict';

import { parseDocument } from '../../../../src/core/coql/parse.ts';
import { pagingOf } from '../../../../src/core/jobs/querying/queryPaging.ts';
import { exampleField } from '../../metadata/exampleMetadata.ts';

describe('how a query is read page by page', () => {
  const fields = [
    exampleField({ apiName: 'Amount', type: 'currency' }),
    exampleField({ apiName: 'Deal_Name', type: 'text' }),
    exampleField({ apiName: 'Score', type: 'formula', isComputed: true }),
  ];

  function kindOf(text: string): string {
    const [query] = parseDocument(text).queries;
    assert.ok(query);
    return pagingOf(query, fields).kind;
  }

  const where = 'from Deals where id is not null';

  it('is by a key where the CRM can compare it', () => {
    for (const order of [
      '',
      'order by id desc',
      'order by Amount',
      'order by Modified_Time desc, id desc',
      'offset 5',
    ]) {
      assert.equal(kindOf(`select Deal_Name ${where} ${order}`), 'byKey', order);
    }
  });

  it('is by OFFSET in all other orders', () => {
    const orders = [
      'Deal_Name',
      'Score',
      'Unknown',
      'Account_Name.Amount',
      'Amount, Stage',
      'id, Amount',
      'Amount offset 5',
    ];
    for (const order of orders) {
      assert.equal(kindOf(`select Deal_Name ${where} order by ${order}`), 'byOffset', order);
    }
    assert.equal(kindOf(`select Stage, COUNT(id) ${where} group by Stage`), 'byOffset');
    assert.equal(kindOf(`select MAX(Amount) ${where}`), 'byOffset');
  });

  it('is by OFFSET where a key would be one condition or column too many', () => {
    const conditions = (count: number): string =>
      Array.from({ length: count - 1 }).reduce<string>((sum) => `(${sum} and Amount > 1)`, 'Amount > 1');
    assert.equal(kindOf(`select id from Deals where ${conditions(24)}`), 'byKey');
    assert.equal(kindOf(`select id from Deals where ${conditions(25)}`), 'byOffset');
    assert.equal(kindOf(`select id from Deals where ${conditions(21)} order by Amount`), 'byKey');
    assert.equal(kindOf(`select id from Deals where ${conditions(22)} order by Amount`), 'byOffset');
    const columns = (count: number): string => Array.from({ length: count }, (_each, index) => `F${index}`).join(', ');
    assert.equal(kindOf(`select ${columns(49)} ${where} order by Amount`), 'byKey');
    assert.equal(kindOf(`select ${columns(50)} ${where} order by Amount`), 'byOffset');
  });

  it('is none where the query is not understood', () => {
    for (const text of ['select id from Deals', where, `select id ${where} limit 3, 4`]) {
      assert.equal(kindOf(text), 'asWritten', text);
    }
  });
});
