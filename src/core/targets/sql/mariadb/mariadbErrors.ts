import { FatalError, InputError, isProductError, RetriableError, SignInError } from '../../../errors.ts';
import type { ServerConnection } from '../../../model/databaseConnection.ts';
import { networkProblem, otherProblem, placeOf, untrustedCertificate } from '../serverErrors.ts';
import { RowsRefusedError } from '../sqlSession.ts';

/** Too many connections, lock wait timeout, deadlock, killed, shutdown, server gone. */
const notNow = [1040, 1205, 1213, 1317, 1053, 1927, 2006, 2013];
/** No right to the database, a table, a column or an option. */
const forbidden = [1044, 1142, 1143, 1227, 1370];

/** MariaDB's and MySQL's failures as ours, by number: https://mariadb.com/kb/en/mariadb-error-code-reference/ */
export function toProductError(error: unknown, connection: ServerConnection): unknown {
  if (!(error instanceof Error) || isProductError(error) || error instanceof RowsRefusedError) return error;
  const number = 'errno' in error ? Number(error.errno) : 0;
  const state = 'sqlState' in error ? String(error.sqlState) : '';
  const place = placeOf(connection);
  const options = { cause: error };
  if (number === 1045 || number === 1698) {
    const message = `${place} does not accept user "${connection.user}" with this password. Enter it again.`;
    return new SignInError(message, connection.id, options);
  }
  if (number === 1049) return new InputError(`${place} has no database "${connection.database}".`, 'database', options);
  if ('code' in error && error.code === 'HANDSHAKE_NO_SSL_SUPPORT') {
    return new InputError(`${place} speaks no TLS. Switch TLS off, or on at the server.`, 'tls', options);
  }
  // The driver has one code for whatever Node's TLS says.
  if ('code' in error && error.code === 'HANDSHAKE_SSL_ERROR' && /certificate|altname/i.test(error.message)) {
    return untrustedCertificate(error, connection);
  }
  if (notNow.includes(number)) {
    return new RetriableError(`${place} cannot do this now (${error.message}). Try again.`, 1000, options);
  }
  if (forbidden.includes(number)) {
    const message = `User "${connection.user}" may not do this at ${place}: ${error.message}. Ask for the right to make and write tables.`;
    return new FatalError(message, options);
  }
  // Values that do not fit or break a rule of the table; the general state covers values that have no state of their own.
  if (/^2[23]/.test(state) || badValues.includes(number)) return new RowsRefusedError(error.message, options);
  return networkProblem(error, connection) ?? otherProblem(error, connection);
}

/** Wrong value for a column, truncated, unknown character, row or packet too large, check constraint. */
const badValues = [1366, 1265, 1264, 1292, 1300, 1118, 1153, 4025, 3819, 3140];

/** The server or its user may not be sent a file: `load data local` is switched off. */
export function refusesLocalFiles(error: unknown): boolean {
  const number = error instanceof Error && 'errno' in error ? Number(error.errno) : 0;
  // Command not allowed; loading local data is disabled; feature disabled.
  return [1148, 3948, 4166, 1290].includes(number);
}
