import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { InputError } from '../core/errors.ts';
import { isLoopback } from '../core/model/dataCenters.ts';
import { asText } from '../core/model/parse.ts';
import type { CliHost } from './host.ts';
import { filled } from './nodePorts.ts';
import { readPrivateObject } from './secrets.ts';

export const sampleFileVariable = 'ZOHO_CRM_SAMPLE_ORGANIZATION';

/** How one signs in to the sample organization that runs. */
export interface SampleSignIn {
  readonly origin: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** Where the sample organization says how one signs in to it. */
export function sampleFileOf({ environment, stateFolder }: Pick<CliHost, 'environment' | 'stateFolder'>): string {
  return filled(environment[sampleFileVariable]) ?? path.join(stateFolder, 'sample-organization.json');
}

/** InputError where none runs, as far as its file tells. */
export async function readSampleSignIn(file: string): Promise<SampleSignIn> {
  const stored = await readPrivateObject(file, sampleFileVariable).catch((error: unknown) => {
    if (!(error instanceof InputError) || !error.message.includes('ENOENT')) throw error;
    const message = `No sample organization runs: there is no ${file}. Start one: zoho-crm sample-org`;
    throw new InputError(message, sampleFileVariable, { cause: error });
  });
  const [origin, clientId] = [asText(stored['origin']), asText(stored['clientId'])];
  const [clientSecret, refreshToken] = [asText(stored['clientSecret']), asText(stored['refreshToken'])];
  const isWhole = clientId !== undefined && clientSecret !== undefined && refreshToken !== undefined;
  if (!isWhole || origin === undefined || !isLoopback(origin)) {
    throw new InputError(`${file} does not tell of a sample organization on this computer.`, sampleFileVariable);
  }
  return { origin, clientId, clientSecret, refreshToken };
}

/** For the user's eyes only. */
export async function writeSampleSignIn(
  file: string,
  { origin, clientId, clientSecret, refreshToken }: SampleSignIn,
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  // A file that is there keeps its mode when it is written to.
  await rm(file, { force: true });
  const text = JSON.stringify({ origin, clientId, clientSecret, refreshToken }, undefined, 2);
  await writeFile(file, `${text}\n`, { mode: 0o600, flag: 'wx' });
}
