import { HttpClient } from '../../../src/core/crm/zoho/httpClient.ts';
import { ZohoClient } from '../../../src/core/crm/zoho/zohoClient.ts';
import { ZohoRecords } from '../../../src/core/crm/zoho/zohoRecords.ts';
import type { JobParts } from '../../../src/core/jobs/jobParts.ts';
import { CallGovernor } from '../../../src/core/jobs/reading/callGovernor.ts';
import type { DatabaseConnection } from '../../../src/core/model/databaseConnection.ts';
import type { AccessToken } from '../../../src/core/model/oauth.ts';
import { textFiles } from '../../../src/core/targets/csv/fileDrafts.ts';
import { openTarget } from '../../../src/core/targets/registry.ts';
import type { SampleOrgInfo } from '../../../src/sampleOrg/start.ts';
import { memoryLog } from '../memoryPorts.ts';

export interface ConnectedParts {
  readonly parts: JobParts;
  close(): Promise<void>;
}

/** Everything that a job is made with, for a sample organization and a database. The folder must exist. */
export function connectedParts(
  info: Pick<SampleOrgInfo, 'apiUrl' | 'accessToken'>,
  folder: string,
  database: DatabaseConnection = { id: 'd1', name: 'Test', kind: 'sqlite', file: `${folder}/replica.db` },
  tokens: { readonly token: () => Promise<AccessToken>; readonly rejectToken: () => void } = {
    token: () => Promise.resolve({ text: info.accessToken, expiresAt: Infinity }),
    rejectToken: () => undefined,
  },
): ConnectedParts {
  const clock = { now: () => Date.now() };
  const http = new HttpClient({ log: memoryLog(), clock });
  const connection = { id: 'c1', name: 'Sample' };
  const wire = { http, apiOrigin: () => Promise.resolve(info.apiUrl), ...tokens, connection };
  const client = new ZohoClient(wire);
  return {
    parts: {
      records: new ZohoRecords(wire),
      governor: new CallGovernor({ calls: 19, heavyCalls: 9 }),
      fieldsOf: (module, signal) => client.fields(module, signal),
      modulesOf: (signal) => client.modules(signal),
      connection: { name: 'Sample', timeZone: 'Europe/Berlin' },
      folder,
      temporaryFolder: folder,
      files: textFiles,
      openTarget: () => openTarget(database, undefined),
      clock,
      bulkPollMs: 1,
    },
    close: () => http.close(),
  };
}
