import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A TCP port on 127.0.0.1 that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const port = await tryPort(0);
  if (port === undefined) throw new Error('The system gives no free TCP port.');
  return port;
}

/**
 * The wanted port, if nobody listens on it within `patienceMs`: a predecessor that was just ended may still hold it.
 * Otherwise any free one.
 */
export async function freePortNear(wanted: number, patienceMs: number): Promise<number> {
  const until = performance.now() + patienceMs;
  do {
    if ((await tryPort(wanted)) !== undefined) return wanted;
    await delay(100);
  } while (performance.now() < until);
  return freePort();
}

async function tryPort(port: number): Promise<number | undefined> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    const address = server.address();
    return address !== null && typeof address === 'object' ? address.port : undefined;
  } catch {
    return undefined;
  } finally {
    server.close();
  }
}
