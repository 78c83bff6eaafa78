import assert from 'node:assert/strict';

import { zohoAddress } from '../../../src/extension/connectionTree/zohoAddress.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { exampleModule } from '../exampleMetadata.ts';

const leads = exampleModule();
const deals = exampleModule({ apiName: 'Deals', label: 'Deals' });

describe('zohoAddress', () => {
  it('leads to the organization, and to the records of a module by the name of its tab', () => {
    const connection = exampleConnection();
    assert.equal(zohoAddress(connection, undefined, ''), 'https://crm.zoho.eu/');
    assert.equal(zohoAddress(connection, leads, ''), 'https://crm.zoho.eu/crm/org10/tab/Leads');
    assert.equal(zohoAddress(connection, deals, ''), 'https://crm.zoho.eu/crm/org10/tab/Potentials');
  });

  it('leads to the sandbox, which has a host of its own', () => {
    const sandbox = exampleConnection({ environment: 'sandbox' });
    assert.equal(zohoAddress(sandbox, leads, ''), 'https://crmsandbox.zoho.eu/crm/org10/tab/Leads');
  });

  it('leads nowhere in particular before anybody has signed in', () => {
    const organization = { id: '', name: '', edition: '', timeZone: '' };
    assert.equal(zohoAddress(exampleConnection({ organization }), leads, ''), 'https://crm.zoho.eu/');
  });

  it('leads to pages that the sample organization has', async () => {
    const sampleOrg = await startSampleOrg();
    try {
      const { origin, organizationId } = sampleOrg.info;
      const organization = { id: organizationId, name: 'Zylker', edition: 'enterprise', timeZone: 'UTC' };
      const connection = exampleConnection({ dataCenter: 'sample', organization });
      for (const module of [undefined, leads, deals]) {
        const response = await fetch(zohoAddress(connection, module, origin));
        assert.equal(response.status, 200, response.url);
        await response.arrayBuffer();
      }
    } finally {
      await sampleOrg.stop();
    }
  });
});
