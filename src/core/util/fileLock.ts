import { mkdir, open, rm, stat } from 'node:fs/promises';
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
