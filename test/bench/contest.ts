import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import type { Measured, Task } from './contestants/contestant.ts';

/** One side: what it runs, after what was done for it. */
export interface Side extends Task {
  /** Not measured. */
  readonly before?: () => Promise<unknown>;
}

/** What each side did, round by round. */
export type Rounds<Name extends string> = Readonly<Record<Name, readonly Measured[]>>;

export const pairs = 5;

/** Runs all sides in turn, as many rounds as there are to be pairs; each round begins with another side. */
export async function contest<Name extends string>(
  sides: Readonly<Record<Name, Side>>,
  rounds = pairs,
): Promise<Rounds<Name>> {
  const names = Object.keys(sides) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, [] as Measured[]])) as Record<Name, Measured[]>;
  for (let round = 0; round < rounds; round++) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      measured[name].push(await perform(sides[name]));
    }
  }
  return measured;
}

async function perform({ before, file, input }: Side): Promise<Measured> {
  await before?.();
  const child = fork(fileURLToPath(new URL('contestants/contestant.ts', import.meta.url)), {
    // What programs tell on the way is of interest only where they fail.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (output += text.toString()));
  child.send({ file, input } satisfies Task);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${String(code)}: ${output.slice(-3_000)}`);
  });
  try {
    const [measured] = (await Promise.race([once(child, 'message'), ended])) as [Measured];
    return measured;
  } finally {
    ended.catch(() => undefined);
    child.disconnect();
  }
}

/** By the round: how many times as fast one side was as another. */
export function speedRatios(ours: readonly Measured[], theirs: readonly Measured[]): readonly number[] {
  return ours.map((own, round) => perMs(own) / perMs(theirs[round]));
}

/** Records in a second, by the round. */
export function rates(measured: readonly Measured[]): readonly number[] {
  return measured.map((each) => perMs(each) * 1000);
}

export function memoryRatios(ours: readonly Measured[], theirs: readonly Measured[]): readonly number[] {
  return ours.map((own, round) => own.peakMegabytes / (theirs[round]?.peakMegabytes ?? Number.NaN));
}

function perMs(measured: Measured | undefined): number {
  return measured ? measured.count / measured.ms : Number.NaN;
}
