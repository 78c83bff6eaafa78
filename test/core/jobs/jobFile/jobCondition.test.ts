import assert from 'node:assert/strict';

import { readCondition } from '../../../../src/core/jobs/jobFile/jobCondition.ts';

describe('the condition of a job’s module', () => {
  it('is read as in a query', () => {
    const { condition } = readCondition('Leads', "Company = 'Zylker'");
    assert.equal(condition?.kind, 'comparison');
  });

  it('is refused with what is wrong with it', () => {
    for (const [where, problem] of [
      ['Company =', /^is no COQL condition: /],
      ['', /^is no COQL condition: /],
      ['Company is not null limit 5', /^is to hold a condition alone/],
      ['Company is not null order by id', /^is to hold a condition alone/],
      ['Company is not null; select id from Leads', /^is to hold a condition alone/],
    ] as const) {
      const read = readCondition('Leads', where);
      assert.ok(!read.condition, where);
      assert.match(read.problem, problem);
    }
  });
});
