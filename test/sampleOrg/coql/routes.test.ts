import assert from 'node:assert/strict';

import type { ApiCall } from '../../../src/sampleOrg/api/route.ts';
import { coqlRoutes } from '../../../src/sampleOrg/coql/routes.ts';
import { callerOf, handmadeOrg } from '../query/handmadeOrg.ts';

const [route] = coqlRoutes;

function call(body: unknown): ApiCall {
  const org = handmadeOrg();
  const request = {
    method: 'POST',
    path: '/crm/v8/coql',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.from(JSON.stringify(body)),
  };
  return { request, params: {}, org, caller: callerOf(org) };
}

function query(rest: string): unknown {
  return { select_query: `select id from Contacts where id is not null ${rest}` };
}

describe('the COQL route', () => {
  it('asks for the scope of COQL and for that of the module which the query names', () => {
    const [own, module, ...others] = route?.scopes(call(query(''))) ?? [];
    assert.ok(own?.includes('ZohoCRM.coql.READ'));
    assert.ok(module?.includes('ZohoCRM.modules.Contacts.READ'));
    assert.ok(module?.includes('ZohoCRM.modules.ALL'));
    assert.deepEqual(others, []);
  });

  it('asks for the scope of fields, too, when the answer shall describe them', () => {
    const scopes = route?.scopes(call({ ...(query('') as object), include_meta: ['fields'] })) ?? [];
    assert.ok(scopes[2]?.includes('ZohoCRM.settings.fields.READ'));
  });

  it('asks only for the scope of COQL when the query cannot be read', () => {
    assert.equal(route?.scopes(call({ select_query: 'nonsense' })).length, 1);
  });

  for (const [limit, credits] of [
    ['', 1],
    ['limit 200', 1],
    ['limit 201', 2],
    ['limit 1000', 2],
    ['limit 1001', 3],
    ['limit 2000', 3],
  ] as const) {
    it(`costs ${credits} with "${limit}"`, () => {
      assert.equal(route?.credits?.(call(query(limit))), credits);
      assert.equal(route.heavy?.(call(query(limit))), true);
    });
  }
});
