import { offsetMinutes } from '../time/zones.ts';

const dayMs = 86_400_000;

/**
 * The zone's offset without daylight saving, in milliseconds east: what `users[].offset` says all year round
 * (zoho-api.md section 4.2). It is the smaller one of the offsets in the twelve months around `epochMs`, also where
 * the tz database calls the summer time the standard (Europe/Dublin).
 */
export function standardOffsetMs(zone: string, epochMs: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let month = -6; month <= 6; month++) {
    least = Math.min(least, offsetMinutes(zone, epochMs + month * 30 * dayMs));
  }
  return least * 60_000;
}
