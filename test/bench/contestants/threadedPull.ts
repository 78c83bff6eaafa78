import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

import type { PagesInfo } from '../crm/startPages.ts';
import type { Deed } from './contestant.ts';
import { run as pull } from './readPages.ts';

interface ThreadedInput {
  readonly info: PagesInfo;
  readonly isThreaded: boolean;
}

const sampleMs = 5;

/** Reads in this thread or in another, and tells how long this one was held up. */
export async function run({ info, isThreaded }: ThreadedInput): Promise<Deed> {
  const delay = monitorEventLoopDelay({ resolution: sampleMs });
  delay.enable();
  const deed = isThreaded ? await inThread(info) : await pull({ info });
  delay.disable();
  return { ...deed, heldUpMs: delay.percentile(99) / 1e6 };
}

async function inThread(info: PagesInfo): Promise<Deed> {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: info });
  const [deed] = (await once(worker, 'message')) as [Deed];
  await worker.terminate();
  return deed;
}

if (!isMainThread) parentPort?.postMessage(await pull({ info: workerData as PagesInfo }));
