import { World } from '../core/metadata/world.ts';
import { describeCrmClient } from './crmClient.ts';

describeCrmClient('ZohoClient with the sample organization', async () => {
  const world = await World.start();
  return {
    client: world.clientFor(world.connection('infinite')),
    richModule: 'Leads',
    emptyModule: 'Email_Analytics',
    failWith: (failure) => {
      if (!failure) return world.fault();
      const { isHtml, ...answer } = failure;
      return world.fault('/crm/v8/**', { ...answer, ...(isHtml ? { body: 'html' } : {}) });
    },
    stop: () => world.stop(),
  };
});
