import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Older than any work under a lock may take: whoever left it is gone. */
const staleAfterMs = 90_000;
const askAgainMs = 60;

/**
 * Runs work while nobody else on this computer who knows the same file does. Waits until the other is done or gone, or
 * the signal aborts. Where the file cannot be made at all, the work is done without.
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  await mkdir(path.dirname(file), { recursive: true }).catch(() => undefined);
  while ((await tryLock(file)) === 'taken') await sleep(askAgainMs, undefined, { signal });
  try {
    return await work();
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
  }
}

/** Ends the holding of a file. */
export type ReleaseFile = () => Promise<void>;

const heartbeatMs = 20_000;

/**
 * Holds a file for as long as some work takes, however long that is. Undefined, at once, while another does. Who was
 * killed holds it no longer: at once on this computer, after a minute and a half elsewhere.
 */
export async function holdFile(file: string): Promise<ReleaseFile | undefined> {
  const holder = JSON.stringify({ pid: process.pid, host: hostname(), token: randomUUID() });
  await mkdir(path.dirname(file), { recursive: true });
  if (!(await createWith(file, holder))) {
    if (await isHeld(file)) return undefined;
    await rm(file, { force: true });
    if (!(await createWith(file, holder))) return undefined;
    // Another that found it abandoned at the same time may have removed ours; it shows after a moment.
    await sleep(askAgainMs);
    if ((await readText(file)) !== holder) return undefined;
  }
  const heartbeat = setInterval(() => {
    utimes(file, new Date(), new Date()).catch(() => undefined);
  }, heartbeatMs);
  heartbeat.unref();
  return async () => {
    clearInterval(heartbeat);
    if ((await readText(file)) === holder) await rm(file, { force: true });
  };
}

async function createWith(file: string, content: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(content).finally(() => handle.close());
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function isHeld(file: string): Promise<boolean> {
  const age = await stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => Infinity,
  );
  if (age > staleAfterMs) return false;
  const { pid, host } = holderIn(await readText(file));
  return host !== hostname() || pid === undefined || isAlive(pid);
}

function holderIn(text: string): { readonly pid?: number; readonly host?: string } {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

async function tryLock(file: string): Promise<'ours' | 'taken' | 'impossible'> {
  try {
    await (await open(file, 'wx')).close();
    return 'ours';
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return 'impossible';
  }
  const takenAt = await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
  if (takenAt !== undefined && Date.now() - takenAt > staleAfterMs) await rm(file, { force: true });
  return 'taken';
}
