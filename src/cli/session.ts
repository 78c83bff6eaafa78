import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { AccessTokens } from '../core/connections/accessTokens.ts';
import { ConnectionStore } from '../core/connections/connectionStore.ts';
import type { CrmRecords } from '../core/crm/crmRecords.ts';
import { crms } from '../core/crm/registry.ts';
import { FatalError, InputError, SignInError } from '../core/errors.ts';
import type { ReplicateJob } from '../core/jobs/jobFile/jobSchema.ts';
import type { JobParts } from '../core/jobs/jobParts.ts';
import { CallGovernor } from '../core/jobs/reading/callGovernor.ts';
import type { FieldsOf } from '../core/jobs/reading/learnFields.ts';
import type { Connection, ConnectionSecrets } from '../core/model/connection.ts';
import { hostsOf } from '../core/model/dataCenters.ts';
import type { Field } from '../core/model/metadata.ts';
import { textFiles } from '../core/targets/csv/fileDrafts.ts';
import type { DataTarget } from '../core/targets/dataTarget.ts';
import { openTarget } from '../core/targets/registry.ts';
import type { KnownConnections } from './connections.ts';
import type { CliHost } from './host.ts';
import { memorySecrets, memoryState, networkOf } from './nodePorts.ts';
import { readSampleSignIn, sampleFileOf } from './sampleSignIn.ts';
import { Secrets, secretsFileVariable, variableFor } from './secrets.ts';
import { TokenFiles } from './tokenFiles.ts';

/** A connection in use. */
export interface Session {
  readonly connection: Connection;
  readonly records: CrmRecords;
  readonly fieldsOf: FieldsOf;
  /** What a job needs whose relative paths go by this folder. */
  jobParts(folder: string): Promise<JobParts>;
  close(): Promise<void>;
}

/** Signs in as soon as something is asked. SignInError where the secrets for that are missing. */
export async function openSession(host: CliHost, connection: Connection, known: KnownConnections): Promise<Session> {
  const secrets = await Secrets.from(host.environment);
  const place = await placeOf(host, connection, secrets);
  const store = new ConnectionStore({ state: memoryState(), secrets: memorySecrets() });
  await store.save(connection, place.secrets);
  const shared = new TokenFiles(path.join(host.stateFolder, 'tokens'));
  const signIn = [place.accountsOrigin, place.clientId, place.secrets.refreshToken ?? ''];
  const tokens: AccessTokens = new AccessTokens({
    clock: host.clock,
    secretsOf: async (id) => {
      const own = await store.secretsOf(id);
      const accessToken = own?.refreshToken === undefined ? undefined : await shared.read(signIn);
      return own && accessToken ? { ...own, accessToken } : own;
    },
    share: (_id, token) => shared.write(signIn, token),
    exclusively: (_id, work, signal) => shared.exclusively(signIn, work, signal),
    refresh: (_connection, { clientSecret, refreshToken }, signal) =>
      crm.signIn.refresh(place.accountsOrigin, { id: place.clientId, secret: clientSecret }, refreshToken, signal),
  });
  const network = networkOf(host.environment);
  const crm = crms.zoho({
    ...{ log: host.log, clock: host.clock, network: () => network },
    apiOriginOf: () => Promise.resolve(place.apiOrigin),
    tokenFor: (of, signal) => tokens.tokenFor(of, signal),
    rejectToken: (id, refused) => {
      tokens.reject(id, refused);
    },
  });
  const client = crm.clientFor(connection);
  const records = crm.recordsFor(connection);
  const temporaryFolder = await mkdtemp(path.join(tmpdir(), 'zoho-crm-'));
  const fieldsOf = remembering((module, signal) => client.fields(module, signal));
  return {
    ...{ connection, records, fieldsOf },
    jobParts: async (folder) => ({
      ...{ records, fieldsOf, connection, folder, temporaryFolder, files: textFiles, clock: host.clock },
      governor: await governorOf(records, host.signal),
      modulesOf: (signal) => client.modules(signal),
      openTarget: (to) => openDatabase(to, folder, known, secrets),
    }),
    close: async () => {
      await rm(temporaryFolder, { recursive: true, force: true });
      await crm.close();
    },
  };
}

interface Place {
  readonly accountsOrigin: string;
  readonly apiOrigin: string;
  readonly clientId: string;
  readonly secrets: ConnectionSecrets;
}

async function placeOf(host: CliHost, connection: Connection, secrets: Secrets): Promise<Place> {
  const { name, dataCenter, environment, apiDomain } = connection;
  if (dataCenter === 'sample') {
    const { origin, clientId, ...rest } = await readSampleSignIn(sampleFileOf(host));
    const apiOrigin = environment === 'production' ? origin : `${origin}/${environment}`;
    return { accountsOrigin: origin, apiOrigin, clientId, secrets: rest };
  }
  const hosts = hostsOf(dataCenter);
  if (!hosts || apiDomain === undefined) throw new FatalError(`This version does not know the place of "${name}".`);
  const place = { accountsOrigin: hosts.accountsOrigin, apiOrigin: apiDomain };
  const { clientId = connection.clientId, clientSecret, refreshToken, accessToken } = secrets.of(name);
  if (clientSecret !== undefined && refreshToken !== undefined && clientId !== '') {
    return { ...place, clientId, secrets: { clientSecret, refreshToken } };
  }
  if (accessToken === undefined) throw missingSecrets(name, clientId === '');
  // It does not say when it ends: the CRM will.
  const token = { text: accessToken, expiresAt: Number.MAX_SAFE_INTEGER };
  return { ...place, clientId, secrets: { clientSecret: '', refreshToken: undefined, accessToken: token } };
}

function missingSecrets(name: string, lacksClient: boolean): SignInError {
  const kinds = [...(lacksClient ? (['clientId'] as const) : []), 'clientSecret', 'refreshToken'] as const;
  const variables = kinds.map((kind) => variableFor(name, kind)).filter((each) => each !== undefined);
  const environment = variables.length === 0 ? '' : `Set ${variables.join(', ')}; or put`;
  return new SignInError(
    `There are no secrets for "${name}" here. ${environment === '' ? 'Put' : environment} ` +
      `${kinds.join(', ')} under "${name}" into the JSON file that ${secretsFileVariable} names.`,
    name,
  );
}

/** Calls are governed as long as the CRM's limits allow; where it does not tell them, the job meets the same error. */
async function governorOf(records: CrmRecords, signal: AbortSignal): Promise<CallGovernor> {
  try {
    const { concurrentCalls: calls, concurrentHeavyCalls: heavyCalls } = await records.readLimits(signal);
    return new CallGovernor({ calls, heavyCalls });
  } catch {
    return new CallGovernor({ calls: 1, heavyCalls: 1 });
  }
}

function openDatabase(
  { sqlite, database }: ReplicateJob['to'],
  folder: string,
  { databases }: KnownConnections,
  secrets: Secrets,
): Promise<DataTarget> {
  if (sqlite !== undefined) {
    const file = path.resolve(folder, sqlite);
    return openTarget({ kind: 'sqlite', id: file, name: path.basename(file), file }, undefined);
  }
  const found = databases.find(({ name }) => name === database);
  if (found) return openTarget(found, secrets.of(found.name).password);
  const names = databases.map(({ name }) => `"${name}"`).join(', ');
  throw new InputError(
    `There is no database "${database ?? ''}". The file of connections has ${names === '' ? 'none: add it there, under "databases"' : names}.`,
    'to.database',
  );
}

/** Metadata are read once for a command. A failure is not kept. */
function remembering(read: FieldsOf): FieldsOf {
  const known = new Map<string, Promise<readonly Field[]>>();
  return (module, signal) => {
    const reading = known.get(module) ?? read(module, signal);
    known.set(module, reading);
    reading.catch(() => known.delete(module));
    return reading;
  };
}
