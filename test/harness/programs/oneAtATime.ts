import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import type { Server } from 'node:net';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ForeseenError } from '../errors.ts';

/** How long a predecessor may take to end, in milliseconds. */
const patienceMs = 15_000;

/**
 * Makes this process the only one that works in `folder`: a living predecessor is asked to end, and awaited.
 * A killed one leaves nothing that matters, because the claim is an open socket and not a file.
 * `onSuccessor` is called when a later process takes over. Throws ForeseenError when the predecessor does not end.
 */
export async function takeOver(folder: string, onSuccessor: () => void): Promise<void> {
  const address = addressFor(folder);
  if (await endPredecessor(address, folder)) await rm(address, { force: true });
  const server = createServer((successor) => {
    // The connection stays open until this process ends, which is what the successor waits for.
    successor.on('error', () => undefined).resume();
    onSuccessor();
  });
  await listen(server, address);
  server.unref();
}

/** In the system's temporary folder: the path of a socket may have some 100 characters only. */
function addressFor(folder: string): string {
  const name = `zoho-crm-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(tmpdir(), `${name}.sock`);
}

/** Answers whether a socket file without a listener may be in the way. */
async function endPredecessor(address: string, folder: string): Promise<boolean> {
  const connection = connect(address);
  const late = AbortSignal.timeout(patienceMs);
  late.addEventListener('abort', () => connection.destroy());
  // No listener (ENOENT, ECONNREFUSED) and an end in the middle (ECONNRESET) mean the same here: nobody is left.
  connection.on('error', () => undefined).resume();
  await new Promise((resolve) => connection.once('close', resolve));
  if (late.aborted) {
    throw new ForeseenError(`Another process still works in ${folder} and does not end. End it first.`);
  }
  return process.platform !== 'win32';
}

async function listen(server: Server, address: string): Promise<void> {
  server.listen(address);
  await once(server, 'listening');
}
