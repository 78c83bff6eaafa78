import path from 'node:path';

import type { SampleOrgInfo } from '../../../src/sampleOrg/start.ts';
import type { GuardedProcess } from './guardedProcess.ts';
import { startGuarded } from './guardedProcess.ts';
import { rootFolder } from '../paths.ts';

export interface SampleOrgProcess {
  readonly info: SampleOrgInfo;
  readonly process: GuardedProcess;
}

const readyLimitMs = 60_000;

/**
 * Starts the sample organization as the program that it is, with words of its command line, and waits for its addresses.
 * Throws ForeseenError when it does not start.
 */
export async function startSampleOrgProcess(...words: readonly string[]): Promise<SampleOrgProcess> {
  const program = startGuarded(process.execPath, [path.join(rootFolder, 'src', 'sampleOrg', 'main.ts'), ...words], {
    name: 'The sample organization',
  });
  try {
    const line = await program.firstLine((each) => each.startsWith('{'), readyLimitMs);
    return { info: JSON.parse(line) as SampleOrgInfo, process: program };
  } catch (error) {
    await program.stop();
    throw error;
  }
}
