import {
  FatalError,
  FieldRefusedError,
  MissingScopeError,
  RefusedError,
  RetriableError,
  SignInError,
} from '../../errors.ts';
import type { JsonObject } from '../../model/parse.ts';
import { asNumber, asObject, asObjects, asText } from '../../model/parse.ts';
import type { HttpAnswer } from './httpClient.ts';

/** What an answer belongs to, for the text of an error. */
export interface AskedOf {
  readonly connection: { readonly id: string | undefined; readonly name: string };
  readonly path: string;
}

/** Credits come back as those of 24 hours ago expire (zoho-api.md section 7.1): soon some, and never all at once. */
const exhaustedRetryMs = 60 * 60_000;

/** What helps where something else than Zoho answers. */
export const perhapsAProxy =
  'It may be a proxy or a network that wants you to sign in to it first: open any page in a browser, then try again.';

/** Whether the API says that the token is not valid (any more), which a new token may cure. */
export function isRefusedToken(answer: HttpAnswer): boolean {
  return answer.status === 401 && codeOf(answer) === 'INVALID_TOKEN';
}

/** The one place where an answer of the CRM API becomes an error of ours (zoho-api.md section 8). */
export function toError(answer: HttpAnswer, { connection, path }: AskedOf): Error {
  const code = codeOf(answer);
  const where = `"${connection.name}", ${path}`;
  if (answer.status === 429 || code === 'TOO_MANY_REQUESTS' || code === 'RATE_LIMIT_EXCEEDED') {
    return tooMany(answer, connection.name, where);
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
  if (answer.status < 500 && !asObject(answer.json)) {
    const message = `Not Zoho but something else seems to have answered (${answer.status}, ${where}). ${perhapsAProxy}`;
    return new RetriableError(message, answer.retryAfterMs);
  }
  if (answer.status >= 500) {
    return new RetriableError(`Zoho answered ${answer.status} without data (${where}).`, answer.retryAfterMs);
  }
  const field = fieldCodes.has(code) ? asText(detailsOf(answer)['api_name']) : undefined;
  if (field !== undefined) {
    return new FieldRefusedError(`Zoho refused the field ${field} of ${where}${because(answer)}`, field);
  }
  if (notAvailable.has(code)) return new RefusedError(`Zoho refused ${where}${because(answer)}`, 'notAvailable');
  return new FatalError(`Zoho refused ${where}${because(answer)}`);
}

export function codeOf(answer: HttpAnswer): string {
  const envelope = envelopeOf(answer);
  // Very old answers have the status in `code` and the word in `error`.
  return (
    asText(envelope['code']) ?? (asNumber(envelope['code']) === undefined ? '' : (asText(envelope['error']) ?? ''))
  );
}

export function detailsOf(answer: HttpAnswer): JsonObject {
  return asObject(envelopeOf(answer)['details']) ?? {};
}

/** Empty where Zoho gave no words. */
export function messageOf(answer: HttpAnswer): string {
  return asText(envelopeOf(answer)['message']) ?? '';
}

/** Errors stand alone, or as the one element of `data` (zoho-api.md section 4.7). */
function envelopeOf(answer: HttpAnswer): JsonObject {
  const body = asObject(answer.json) ?? {};
  return body['code'] === undefined ? (asObjects(body['data'])[0] ?? body) : body;
}

/** The status does not say whether credits are used up or too many calls are under way; the header does (section 7.2). */
function tooMany(answer: HttpAnswer, name: string, where: string): RetriableError {
  if (answer.creditsLeft !== 0) {
    return new RetriableError(`Zoho allows no more calls for now (${where}).`, answer.retryAfterMs);
  }
  const message = `The API credits of "${name}" are used up: Zoho counts those of the last 24 hours. Try again later.`;
  return new RetriableError(message, answer.retryAfterMs ?? exhaustedRetryMs);
}

/** Said of fields that metadata describe and bulk exports do not have (zoho-api.md section 4.15). */
const fieldCodes: ReadonlySet<string> = new Set(['FIELD_NOT_SUPPORTED', 'FIELD_NOT_AVAILABLE']);

/** Said of a module that the API does not know, or knows and does not give away. */
const notAvailable: ReadonlySet<string> = new Set([
  'INVALID_MODULE',
  'MODULE_NOT_AVAILABLE',
  'MODULE_NOT_SUPPORTED',
  'NOT_SUPPORTED',
  'API_NOT_SUPPORTED',
  'FEATURE_NOT_ENABLED',
]);

/** Zoho words it in four ways, one of them with the status of a refused token. */
function isNoPermission(status: number, code: string): boolean {
  return status === 403 || ['NO_PERMISSION', 'PERMISSION_DENIED', 'AUTHORIZATION_FAILED'].includes(code);
}

/** Zoho's own words, at the end of a sentence. */
function because(answer: HttpAnswer): string {
  const words = [codeOf(answer), messageOf(answer)].filter((each) => each !== '').join(': ');
  return words === '' ? '.' : ` (${words}).`;
}
