import { applyEdits, modify } from 'jsonc-parser';

import type { Schedule } from './schedule.ts';

/** The text of a job file with these times; comments and all else stay as they are. */
export function withSchedule(text: string, schedule: Schedule): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  return applyEdits(text, modify(text, ['schedule'], schedule, { formattingOptions }));
}
