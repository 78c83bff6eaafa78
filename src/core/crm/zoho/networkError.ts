import { FatalError, InputError, RetriableError } from '../../errors.ts';

const proxySetting = 'http.proxy';

/** The one place where a failure on the way to a server becomes an error of ours. `host` may carry a port. */
export function toNetworkError(error: unknown, host: string, proxy: string | undefined): Error {
  const code = codeOf(error);
  const cause = { cause: error };
  if (certificateCodes.has(code)) {
    return new FatalError(
      `The certificate of ${host} is not trusted on this computer (${code}). If your company looks into encrypted ` +
        'traffic, its certificate must be among those of the operating system, and http.systemCertificates be on.',
      cause,
    );
  }
  const proxyStatus = /^Proxy response \((\d+)\)/.exec(error instanceof Error ? error.message : '')?.[1];
  if (proxyStatus === '407') {
    return new InputError(
      'The proxy asks for a user name and password (407). See http.proxy and http.proxyAuthorization.',
      proxySetting,
      cause,
    );
  }
  if (proxyStatus !== undefined) {
    return new RetriableError(`The proxy does not let us through to ${host} (${proxyStatus}).`, undefined, cause);
  }
  const way = proxy === undefined ? '' : ` through the proxy ${hostOf(proxy)}`;
  const message = timeoutCodes.has(code)
    ? `${host} did not answer in time${way} (${code}).`
    : `No answer from ${host}${way} (${code}).`;
  return new RetriableError(message, undefined, cause);
}

/** A short word for what went wrong on the way, such as ECONNREFUSED; never the address with its query. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return code === 'AggregateError' || code === 'Error' ? 'network error' : code;
}

/** undici's words for the limits of the dispatcher. */
const timeoutCodes = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** OpenSSL's words, as Node.js reports them. */
const certificateCodes = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Without the user name and password that it may hold. */
function hostOf(proxy: string): string {
  return URL.canParse(proxy) ? new URL(proxy).host : 'that is configured';
}
