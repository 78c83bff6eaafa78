import type { JsonObject } from './parse.ts';
import { asNumber } from './parse.ts';

/**
 * Seconds that an access token lives, as a token answer says. Older deployments give `expires_in` in milliseconds, and
 * seconds in `expires_in_sec` (zoho-api.md section 2.3).
 */
export function lifetimeIn(answer: JsonObject): number | undefined {
  const seconds = asNumber(answer['expires_in_sec']);
  if (seconds !== undefined) return seconds;
  const either = asNumber(answer['expires_in']);
  return either !== undefined && either > 86_400 ? either / 1000 : either;
}

/** Scopes are between spaces in answers and between commas in requests. */
export function splitScopes(text: string | undefined): readonly string[] {
  return (text ?? '').split(/[\s,]+/).filter((each) => each !== '');
}
