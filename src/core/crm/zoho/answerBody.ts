import { finished } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

import type { Dispatcher } from 'undici';

const inflate = promisify(gunzip);

/** The whole body, inflated where it comes compressed: undici leaves that to us. Inflating uses another thread. */
export async function readWhole({ body, headers }: Dispatcher.ResponseData): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  // Costs less than to await each piece.
  body.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  await finished(body);
  const bytes = Buffer.concat(chunks);
  return isGzip(headers['content-encoding']) ? inflate(bytes) : bytes;
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
