import { Cron } from 'croner';

import { InputError } from '../../errors.ts';
import type { Job } from './jobSchema.ts';

export type Schedule = NonNullable<Job['schedule']>;

/**
 * When a job runs next after an instant, both in epoch milliseconds; undefined where never again. A time that the clock
 * jumps over is made up for after the jump. InputError, naming the key, for what is no schedule.
 */
export function nextRunAt({ cron, timeZone }: Schedule, afterMs: number): number | undefined {
  const problem = scheduleProblem('cron', cron);
  if (problem !== undefined) throw new InputError(problem, 'schedule.cron');
  try {
    const next = new Cron(cron, { ...mode, ...(timeZone === undefined ? {} : { timezone: timeZone }) });
    return next.nextRun(new Date(afterMs))?.getTime();
  } catch (error) {
    throw new InputError(zoneProblem(timeZone ?? ''), 'schedule.timeZone', { cause: error });
  }
}

/** What is wrong with a part of a schedule, for people; undefined = nothing. */
export function scheduleProblem(part: 'cron' | 'timeZone', text: string): string | undefined {
  if (part === 'timeZone') return isZone(text) ? undefined : zoneProblem(text);
  try {
    new Cron(text, { ...mode, paused: true });
    return undefined;
  } catch {
    return `"${text}" is no schedule. Five parts are needed: minute, hour, day of the month, month, day of the week; for example 0 6 * * 1-5.`;
  }
}

/** As cron itself has it: five parts, no seconds. */
const mode = { mode: '5-part' } as const;

function zoneProblem(timeZone: string): string {
  return `"${timeZone}" is no time zone of the tz database, such as Europe/Berlin.`;
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
