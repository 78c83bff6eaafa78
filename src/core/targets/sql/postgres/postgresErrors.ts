import { FatalError, InputError, isProductError, RetriableError, SignInError } from '../../../errors.ts';
import type { ServerConnection } from '../../../model/databaseConnection.ts';
import { networkProblem, otherProblem, placeOf } from '../serverErrors.ts';
import { RowsRefusedError } from '../sqlSession.ts';

/** PostgreSQL's failures as ours, by SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
export function toProductError(error: unknown, connection: ServerConnection): unknown {
  if (!(error instanceof Error) || isProductError(error) || error instanceof RowsRefusedError) return error;
  const problem = networkProblem(error, connection);
  if (problem) return problem;
  const place = placeOf(connection);
  const options = { cause: error };
  if (/does not support SSL/i.test(error.message)) {
    return new InputError(`${place} speaks no TLS. Switch TLS off, or on at the server.`, 'tls', options);
  }
  const state = 'code' in error ? String(error.code) : '';
  // Values that do not fit or break a rule of the table, and texts that the encoding of the database lacks.
  if (/^2[23]/.test(state)) return new RowsRefusedError(messageOf(error), options);
  if (state.startsWith('28')) {
    const message = `${place} does not accept user "${connection.user}" with this password. Enter it again.`;
    return new SignInError(message, connection.id, options);
  }
  if (state === '3D000') {
    return new InputError(`${place} has no database "${connection.database}".`, 'database', options);
  }
  if (/^(?:08|40|53|55P03|57P)/.test(state)) {
    return new RetriableError(`${place} cannot do this now (${error.message}). Try again.`, 1000, options);
  }
  if (state === '42501') {
    const message = `User "${connection.user}" may not do this at ${place}: ${error.message}. Ask for the right to make and write tables.`;
    return new FatalError(message, options);
  }
  return otherProblem(error, connection);
}

function messageOf(error: Error): string {
  const detail = 'detail' in error && typeof error.detail === 'string' ? ` ${error.detail}` : '';
  return `${error.message}.${detail}`;
}
