import assert from 'node:assert/strict';

import { parseDocument } from '../../../../src/core/coql/parse.ts';
import type { QueriedModule } from '../../../../src/core/jobs/jobFile/exportOfQuery.ts';
import { exportOfQuery } from '../../../../src/core/jobs/jobFile/exportOfQuery.ts';

describe('an export job of a query', () => {
  it('has its fields, condition and order, and no limit', () => {
    const text = "select Email, Owner.last_name from Leads where Company = 'A' order by Created_Time desc limit 10";
    assert.deepEqual(made(text), {
      ...{ module: 'Leads', fields: ['Email', 'Owner.last_name'], where: "Company = 'A'" },
      orderBy: { field: 'Created_Time', descending: true },
    });
  });

  it('is not made where a job could not say the same', () => {
    for (const text of [
      'select COUNT(id) from Leads where id is not null',
      'select Email as Mail from Leads where id is not null',
      'select Company from Leads where id is not null group by Company',
      'select Email from Leads where id is not null order by Email, Company',
      'select Email from Leads where id is not null limit 10 offset 20',
      'select Email from',
    ]) {
      assert.equal(made(text), undefined, text);
    }
  });
});

function made(text: string): QueriedModule | undefined {
  const [query] = parseDocument(text).queries;
  return query && exportOfQuery(query);
}
