import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';

import { InputError } from '../../errors.ts';
import type { ServerConnection } from '../../model/databaseConnection.ts';

export interface TlsOptions {
  readonly rejectUnauthorized: boolean;
  readonly ca?: string[];
}

/** Undefined = in clear text. */
export async function tlsOptions({ tls, caFile }: ServerConnection): Promise<TlsOptions | undefined> {
  if (tls === 'off') return undefined;
  if (tls === 'encrypted') return { rejectUnauthorized: false };
  if (caFile === undefined) return { rejectUnauthorized: true };
  try {
    return { rejectUnauthorized: true, ca: [...rootCertificates, await readFile(caFile, 'utf8')] };
  } catch (error) {
    throw new InputError(`The file of the authority, ${caFile}, cannot be read.`, 'caFile', { cause: error });
  }
}
