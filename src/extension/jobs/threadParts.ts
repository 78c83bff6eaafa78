import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { CrmRecords } from '../../core/crm/crmRecords.ts';
import { crms } from '../../core/crm/registry.ts';
import { InputError } from '../../core/errors.ts';
import type { JobParts } from '../../core/jobs/jobParts.ts';
import type { CallGovernor } from '../../core/jobs/reading/callGovernor.ts';
import type { AccessToken } from '../../core/model/oauth.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { textFiles } from '../../core/targets/csv/fileDrafts.ts';
import { openTarget } from '../../core/targets/registry.ts';
import type { Asynchronous } from '../../protocol/rpc.ts';
import { once } from '../once.ts';
import { valueOf } from './outcome.ts';
import type { HostCalls, JobRequest } from './threadCalls.ts';

export interface ThreadPartsSources {
  readonly host: Asynchronous<HostCalls>;
  readonly log: Log;
  readonly clock: Clock;
  /** One for each connection, whatever its jobs are. */
  readonly governorFor: (connectionId: string, records: CrmRecords, signal: AbortSignal) => Promise<CallGovernor>;
}

/** Does work with the parts that jobs are made of; whatever was opened for it is closed, and its files are removed. */
export async function withJobParts<T>(
  { job, connection, folder, network }: JobRequest,
  { host, log, clock, governorFor }: ThreadPartsSources,
  work: (parts: JobParts) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const crm = crms.zoho({
    ...{ log, clock, network: () => network },
    apiOriginOf: once(async () => valueOf(await host.apiOrigin())),
    ...tokensOf(host, clock),
  });
  const records = crm.recordsFor(connection);
  const temporaryFolder = await mkdtemp(path.join(tmpdir(), 'zoho-crm-job-'));
  try {
    return await work({
      ...{ records, connection, folder, temporaryFolder, clock, files: textFiles },
      governor: await governorFor(connection.id, records, signal),
      fieldsOf: async (module) => valueOf(await host.fields(module)),
      modulesOf: async () => valueOf(await host.modules()),
      openTarget: async ({ sqlite, database }) => {
        if (sqlite !== undefined) return openTarget(sqliteFile(path.resolve(folder, sqlite)), undefined);
        if (database === undefined) throw new InputError(`The ${job.kind} job names no database.`, 'to');
        const { connection: found, password } = valueOf(await host.database(database));
        return openTarget(found, password);
      },
    });
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true });
    await crm.close();
  }
}

function sqliteFile(file: string) {
  return { kind: 'sqlite', id: file, name: path.basename(file), file } as const;
}

/** As the host's, which is asked again when the token is about to end: a busy editor does not hold up our calls. */
function tokensOf(host: Asynchronous<HostCalls>, clock: Clock) {
  const leastLifeMs = 60_000;
  let known: AccessToken | undefined;
  return {
    tokenFor: async (): Promise<AccessToken> => {
      if (known && known.expiresAt - leastLifeMs > clock.now()) return known;
      known = valueOf(await host.token());
      return known;
    },
    rejectToken: (_connectionId: string, refused: AccessToken): void => {
      if (known?.text === refused.text) known = undefined;
      void host.rejectToken(refused).catch(() => undefined);
    },
  };
}
