import assert from 'node:assert/strict';

import { bulkRoutes } from '../../../src/sampleOrg/bulk/routes.ts';
import { SampleClock } from '../../../src/sampleOrg/clock.ts';
import { defaultOptions } from '../../../src/sampleOrg/options.ts';
import { buildOrganization } from '../../../src/sampleOrg/seed/buildOrganization.ts';

describe('the scopes of a bulk-read job', () => {
  const org = buildOrganization(defaultOptions, 'production', new SampleClock());

  it('are those of bulk read and of the module that the body names', () => {
    const [bulk, module = []] = scopesFor(JSON.stringify({ query: { module: { api_name: 'Deals' } } }));
    assert.deepEqual(bulk, ['ZohoCRM.bulk.READ', 'ZohoCRM.bulk.ALL']);
    assert.ok(module.includes('ZohoCRM.modules.Deals.READ') && module.includes('ZohoCRM.modules.ALL'));
    assert.equal(module.includes('ZohoCRM.modules.Leads.READ'), false);
  });

  it('are those of bulk read alone where the body names no module, so that the body is refused for what it is', () => {
    for (const body of ['', '{', '[]', '{"query":{"module":"Deals"}}', '{"query":{"page_token":"x"}}']) {
      assert.equal(scopesFor(body).length, 1, body);
    }
  });

  function scopesFor(body: string): readonly (readonly string[])[] {
    const route = bulkRoutes.find((each) => each.method === 'POST');
    const path = '/crm/bulk/v8/read';
    const request = { method: 'POST', path, query: new URLSearchParams(), headers: {}, body: Buffer.from(body) };
    return route?.scopes({ request, params: {}, org }) ?? [];
  }
});
