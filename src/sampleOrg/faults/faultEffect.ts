import type { Fault } from './fault.ts';
import { InputError, type JsonInput } from './jsonInput.ts';

const kinds = ['answer', 'drop', 'truncate', 'delay', 'expireToken'] as const;

/** What Zoho's API says with a status; the token endpoint and gateways have bodies of their own (zoho-api.md section 8). */
const zohoBodies: Readonly<Record<number, { readonly code: string; readonly message: string }>> = {
  401: { code: 'INVALID_TOKEN', message: 'invalid oauth token' },
  403: { code: 'NO_PERMISSION', message: 'permission denied' },
  429: { code: 'TOO_MANY_REQUESTS', message: 'The API request limit is reached. Please try again after some time.' },
  500: { code: 'INTERNAL_ERROR', message: 'Internal Server Error' },
  502: { code: 'BAD_GATEWAY', message: 'Bad Gateway' },
  503: { code: 'SERVICE_UNAVAILABLE', message: 'Service Unavailable' },
};

/**
 * Reads the effect of a rule:
 *
 * - `{"kind":"answer","status":429}`: answers without carrying the call out. `body` is `"json"` (default: Zoho's
 *   envelope for the status, with `code` and `message` if they are given), `"html"` (a gateway's page), `"empty"`, or
 *   anything else in JSON, sent as it is; `headers` are added.
 * - `{"kind":"drop","when":"before"|"after"}`: cuts the connection before the call is carried out, or after.
 * - `{"kind":"truncate","keepBytes":100}`: carries the call out and sends the beginning of the answer, be it JSON or a file;
 *   `"promise":"kept"` lets the headers promise only that beginning.
 * - `{"kind":"delay","milliseconds":2000}`: carries the call out after a while.
 * - `{"kind":"expireToken"}`: lets the call's access token expire first.
 *
 * Throws InputError.
 */
export function parseEffect(input: JsonInput): Fault {
  const effect = readEffect(input, input.required('kind', input.oneOf('kind', kinds)));
  input.finish();
  return effect;
}

function readEffect(input: JsonInput, kind: (typeof kinds)[number]): Fault {
  switch (kind) {
    case 'answer':
      return readAnswer(input);
    case 'drop':
      return { kind, when: input.required('when', input.oneOf('when', ['before', 'after'])) };
    case 'truncate': {
      const keepBytes = input.required('keepBytes', input.wholeNumber('keepBytes', 0, 1_000_000_000));
      return { kind, keepBytes, promise: input.oneOf('promise', ['whole', 'kept']) ?? 'whole' };
    }
    case 'delay':
      return { kind, milliseconds: input.required('milliseconds', input.wholeNumber('milliseconds', 0, 600_000)) };
    case 'expireToken':
      return { kind };
  }
}

function readAnswer(input: JsonInput): Fault {
  const status = input.required('status', input.wholeNumber('status', 200, 599));
  const { contentType, body } = readBody(input, status);
  const headers = { ...(contentType === undefined ? {} : { 'Content-Type': contentType }), ...readHeaders(input) };
  return { kind: 'answer', status, headers, body };
}

function readBody(input: JsonInput, status: number): { contentType?: string; body: string } {
  const chosen = input.value('body') ?? 'json';
  if (chosen === 'empty' || status === 204 || status === 304) return { body: '' };
  if (chosen === 'html') return { contentType: 'text/html;charset=UTF-8', body: gatewayPage(status) };
  const contentType = 'application/json;charset=UTF-8';
  if (chosen !== 'json') {
    if (typeof chosen === 'object') return { contentType, body: JSON.stringify(chosen) };
    throw new InputError(input.keyOf('body'), 'must be "json", "html", "empty", or an object to be sent as it is.');
  }
  const usual = zohoBodies[status] ?? { code: 'INVALID_REQUEST', message: 'unable to process your request' };
  const code = input.text('code') ?? usual.code;
  const message = input.text('message') ?? usual.message;
  return { contentType, body: JSON.stringify({ code, details: {}, message, status: 'error' }) };
}

function readHeaders(input: JsonInput): Readonly<Record<string, string>> {
  const headers = input.texts('headers') ?? {};
  for (const [name, value] of Object.entries(headers)) {
    if (/^[\w-]+$/.test(name) && /^[\x20-\x7e]*$/.test(value)) continue;
    throw new InputError(input.keyOf(`headers.${name}`), 'is not a header that can be sent.');
  }
  return headers;
}

function gatewayPage(status: number): string {
  return `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center><hr><center>ZGS</center></body></html>`;
}
