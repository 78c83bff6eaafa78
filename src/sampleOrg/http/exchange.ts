import type { IncomingHttpHeaders } from 'node:http';

/** One request as the handlers see it: complete, with its body read. */
export interface HttpRequest {
  readonly method: string;
  /** The path as it was sent (percent-encoded), without the prefix that chooses a data center or an environment. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What a handler answers. A missing body is sent as zero bytes, as Zoho does with 204 and 304. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A JSON answer with the content type that Zoho sends. */
export function json(status: number, body: unknown, headers?: Readonly<Record<string, string>>): Reply {
  return {
    status,
    headers: { 'Content-Type': 'application/json;charset=UTF-8', ...headers },
    body: JSON.stringify(body),
  };
}

export function html(status: number, body: string): Reply {
  return { status, headers: { 'Content-Type': 'text/html;charset=UTF-8' }, body };
}

/** 204 or 304: no body at all, not even an empty list. */
export function empty(status: 204 | 304): Reply {
  return { status };
}

export function redirect(location: string): Reply {
  return { status: 302, headers: { Location: location } };
}

/** A request header as one text; the first one where a client repeats it. */
export function headerText(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value[0] : value;
}
