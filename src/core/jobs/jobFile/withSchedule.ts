import type { Schedule } from './schedule.ts';
import { withValue } from './withValue.ts';

/** The text of a job file with these times; comments and all else stay as they are. */
export function withSchedule(text: string, schedule: Schedule): string {
  return withValue(text, ['schedule'], schedule);
}
