import { bulkError } from './bulkErrors.ts';
import { isObject } from './jsonShape.ts';

/** Where the end of a job is reported. */
export interface Callback {
  readonly url: string;
  readonly method: 'post';
}

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Reads `callback`. Only loopback addresses are taken: nothing leaves this machine. Throws ApiError
 * INVALID_CALLBACK_URL or INVALID_CALLBACK_METHOD (zoho-api.md section 4.15).
 */
export function parseCallback(value: unknown): Callback | undefined {
  if (value === undefined || value === null) return undefined;
  const { url, method } = isObject(value) ? value : {};
  if (typeof url !== 'string' || !isLoopback(url)) throw bulkError('INVALID_CALLBACK_URL', { url: url ?? null });
  if (method !== 'post') throw bulkError('INVALID_CALLBACK_METHOD', { supported_callback_methods: ['post'] });
  return { url, method };
}

/** Posts the body once. A callback that does not answer is no failure of the job. */
export async function callBack(callback: Callback, body: unknown): Promise<void> {
  try {
    await fetch(callback.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json;charset=UTF-8' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
  } catch {
    // Whether Zoho tries again is not known (zoho-api.md section 4.15).
  }
}

function isLoopback(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && loopbackHosts.has(url.hostname);
}
