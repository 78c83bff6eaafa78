/** A process of its own that exports from a sample organization until it is killed. Takes one argument of JSON. */
import { HttpClient } from '../../../../src/core/crm/zoho/httpClient.ts';
import { ZohoClient } from '../../../../src/core/crm/zoho/zohoClient.ts';
import { ZohoRecords } from '../../../../src/core/crm/zoho/zohoRecords.ts';
import { exportRecords } from '../../../../src/core/jobs/exporting/exportRecords.ts';
import type { ExportJob } from '../../../../src/core/jobs/jobFile/jobSchema.ts';
import { CallGovernor } from '../../../../src/core/jobs/reading/callGovernor.ts';
import { textFiles } from '../../../../src/core/targets/csv/fileDrafts.ts';
import type { RunningSampleOrg } from '../../../../src/sampleOrg/start.ts';
import { memoryLog } from '../../memoryPorts.ts';

interface Request {
  readonly info: Pick<RunningSampleOrg['info'], 'apiUrl' | 'accessToken'>;
  readonly folder: string;
  readonly job: ExportJob;
}

const { info, folder, job } = JSON.parse(process.argv[2] ?? '') as Request;
const log = memoryLog();
const clock = { now: () => Date.now() };
const parts = {
  http: new HttpClient({ log, clock }),
  apiOrigin: () => Promise.resolve(info.apiUrl),
  token: () => Promise.resolve({ text: info.accessToken, expiresAt: Infinity }),
  rejectToken: () => undefined,
  connection: { id: 'c1', name: 'Sample' },
};
const client = new ZohoClient(parts);
await exportRecords(
  {
    records: new ZohoRecords(parts),
    governor: new CallGovernor({ calls: 19, heavyCalls: 9 }),
    fieldsOf: (module, signal) => client.fields(module, signal),
    modulesOf: (signal) => client.modules(signal),
    connection: { name: 'Sample', timeZone: 'America/Los_Angeles' },
    ...{ folder, temporaryFolder: folder, files: textFiles, clock },
    openTarget: () => Promise.reject(new Error('There are no databases here.')),
  },
  job,
  { signal: new AbortController().signal, report: () => undefined, log },
);
