import { FatalError, InputError, RetriableError } from '../../errors.ts';
import type { ServerConnection } from '../../model/databaseConnection.ts';

/** Failures of the way to the server, by Node's codes; the same for every database. */
const dropped = [
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'PROTOCOL_CONNECTION_LOST',
  'ECONNABORTED',
];
const untrusted = [
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'ERR_TLS_CERT_ALTNAME_INVALID',
];

/** For messages: `name (host:port)`. */
export function placeOf({ name, host, port }: ServerConnection): string {
  return `"${name}" (${host}:${port})`;
}

/** A failure of the network or of TLS as ours; undefined for anything else. */
export function networkProblem(error: unknown, connection: ServerConnection): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  const [options, place] = [{ cause: error }, placeOf(connection)];
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new InputError(
      `There is no server called "${connection.host}". Check the host of ${place}.`,
      'host',
      options,
    );
  }
  if (code === 'ECONNREFUSED') {
    return new RetriableError(
      `Nothing answers at ${place}. Is the database running, and is the port right?`,
      5000,
      options,
    );
  }
  if (untrusted.includes(code)) return untrustedCertificate(error, connection);
  if (
    dropped.includes(code) ||
    /connection (?:terminated|lost|ended|is in closed state)|socket disconnected|timeout/i.test(error.message)
  ) {
    return new RetriableError(`The connection to ${place} broke off (${error.message}). Try again.`, 1000, options);
  }
  return undefined;
}

export function untrustedCertificate(error: Error, connection: ServerConnection): InputError {
  const message = `The certificate of ${placeOf(connection)} is not to be trusted (${error.message}). Name the file of its authority, or check the host.`;
  return new InputError(message, 'caFile', { cause: error });
}

/** What is left when nothing better is known. */
export function otherProblem(error: unknown, connection: ServerConnection): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  return new FatalError(`${placeOf(connection)} refused this: ${error.message}.`, { cause: error });
}
