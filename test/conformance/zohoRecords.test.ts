import type { CrmRecords } from '../../src/core/crm/crmRecords.ts';
import { startSampleOrg } from '../../src/sampleOrg/start.ts';
import { crmPartsFor } from '../core/crmParts.ts';
import { exampleConnection } from '../core/exampleConnection.ts';
import type { CrmFault } from './crmRecords.ts';
import { describeCrmRecords } from './crmRecords.ts';

const never = new AbortController().signal;

describeCrmRecords('ZohoRecords with the sample organization', async () => {
  const clockStart = Date.UTC(2026, 5, 1);
  const sampleOrg = await startSampleOrg({ records: new Map([['Leads', 500]]), bulkStepMs: 20, clockStart });
  const { clientId, clientSecret, refreshToken, origin } = sampleOrg.info;
  const { crm, store } = crmPartsFor(sampleOrg, sampleOrg.clock);
  const connection = exampleConnection({ dataCenter: 'sample', clientId });
  await store.save(connection, { clientSecret, refreshToken });
  const records = crm.recordsFor(connection);

  async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${origin}/__sample/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as T;
  }
  const credits = async () => (await control<{ credits: { limit: number; used: number } }>('GET', 'info')).credits;

  return {
    records,
    module: 'Leads',
    textField: 'Last_Name',
    refusedInBulk: { module: 'Cases', field: 'Comments' },
    relatedList: {
      name: 'Campaigns',
      field: 'Campaign_Name',
      recordId: () => leadInCampaign(records),
    },
    richText: { module: 'Deals', field: 'Decision_Notes' },
    fail: async (fault) => {
      await control('PUT', 'faults', { rules: fault ? [ruleOf(fault)] : [] });
    },
    creditsCharged: async () => (await credits()).used,
    exhaustCredits: async () => {
      await control('POST', 'credits', { used: (await credits()).limit });
    },
    now: () => sampleOrg.clock.now(),
    stop: async () => {
      await crm.close();
      await sampleOrg.stop();
    },
  };
});

async function leadInCampaign(records: CrmRecords): Promise<string> {
  const leads = await records.list({ module: 'Leads', fields: ['id'], converted: 'both' }, never);
  for (const { id } of leads.records) {
    const request = { module: 'Leads', recordId: id, relatedList: 'Campaigns', fields: ['id'] };
    if ((await records.relatedRecords(request, never)).records.length > 0) return id;
  }
  throw new Error('No lead is in a campaign.');
}

function ruleOf(fault: CrmFault): unknown {
  switch (fault.kind) {
    case 'answer': {
      const { isHtml, ...answer } = fault;
      return { path: '/crm/**', effect: { ...answer, ...(isHtml ? { body: 'html' } : {}) } };
    }
    case 'drop':
      return { path: '/crm/**', effect: { kind: 'drop', when: 'before' } };
    case 'truncate':
      return { path: '/crm/**', effect: { ...fault, keepBytes: 40 } };
    case 'expireToken':
      return { path: '/crm/**', times: 1, effect: fault };
  }
}
