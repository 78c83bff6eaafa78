import assert from 'node:assert/strict';

import { checkJoins } from '../../../src/sampleOrg/coql/checkJoins.ts';
import { parseQuery } from '../../../src/sampleOrg/coql/parseQuery.ts';

function paths(count: number): string {
  return Array.from({ length: count }, (_, index) => `L${index}.id`).join();
}

function check(text: string): void {
  checkJoins(parseQuery(text, false));
}

function refuses(text: string, details: Record<string, unknown>): void {
  assert.throws(
    () => {
      check(text);
    },
    { code: 'LIMIT_EXCEEDED', details },
  );
}

describe('COQL joins', () => {
  it('are at most 15 in the select columns', () => {
    check(`select ${paths(15)} from Leads where id is not null`);
    refuses(`select ${paths(16)} from Leads where id is not null`, { clause: 'select', limit: 15 });
  });

  it('are at most 5 in all other clauses together', () => {
    const rest = 'group by L2.id, L3.id order by L4.id';
    check(`select COUNT(id) from Leads where L0.id > 1 and L1.id > 1 ${rest}`);
    const sixth = `select COUNT(id) from Leads where (L0.id > 1 and L1.id > 1) and L5.id > 1 ${rest}`;
    refuses(sixth, { clause: 'where', limit: 5 });
  });

  it('count once for all fields that the same lookups lead to, and twice for two lookups in a row', () => {
    check('select id from Leads where ((A.x = 1 and A.y = 1) and A.B.z = 1) or (C.D.x = 1 and C.y = 1)');
    const twice = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((name) => `${name}.N.id`).join();
    refuses(`select ${twice} from Leads where id is not null`, { clause: 'select', limit: 15 });
  });
});
