import { HttpClient } from '../../../src/core/crm/zoho/httpClient.ts';
import { ZohoClient } from '../../../src/core/crm/zoho/zohoClient.ts';
import { ZohoRecords } from '../../../src/core/crm/zoho/zohoRecords.ts';
import { InputError } from '../../../src/core/errors.ts';
import type { JobParts } from '../../../src/core/jobs/jobParts.ts';
import { CallGovernor } from '../../../src/core/jobs/reading/callGovernor.ts';
import type { DatabaseConnection } from '../../../src/core/model/databaseConnection.ts';
import type { JobContext } from '../../../src/core/model/run.ts';
import type { Log } from '../../../src/core/ports.ts';
import { textFiles } from '../../../src/core/targets/csv/fileDrafts.ts';
import { openTarget } from '../../../src/core/targets/registry.ts';
import type { PagesInfo } from './startPages.ts';

export const never = new AbortController().signal;

const nobody = (): void => undefined;
const log: Log = { debug: nobody, info: nobody, warn: nobody, error: nobody };

/** Nobody listens, as in a terminal that shows nothing. */
export const quietContext: JobContext = { signal: never, report: nobody, log };

/**
 * What jobs are made with, for the pages of the bench: nothing of the product is left out. Jobs that name a database get
 * this one.
 */
export async function benchParts(info: PagesInfo, folder: string, database?: DatabaseConnection): Promise<JobParts> {
  const clock = { now: () => Date.now() };
  const calls = {
    http: new HttpClient({ log, clock }),
    apiOrigin: () => Promise.resolve(info.apiUrl),
    token: () => Promise.resolve({ text: info.accessToken, expiresAt: Infinity }),
    rejectToken: nobody,
    connection: { id: 'c1', name: 'Bench' },
  };
  const records = new ZohoRecords(calls);
  const client = new ZohoClient(calls);
  const { concurrentCalls, concurrentHeavyCalls } = await records.readLimits(never);
  return {
    records,
    governor: new CallGovernor({ calls: concurrentCalls, heavyCalls: concurrentHeavyCalls }),
    fieldsOf: (module, signal) => client.fields(module, signal),
    modulesOf: (signal) => client.modules(signal),
    connection: { name: 'Bench', timeZone: 'America/Los_Angeles' },
    folder,
    temporaryFolder: folder,
    files: textFiles,
    openTarget: ({ sqlite }) => {
      if (sqlite !== undefined) return openTarget({ id: 'd1', name: 'Bench', kind: 'sqlite', file: sqlite }, undefined);
      if (!database) throw new InputError('This side of the bench writes SQLite files.', 'to.sqlite');
      return openTarget(database, undefined);
    },
    clock,
    // The file of an export is ready: its pauses are the CRM's time, and not the product's.
    bulkPollMs: 1,
  };
}
