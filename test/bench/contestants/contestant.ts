// One side of a pair, in a process of its own, so that no side warms up another and its memory is its own. The parent
// sends the name of a file beside this one and what its `run` gets.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a side's `run` answers. */
export interface Deed {
  readonly count: number;
  /** Of the deed alone: without starting, connecting and making ready. */
  readonly ms: number;
  /** Where it is asked: how long the process's first thread was held up, at the 99th percentile. */
  readonly heldUpMs?: number;
}

/** What the parent gets. */
export interface Measured extends Deed {
  readonly peakMegabytes: number;
  readonly cpuMs: number;
}

export interface Task {
  readonly file: string;
  readonly input: unknown;
}

process.once('message', (task: Task) => {
  // A failure ends the process, and the parent tells it.
  void perform(task);
});
process.once('disconnect', () => process.exit());

async function perform({ file, input }: Task): Promise<void> {
  const folder = path.dirname(fileURLToPath(import.meta.url));
  const side = (await import(path.join(folder, file))) as { readonly run: (input: unknown) => Promise<Deed> };
  const before = process.cpuUsage();
  const deed = await side.run(input);
  const { user, system } = process.cpuUsage(before);
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  process.send?.({ ...deed, peakMegabytes, cpuMs: (user + system) / 1000 } satisfies Measured);
}
