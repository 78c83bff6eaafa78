import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import type { SampleOrgInfo } from '../../../src/sampleOrg/start.ts';

/** Where the pages are, with clients and tokens of the sample organization behind them. */
export type PagesInfo = SampleOrgInfo;

export interface PagesSettings {
  readonly records: number;
  /** Waited before each answer. */
  readonly latencyMs: number;
}

export interface Pages {
  readonly info: PagesInfo;
  /** Answers how many calls were under way at once since the last time that this was called. */
  set(settings: PagesSettings): Promise<number>;
  stop(): void;
}

/** Starts `pagesServer.ts` in a process of its own; it ends with this one. */
export async function startPages(): Promise<Pages> {
  const child = fork(fileURLToPath(new URL('pagesServer.ts', import.meta.url)));
  const [info] = (await once(child, 'message')) as [PagesInfo];
  return {
    info,
    async set(settings) {
      child.send(settings);
      const [{ mostInFlight }] = (await once(child, 'message')) as [{ readonly mostInFlight: number }];
      return mostInFlight;
    },
    stop: () => {
      child.kill();
    },
  };
}
