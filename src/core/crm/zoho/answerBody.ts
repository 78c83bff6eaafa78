import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import type { Dispatcher } from 'undici';

const inflate = promisify(gunzip);

/** The whole body as text, inflated where it comes compressed: undici leaves that to us. Inflating uses another thread. */
export async function readText({ body, headers }: Dispatcher.ResponseData): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return (isGzip(headers['content-encoding']) ? await inflate(bytes) : bytes).toString();
}

/**
 * The body as it comes. Whoever asked reads to the end, stops early (which ends the connection) or aborts; an error on
 * the way is `toError`'s.
 */
export async function* readBytes(
  body: AsyncIterable<Uint8Array>,
  toError: (error: unknown) => Error,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw toError(error);
  }
}

function isGzip(encoding: string | string[] | undefined): boolean {
  return typeof encoding === 'string' && /^(x-)?gzip$/i.test(encoding.trim());
}
