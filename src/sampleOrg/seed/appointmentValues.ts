import { offsetMinutes } from '../time/zones.ts';
import type { Draft, Seeding } from './draft.ts';
import type { KnownValues } from './knownValues.ts';
import { dateOf } from './valuesByType.ts';

const quarterHourMs = 900_000;
const dayMs = 86_400_000;

/** When meetings, calls and tasks happen (zoho-api.md section 4.21). One meeting in ten takes the whole day. */
export function appointmentValues(seeding: Seeding): KnownValues {
  const zone = seeding.users[0]?.timeZone ?? 'Etc/UTC';
  return {
    All_day: isAllDay,
    Start_DateTime: (draft) => (isAllDay(draft) ? midnightBefore(startOf(draft), zone) : startOf(draft)),
    End_DateTime: (draft) =>
      isAllDay(draft) ? midnightBefore(startOf(draft), zone) + dayMs - 60_000 : startOf(draft) + lengthOf(draft),
    Due_Date: (draft, dice) => dateOf(draft.record.createdAt + dice.whole(1, 60) * dayMs),
    Call_Start_Time: (draft) => draft.record.createdAt,
    Call_Duration: (draft) => minutesAndSeconds(callSeconds(draft)),
    Call_Duration_in_seconds: callSeconds,
  };
}

function isAllDay(draft: Draft): boolean {
  return draft.record.index % 10 === 3;
}

/** Within four weeks after the record was made, on a quarter of an hour. */
function startOf(draft: Draft): number {
  return Math.ceil((draft.record.createdAt + draft.luck * 28 * dayMs) / quarterHourMs) * quarterHourMs;
}

function lengthOf(draft: Draft): number {
  return (1 + Math.floor(draft.luck * 8)) * quarterHourMs;
}

function midnightBefore(epochMs: number, zone: string): number {
  const shift = offsetMinutes(zone, epochMs) * 60_000;
  return Math.floor((epochMs + shift) / dayMs) * dayMs - shift;
}

function callSeconds(draft: Draft): number {
  return 15 + Math.floor(draft.luck * 3000);
}

function minutesAndSeconds(seconds: number): string {
  return [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
