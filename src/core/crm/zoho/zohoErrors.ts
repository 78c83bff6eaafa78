import { FatalError, MissingScopeError, RefusedError, RetriableError, SignInError } from '../../errors.ts';
import type { JsonObject } from '../../model/parse.ts';
import { asNumber, asObject, asText } from '../../model/parse.ts';
import type { HttpAnswer } from './httpClient.ts';

/** What an answer belongs to, for the text of an error. */
export interface AskedOf {
  readonly connection: { readonly id: string | undefined; readonly name: string };
  readonly path: string;
}

/** A page of a proxy or gateway where JSON was due; who is throttled waits as long (zoho-api.md section 7.2). */
const throttledRetryMs = 60_000;

/** Whether the API says that the token is not valid (any more), which a new token may cure. */
export function isRefusedToken(answer: HttpAnswer): boolean {
  return answer.status === 401 && codeOf(answer) === 'INVALID_TOKEN';
}

/** The one place where an answer of the CRM API becomes an error of ours (zoho-api.md section 8). */
export function toError(answer: HttpAnswer, { connection, path }: AskedOf): Error {
  const code = codeOf(answer);
  const where = `"${connection.name}", ${path}`;
  if (answer.status === 429 || code === 'TOO_MANY_REQUESTS' || code === 'RATE_LIMIT_EXCEEDED') {
    return new RetriableError(`Zoho allows no more calls for now (${where}).`, throttledRetryMs);
  }
  if (code === 'OAUTH_SCOPE_MISMATCH') {
    const message = `The sign-in of ${where} lacks a permission. Sign in again and accept all.`;
    return new MissingScopeError(message, connection.id);
  }
  if (isNoPermission(answer.status, code)) {
    return new RefusedError(`The user of "${connection.name}" may not read ${path}${because(answer)}`, 'noPermission');
  }
  if (answer.status === 401) {
    return new SignInError(`Zoho no longer accepts the sign-in of "${connection.name}". Sign in again.`, connection.id);
  }
  if (answer.status >= 500 || !asObject(answer.json)) {
    return new RetriableError(`Zoho answered ${answer.status} without data (${where}).`);
  }
  if (notAvailable.has(code)) return new RefusedError(`Zoho refused ${where}${because(answer)}`, 'notAvailable');
  return new FatalError(`Zoho refused ${where}${because(answer)}`);
}

/** Said of a module that the API does not know, or knows and does not give away. */
const notAvailable: ReadonlySet<string> = new Set([
  'INVALID_MODULE',
  'NOT_SUPPORTED',
  'API_NOT_SUPPORTED',
  'FEATURE_NOT_ENABLED',
]);

/** Zoho words it in four ways, one of them with the status of a refused token. */
function isNoPermission(status: number, code: string): boolean {
  return status === 403 || ['NO_PERMISSION', 'PERMISSION_DENIED', 'AUTHORIZATION_FAILED'].includes(code);
}

function codeOf(answer: HttpAnswer): string {
  const body = asObject(answer.json);
  // Very old answers have the status in `code` and the word in `error`.
  return asText(body?.['code']) ?? (asNumber(body?.['code']) === undefined ? '' : (asText(body?.['error']) ?? ''));
}

/** Zoho's own words, at the end of a sentence. */
function because(answer: HttpAnswer): string {
  const body: JsonObject = asObject(answer.json) ?? {};
  const words = [codeOf(answer), asText(body['message']) ?? ''].filter((each) => each !== '').join(': ');
  return words === '' ? '.' : ` (${words}).`;
}
