/** How often something is done that is not needed in each run. */
export type Often = 'never' | 'everyRun' | 'daily' | 'weekly';

const dayMs = 86_400_000;

/** A run that begins a little earlier than its day or week counts all the same. */
const slackMs = 3_600_000;

/** `doneAt`: when it was last done; undefined = never. Epoch milliseconds, both by one clock. */
export function isAnyDue(often: Often, doneAt: number | undefined, nowMs: number): boolean {
  if (often === 'never') return false;
  if (often === 'everyRun' || doneAt === undefined) return true;
  return nowMs - doneAt >= (often === 'daily' ? dayMs : 7 * dayMs) - slackMs;
}
