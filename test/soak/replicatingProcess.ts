// Replicates whenever it is told to, until it is killed. Messages in: the task, then `run`, `cancel`; out: `ready`, and what
// came of each run.
import { replicate } from '../../src/core/jobs/replicate.ts';
import { connectedParts } from '../core/jobs/connectedParts.ts';
import { memoryLog } from '../core/memoryPorts.ts';
import type { SoakTask } from './soakJob.ts';
import { renewedTokens, soakJob } from './soakJob.ts';

const task = JSON.parse(process.argv[2] ?? '') as SoakTask;
const { parts } = connectedParts(task.info, task.folder, task.database, renewedTokens(task.info));
let stop = new AbortController();

process.on('message', (message) => {
  if (message === 'cancel') stop.abort(new Error('Cancelled.'));
  if (message === 'run') void run();
});
process.on('disconnect', () => {
  process.exit();
});
process.send?.('ready');

async function run(): Promise<void> {
  stop = new AbortController();
  const context = { signal: stop.signal, report: () => undefined, log: memoryLog() };
  try {
    const { outcome, explanation } = await replicate(
      parts,
      soakJob({ reconcile: 'never', formulas: 'withRecord' }),
      context,
    );
    process.send?.({ outcome, explanation });
  } catch (error) {
    process.send?.({ outcome: stop.signal.aborted ? 'cancelled' : 'failed', explanation: String(error) });
  }
}
